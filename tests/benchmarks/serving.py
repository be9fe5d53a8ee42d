"""Measures the served site over a generated corpus, with whatever peers are installed beside it.

``python -m tests.benchmarks.serving --articles 300000`` makes the corpus and ingests it where that
was not done before, serves it with two workers, and prints one table. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import peers, queries
from tests.benchmarks.corpus import write_archive
from tests.benchmarks.load import Measured, run
from tests.serving import ROOT, Served, clean_environment, serve

WORKERS = 2
COLD = 2_000  # article pages, none asked before
CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    figure: str


def prepare(folder: Path, articles: int) -> Served:
    """The corpus, ingested into ``folder`` once."""
    environment = clean_environment(folder, ARCHIVE_WORKERS=str(WORKERS))
    site = Served(0, environment)
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        size = write_archive(folder / "corpus.tar.zst", articles)
        began = time.monotonic()
        for arguments in (
            ("migrate", "-v0"),
            ("ingest", str(folder / "corpus.tar.zst")),
            ("collectstatic", "--noinput", "-v0"),
        ):
            outcome = site.manage(*arguments)
            if outcome.returncode:
                raise SystemExit(outcome.stderr)
        (folder / "ready").write_text(f"{articles} {size} {time.monotonic() - began:.0f}\n")
    elif (outcome := site.manage("reindex")).returncode:
        raise SystemExit(outcome.stderr)
    return site


def measure(folder: Path) -> Iterator[Line]:
    """Every line, peers last, all in one run."""
    environment = clean_environment(folder, ARCHIVE_WORKERS=str(WORKERS))
    began = time.monotonic()
    with serve(environment) as site:
        run_for(site, ["/articles/"])
        yield Line("`manage.py serve`, to the first answer", f"{time.monotonic() - began:.1f} s")
        articles = [f"/articles/{identifier}/" for identifier in some_identifiers(folder, COLD)]
        cold = run_for(site, articles, CONNECTIONS)
        yield Line("article page never asked before", say_rate(cold))
        warm_paths = articles[:200]
        run_for(site, warm_paths * 4, CONNECTIONS)
        warm = run_for(site, warm_paths * 50, CONNECTIONS)
        yield Line("article page asked before", say_rate(warm))
        mixed = [within_the_list(site, pairs) for pairs in queries.mixed()]
        for what, asked in (
            ("list without words, 100 combinations of facets and orders", queries.browsed()),
            ("search with all facets, 200 mixed queries", mixed),
            ("hostile queries", queries.hostile()),
        ):
            yield Line(what, say_times(run_for(site, queries.paths(asked))))
        yield Line("a worker's own memory (RssAnon)", f"{largest_worker(site)} MB")
        yield from peers.compare(folder, site, warm_paths, mixed)
    yield Line("rows and index on disk", f"{on_disk(folder) / 2**20:.0f} MB")


def run_for(site: Served, paths: list[str], connections: int = 1) -> Measured:
    """The answers of the site, every one a page."""
    measured = run("127.0.0.1", site.port, paths, connections=connections)
    if measured.failed:
        raise SystemExit(f"{measured.failed} of {len(paths)} answers were not 200")
    return measured


def within_the_list(site: Served, pairs: queries.Pairs) -> queries.Pairs:
    """A deep page as it is, or the list's last one where the list ends sooner.

    Like a reader, it has then been to the first page, so that the counts are remembered.
    """
    wanted = next((int(value) for name, value in pairs if name == "page"), 0)
    if not wanted:
        return pairs
    others = [pair for pair in pairs if pair[0] != "page"]
    first = site.ask(queries.paths([others])[0]).text
    last = max(map(int, re.findall(r"[?&;]page=(\d+)", first)), default=1)
    return [*others, *([("page", str(min(wanted, last)))] if last > 1 else [])]


def say_rate(measured: Measured) -> str:
    return f"{measured.per_second:,.0f} a second, median {measured.median:.1f} ms"


def say_times(measured: Measured) -> str:
    slowest = measured.quantile(1)
    p95 = measured.quantile(0.95)
    return f"median {measured.median:.1f} ms, p95 {p95:.1f} ms, slowest {slowest:.0f} ms"


def some_identifiers(folder: Path, count: int) -> list[str]:
    """Articles chosen by a fixed chance."""
    with sqlite3.connect(f"file:{folder / 'archive.sqlite3'}?mode=ro", uri=True) as rows:
        newest = "SELECT identifier FROM documents_article WHERE is_newest ORDER BY identifier"
        found = [identifier for (identifier,) in rows.execute(newest)]
    return random.Random(4).sample(found, min(count, len(found)))


def largest_worker(site: Served) -> int:
    """Megabytes of memory that are no file's, of the largest process under this one."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = status.with_name("cmdline").read_bytes()
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if b"granian" in command and f"\0{site.port}\0".encode() in command:
            sizes.append(int(said.get("RssAnon", "0 kB").split()[0]) // 1024)
    return max(sizes, default=0)


def on_disk(folder: Path) -> int:
    """Bytes of the database and of the newest index."""
    newest = max((folder / "index").iterdir(), key=os.path.getmtime)
    files = [*folder.glob("archive.sqlite3*"), *newest.iterdir()]
    return sum(file.stat().st_size for file in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, help="where it lies; default var/bench/<articles>")
    options = parser.parse_args()
    folder = options.folder or ROOT / "var" / "bench" / str(options.articles)
    prepare(folder, options.articles)
    articles, size, seconds = (folder / "ready").read_text().split()
    print_line(Line("corpus", f"{articles} articles, {int(size) / 2**20:.0f} MB of text"))
    print_line(Line("ingest", f"{int(articles) / max(int(seconds), 1):.0f} articles a second"))
    for line in measure(folder):
        print_line(line)


def print_line(line: Line) -> None:
    sys.stdout.write(f"| {line.what:62} | {line.figure} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
