"""How fast seeds become an archive, what that takes, and how it compares with plain insertion.

    python -m tests.benchmarks.ingest [--corpus FILE.tar.zst] [--articles N] [--merged 1.0]

Ingests a corpus into an empty archive with ``manage.py ingest``, then a hundred generated articles
more. The corpus is generated, or one made before: real language takes longer, since more of it
needs the full alignment. Then it inserts the same rows into SQLite tables and FTS5, which is all
that the baseline does: it reads no file, parses nothing, aligns nothing. Times are of the clock,
memory is the largest process's.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import zstandard

from tests.benchmarks.table import Line, print_line
from tests.helpers.postgresql import create_database, running_server
from tests.helpers.site_process import ROOT, clean_environment
from tools.generate_corpus import write_corpus

GENERATED = "generated"
MORE = 100  # articles of the second ingest
BATCH = 500
TABLES = ("documents_seedfile", "documents_article", "documents_translation")
TOKENIZERS = ("unicode61", "trigram")  # the second finds Chinese, from three characters on


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of the clock and of processors, bytes of its largest process."""

    seconds: float
    processor_seconds: float
    memory: int


def run(environment: dict[str, str], *arguments: str) -> Cost:
    """Run a management command to its end. Raises `RuntimeError` with what it said if it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def rows_size(environment: dict[str, str]) -> int:
    """Bytes of the database, tables and indexes together."""
    if address := environment.get("DATABASE_URL"):
        with psycopg.connect(address) as connection:
            found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(found[0]) if found else 0
    return sum(path.stat().st_size for path in _folder(environment).glob("archive.sqlite3*"))


def index_size(environment: dict[str, str]) -> int:
    """Bytes of the newest index; the one before it lies there until the next ingest."""
    folders = (_folder(environment) / "index").iterdir()
    return folder_size(max(folders, key=os.path.getmtime))


def _folder(environment: dict[str, str]) -> Path:
    return Path(environment["ARCHIVE_VAR"])


def split_text(content: bytes) -> tuple[str, str, str]:
    """Title, translation and original of a generated seed, as plain insertion has them."""
    translation, _, original = content.decode().rpartition("<hr />")
    title, _, body = original.partition("### ")[2].partition("\n")
    return title, translation, body


def insert_plainly(database: Path, folder: Path, tokenizer: str) -> float:
    """Articles a second when only the rows are inserted, the texts into FTS5 beside them."""
    copy = folder / f"plain-{tokenizer}.sqlite3"
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(database.as_uri() + "?mode=ro", uri=True)) as rows,
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=NORMAL")
        marks = ",".join(f"'{table}'" for table in TABLES)
        for (statement,) in rows.execute(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL"
            " ORDER BY type = 'index'"
        ):
            target.execute(statement)
        target.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5(title, text, tokenize='{tokenizer}')"
        )
        spent, count = 0.0, 0
        streams = [_batches(rows, table) for table in TABLES[:2]]
        target.execute("BEGIN")
        for seeds, articles in zip(*streams, strict=True):
            keys = [row["id"] for row in articles]
            found = rows.execute(
                "SELECT * FROM documents_translation WHERE article_id BETWEEN ? AND ?",
                (keys[0], keys[-1]),
            )
            translations = [_named(found, row) for row in found]
            texts = []
            for seed in seeds:
                title, *held = split_text(zstandard.decompress(seed["content"]))
                texts += [(title, text) for text in held if text]
            started = time.monotonic()
            for table, some in zip(TABLES, (seeds, articles, translations), strict=True):
                _insert(target, table, some)
            target.executemany("INSERT INTO texts VALUES (?, ?)", texts)
            spent += time.monotonic() - started
            count += len(articles)
        started = time.monotonic()
        target.execute("COMMIT")
        spent += time.monotonic() - started
    copy.unlink()
    return count / spent


def _batches(rows: sqlite3.Connection, table: str) -> Iterator[list[dict[str, Any]]]:
    kind = "WHERE kind = 'article'" if table == TABLES[0] else ""
    found = rows.execute(f"SELECT * FROM {table} {kind} ORDER BY id")
    while batch := [_named(found, row) for row in islice(found, BATCH)]:
        yield batch


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _insert(target: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ",".join(f'"{name}"' for name in rows[0])
        marks = ",".join("?" * len(rows[0]))
        values = [tuple(row.values()) for row in rows]
        target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def measure(
    environment: dict[str, str], archive: Path, articles: int, language: str = GENERATED
) -> Iterator[Line]:
    """The figures in turn. The archive stands in the environment's folder and database then.

    ``language`` says whose language the corpus is.
    """
    folder = _folder(environment)
    folder.mkdir(parents=True, exist_ok=True)
    run(environment, "migrate", "--verbosity=0")
    run(environment, "ingest")  # the dictionary's table is made once, not once an ingest
    cost = run(environment, "ingest", str(archive))
    seeds = archive_size(archive)
    rows, index = rows_size(environment), index_size(environment)
    yield Line("corpus", language)
    yield Line("seeds", f"{articles:,} articles, {seeds / 1e6:,.1f} MB")
    yield Line("ingest", f"{articles / cost.seconds:.0f} articles a second ({cost.seconds:.0f} s)")
    spent = cost.processor_seconds / articles * 1000
    yield Line("ingest, processor time of all processes", f"{spent:.2f} ms an article")
    by_byte = cost.processor_seconds / seeds * 1e6
    yield Line("ingest, processor time by seed bytes", f"{by_byte:.3f} µs a byte")
    yield Line("ingest, largest process", f"{cost.memory / 1e6:.0f} MB")
    yield Line("rows on disk", f"{rows / 1e6:,.1f} MB")
    yield Line("index on disk", f"{index / 1e6:,.1f} MB")
    yield Line("rows and index, to the seed bytes", f"{(rows + index) / seeds:.2f}")
    more = folder / "more.tar.zst"
    write_corpus(more, MORE, seed=2001)
    yield Line(
        f"{MORE} generated articles more", f"{run(environment, 'ingest', str(more)).seconds:.1f} s"
    )
    if not environment.get("DATABASE_URL"):
        for tokenizer in TOKENIZERS:
            speed = insert_plainly(folder / "archive.sqlite3", folder, tokenizer)
            name = f"peer: the same rows inserted into SQLite and FTS5 ({tokenizer})"
            yield Line(name, f"{speed:.0f} articles a second")


def archive_size(archive: Path) -> int:
    """Bytes of the files in a ``.tar.zst``."""
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as members,
    ):
        return sum(member.size for member in members)


def count_members(archive: Path) -> int:
    """Seed files of articles in a ``.tar.zst``."""
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as members,
    ):
        return sum(member.name.endswith(".txt") for member in members)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="one made before (.tar.zst)")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--merged", type=float, default=0.0)
    parser.add_argument("--postgresql", action="store_true", help="into a server of its own")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        archive = options.corpus or Path(name) / "corpus.tar.zst"
        language = options.corpus.name if options.corpus else GENERATED
        if not options.corpus:
            write_corpus(archive, options.articles, merged=options.merged)
        environment = clean_environment(Path(name) / "var", ARCHIVE_SEEDS=str(ROOT / "seeds"))
        articles = count_members(archive)
        if not options.postgresql:
            for line in measure(environment, archive.resolve(), articles, language):
                print_line(line)
            return
        with running_server() as address:
            environment["DATABASE_URL"] = create_database(address, "benchmark")
            for line in measure(environment, archive.resolve(), articles, language):
                print_line(line)


if __name__ == "__main__":
    main()
