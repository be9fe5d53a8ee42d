"""How fast seeds become an archive, what that takes, and how it compares with plain insertion.

    python -m tests.benchmarks.ingest [ARCHIVE.tar.zst] [--articles N] [--merged SHARE]

Ingests a generated corpus into an empty archive with ``manage.py ingest``, then a hundred articles
more; then inserts the same rows into SQLite tables and FTS5, which is all that the baseline does:
it reads no file, parses nothing, aligns nothing. Times are of the clock, memory is the largest
process's.
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
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import zstandard

from documents.fields import unpack_beside
from tests.benchmarks.corpus import write_archive
from tests.serving import ROOT, clean_environment

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


def insert_plainly(database: Path, folder: Path, tokenizer: str) -> float:
    """Articles a second when only the rows are inserted, the texts into FTS5 beside them."""
    rows = sqlite3.connect(database.as_uri() + "?mode=ro", uri=True)
    target = sqlite3.connect(folder / f"plain-{tokenizer}.sqlite3", isolation_level=None)
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=NORMAL")
    marks = ",".join(f"'{table}'" for table in TABLES)
    for (statement,) in rows.execute(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL"
        " ORDER BY type = 'index'"
    ):
        target.execute(statement)
    target.execute(f"CREATE VIRTUAL TABLE texts USING fts5(title, text, tokenize='{tokenizer}')")
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
        texts = _texts(seeds, articles, translations)
        started = time.monotonic()
        for table, some in zip(TABLES, (seeds, articles, translations), strict=True):
            _insert(target, table, some)
        target.executemany("INSERT INTO texts VALUES (?, ?)", texts)
        spent += time.monotonic() - started
        count += len(articles)
    started = time.monotonic()
    target.execute("COMMIT")
    return count / (spent + time.monotonic() - started)


def _batches(rows: sqlite3.Connection, table: str) -> Iterator[list[dict[str, Any]]]:
    kind = "WHERE kind = 'article'" if table == TABLES[0] else ""
    found = rows.execute(f"SELECT * FROM {table} {kind} ORDER BY id")
    while batch := [_named(found, row) for row in islice(found, BATCH)]:
        yield batch


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _texts(
    seeds: list[dict[str, Any]], articles: list[dict[str, Any]], translations: list[dict[str, Any]]
) -> list[tuple[str, str]]:
    """Title and text of every original and translation."""
    contents = {seed["id"]: zstandard.decompress(seed["content"]) for seed in seeds}
    beside = {article["id"]: contents[article["seed_id"]] for article in articles}
    held = [
        *((row, beside[row["id"]]) for row in articles),
        *((row, beside[row["article_id"]]) for row in translations),
    ]
    return [(row["title"], plain_text(row["stored_blocks"], content)) for row, content in held]


def plain_text(stored: bytes | None, content: bytes) -> str:
    """A text as a row keeps it, in words; ``content`` is its seed file's."""
    blocks = unpack_beside(stored, content) if stored else []
    return "\n".join(block[1] for block in blocks)


def _insert(target: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ",".join(f'"{name}"' for name in rows[0])
        marks = ",".join("?" * len(rows[0]))
        values = [tuple(row.values()) for row in rows]
        target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def measure(archive: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """The figures in turn, each with its name."""
    var = folder / "var"
    environment = clean_environment(var, ARCHIVE_SEEDS=str(ROOT / "seeds"), DATABASE_URL="")
    run(environment, "migrate", "--skip-checks", "--verbosity=0")
    run(environment, "ingest")  # the dictionary's table is made once, not once an ingest
    database = var / "archive.sqlite3"
    cost = run(environment, "ingest", str(archive))
    with sqlite3.connect(database) as rows:
        count = rows.execute("SELECT count(*) FROM documents_article").fetchone()[0] - 2
    seeds = archive_size(archive)
    disk = database.stat().st_size + folder_size(var / "index")
    yield "articles", f"{count:,}"
    yield "seed bytes", f"{seeds / 1e6:.1f} MB"
    yield "ingest", f"{count / cost.seconds:.0f} articles/s ({cost.seconds:.1f} s)"
    yield "processor time", f"{cost.processor_seconds / count * 1000:.2f} ms an article"
    yield "largest process", f"{cost.memory / 1e6:.0f} MB"
    yield "rows", f"{database.stat().st_size / 1e6:.1f} MB"
    yield "index", f"{folder_size(var / 'index') / 1e6:.1f} MB"
    yield "on disk / seed bytes", f"{disk / seeds:.2f}"
    more = folder / "more.tar.zst"
    write_archive(more, MORE, seed=2001)
    yield f"{MORE} articles more", f"{run(environment, 'ingest', str(more)).seconds:.1f} s"
    for tokenizer in TOKENIZERS:
        speed = insert_plainly(database, folder, tokenizer)
        yield f"plain insertion, FTS5 {tokenizer}", f"{speed:.0f} articles/s"


def archive_size(archive: Path) -> int:
    """Bytes of the files in a ``.tar.zst``."""
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as members,
    ):
        return sum(member.size for member in members)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, nargs="?", help="a corpus made before")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--merged", type=float, default=0.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        archive = options.archive or Path(name) / "corpus.tar.zst"
        if not options.archive:
            write_archive(archive, options.articles, merged=options.merged)
        for label, figure in measure(archive.resolve(), Path(name)):
            sys.stdout.write(f"{label:36} {figure}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
