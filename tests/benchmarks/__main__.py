"""``python -m tests.benchmarks --articles 300000 [--corpus FILE]``: the whole table, in one run.

Makes the corpus and ingests it where that was not done before, measures the served site and the
peers that are installed beside it. What the ingest took is kept beside the archive.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import ingest, serving
from tests.benchmarks.table import Line, print_line
from tests.helpers.postgresql import create_database, running_server
from tests.helpers.site_process import ROOT, clean_environment
from tools.generate_corpus import write_corpus


def prepare(
    environment: dict[str, str], corpus: Path, articles: int, language: str
) -> Iterator[Line]:
    """The lines about the ingest; an archive that stands is taken as it is, its index renewed."""
    kept = Path(environment["ARCHIVE_VAR"]) / "ingest.json"
    if kept.exists() and not environment.get("DATABASE_URL"):
        ingest.run(environment, "reindex")
        yield from (Line(*pair) for pair in json.loads(kept.read_text()))
        return
    if not corpus.exists():
        write_corpus(corpus, articles)
    lines = []
    for line in ingest.measure(environment, corpus, articles, language):
        lines.append((line.what, line.figure))
        yield line
    ingest.run(environment, "collectstatic", "--noinput", "--verbosity=0")
    kept.write_text(json.dumps(lines))


@contextmanager
def databases(postgresql: bool) -> Iterator[str]:
    """The address of a fresh PostgreSQL database, or "" for SQLite in the archive's folder."""
    if not postgresql:
        yield ""
        return
    with running_server() as address:
        yield create_database(address, "benchmark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, help="where it lies; default under var/bench/")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="one made before (.tar.zst)")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    options = parser.parse_args()
    given: Path | None = options.corpus
    articles = ingest.count_members(given) if given else options.articles
    name = given.name.removesuffix(".tar.zst") if given else str(articles)
    folder = (options.folder or ROOT / "var" / "bench" / name).resolve()
    folder /= "postgresql" if options.postgresql else "sqlite"
    corpus = (given or folder.parent / "corpus.tar.zst").resolve()
    language = given.name if given else ingest.GENERATED
    with databases(options.postgresql) as address:
        environment = clean_environment(
            folder, ARCHIVE_SEEDS=str(ROOT / "seeds"), DATABASE_URL=address
        )
        for line in prepare(environment, corpus, articles, language):
            print_line(line)
        for line in serving.measure(environment, given):
            print_line(line)


if __name__ == "__main__":
    main()
