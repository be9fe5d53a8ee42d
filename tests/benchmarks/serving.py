"""Measures the served site over a corpus, with whatever peers are installed beside it.

`tests.benchmarks` ingests the corpus and hands over the environment that it lies in. Run it on a
quiet machine.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import peers, queries
from tests.benchmarks.load import Measured, run
from tests.benchmarks.table import Line
from tests.helpers.site_process import ROOT, Served, serve

WORKERS = 2
COLD = 2_000  # article pages, none asked before
CONNECTIONS = 8


def measure(environment: dict[str, str], corpus: Path | None = None) -> Iterator[Line]:
    """Every line, peers last, all in one run. Asks for words of a given corpus."""
    environment = environment | {"ARCHIVE_WORKERS": str(WORKERS)}
    words = queries.words_of(corpus) if corpus else queries.vocabulary()
    began = time.monotonic()
    with serve(environment) as site:
        run_for(site, ["/articles/"])
        yield Line("`manage.py serve`, to the first answer", f"{time.monotonic() - began:.1f} s")
        articles = [
            f"/articles/{identifier}/" for identifier in some_identifiers(environment, COLD)
        ]
        cold, spent = run_and_count(site, articles, CONNECTIONS)
        yield Line("article page never asked before", f"{say_rate(cold)}, {spent}")
        warm_paths = articles[:200]
        run_for(site, warm_paths * 4, CONNECTIONS)
        warm, spent = run_and_count(site, warm_paths * 50, CONNECTIONS)
        yield Line("article page asked before", f"{say_rate(warm)}, {spent}")
        mixed = [within_the_list(site, pairs) for pairs in queries.mixed(words)]
        for what, asked in (
            ("list without words, 100 combinations of facets and orders", queries.browsed()),
            ("search with all facets, 200 mixed queries", mixed),
        ):
            measured, spent = run_and_count(site, queries.paths(asked))
            yield Line(what, f"{say_times(measured)}, {spent}")
        costliest = max(time_spent(site, path) for path in queries.hostile_paths(words))
        yield Line("hostile queries, processor time of the costliest", f"{costliest:.0f} ms")
        yield Line("a worker's own memory (RssAnon)", f"{largest_worker(site)} MB")
        yield from peers.compare(environment, site, warm_paths, mixed)


def run_for(site: Served, paths: list[str], connections: int = 1) -> Measured:
    """The answers of the site, every one a page."""
    measured = run("127.0.0.1", site.port, paths, connections=connections)
    if measured.failed:
        raise SystemExit(f"{measured.failed} of {len(paths)} answers were not 200")
    return measured


def run_and_count(site: Served, paths: list[str], connections: int = 1) -> tuple[Measured, str]:
    """The same, and the workers' processor time for each, which other work does not lengthen."""
    before = sum(map(spent_by, workers(site)))
    measured = run_for(site, paths, connections)
    spent = (sum(map(spent_by, workers(site))) - before) / len(paths)
    return measured, f"{spent:.2f} ms of processor time"


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


def some_identifiers(environment: dict[str, str], count: int) -> list[str]:
    """Articles chosen by a fixed chance; asked of the archive itself, whatever its database."""
    code = (
        "from documents.models import Article; print(*Article.objects.newest()"
        ".order_by('identifier').values_list('identifier', flat=True).iterator())"
    )
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found = said.stdout.split()
    return random.Random(4).sample(found, min(count, len(found)))


def time_spent(site: Served, path: str) -> float:
    """Milliseconds of processor time that the workers spend on one request."""
    before = sum(map(spent_by, workers(site)))
    run_for(site, [path])
    return sum(map(spent_by, workers(site))) - before


def spent_by(process: Path) -> float:
    """Milliseconds of processor time of a process so far, to 10 ms as the system counts them."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def workers(site: Served) -> list[Path]:
    """The processes of the server that listens on the site's port, as folders of ``/proc``."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = command.read_bytes()
        except OSError:
            continue
        if b"granian" in words and f"\0{site.port}\0".encode() in words:
            found.append(command.parent)
    return found


def largest_worker(site: Served) -> int:
    """Megabytes of memory that are no file's, of the largest process of the server."""
    sizes = []
    for process in workers(site):
        status = (process / "status").read_text().splitlines()
        said = dict(line.split(":", 1) for line in status)
        sizes.append(int(said.get("RssAnon", "0 kB").split()[0]) // 1024)
    return max(sizes, default=0)
