"""The command ``verify``: compares all that is derived with the seeds, and repairs it if asked."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import Any, cast

from django.conf import settings
from django.core.management.base import CommandError
from django.db.utils import Error
from tqdm import tqdm

from documents.bulk.data_folder import digest_file, read_catalogue
from documents.edition import current_edition
from documents.ingest.lock import IngestRunning
from documents.ingest.repair import repair
from documents.ingest.verify import (
    UNREADABLE,
    Difference,
    verify_articles,
    verify_edition,
    verify_seeds,
    verify_sources,
)
from documents.ingest.verify_storage import can_check_storage, check_storage, rebuild_indexes
from documents.management.commands.ingest import read_count, tables_needed
from documents.management.faults import ArchiveCommand
from documents.models import Article, Edition, SeedFile
from documents.search import IndexMissing, OpenIndex, find_altered_files, index_path, open_index
from documents.search.document_digests import count_documents


class Command(ArchiveCommand):
    help = (
        "Compare everything derived with the seeds: the database's own structure, files with their "
        "digests, rows with their files, the index with the rows, data files with their catalogue. "
        "Exit status 0 if all is well or repaired, 1 if something is wrong, 2 for bad use."
    )
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="make again what is derived and differs"
        )
        parser.add_argument(
            "--sample",
            type=read_count,
            default=0,
            metavar="N",
            help="only about N articles and N files, evenly spread (default: all)",
        )
        parser.add_argument(
            "--processes", type=read_count, help="how many processes read files again"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        with tables_needed():
            if current_edition() is None:
                raise CommandError("Nothing has been ingested yet: run manage.py ingest first.")
            found = list(self._verify(options))
            left = self._repair(found) if options["repair"] and found else found
        self.stdout.write(_sum_up(found, left, is_repaired=options["repair"]))
        if left:
            sys.exit(1)

    def _verify(self, options: dict[str, Any]) -> Iterator[Difference]:
        for one in self._differences(options):
            self.stdout.write(f"{one.part}: {one.name}: {one.said}")
            self.stdout.flush()
            yield one

    def _differences(self, options: dict[str, Any]) -> Iterator[Difference]:
        sample, articles = options["sample"], Article.objects.count()
        if can_check_storage():
            for line in check_storage():
                yield Difference("storage", "database", line)
        else:
            self.stdout.write(
                "The database's own structure was left out: amcheck is not installed."
            )
        yield from _go_on("edition", verify_edition())
        yield from _go_on("source", verify_sources())
        with _Bar("files", sample or SeedFile.objects.count()) as step:
            yield from _go_on("seed", verify_seeds(step, sample))
        index = yield from _verify_index()
        with _Bar("articles", sample or articles) as step:
            found = verify_articles(index, step, sample, options["processes"])
            yield from _go_on("row", found)
        yield from _verify_data()

    def _repair(self, found: list[Difference]) -> list[Difference]:
        structure = [one for one in found if one.part in {"storage", "data"}]
        if any(one.part == "storage" for one in structure):
            with suppress(Error):  # where that is not enough, the check after it says so
                rebuild_indexes()
            left = [Difference("storage", "database", line) for line in check_storage()]
            structure = left + [one for one in structure if one.part != "storage"]
        try:
            rest = list(repair(one for one in found if one.part not in {"storage", "data"}))
        except IngestRunning as error:
            raise CommandError(str(error), returncode=2) from error
        except UNREADABLE as error:
            raise CommandError(
                f"the database is damaged in itself ({type(error).__name__}: {error}), and nothing "
                "was repaired: move it away, then `manage.py migrate` and `manage.py ingest` make "
                "it anew from the seeds; or put a backup in its place"
            ) from error
        return structure + rest


def _go_on(part: str, found: Iterator[Difference]) -> Iterator[Difference]:
    """The differences of a part; where the database cannot be read at all, that is one."""
    try:
        yield from found
    except UNREADABLE as error:
        said = f"it cannot be read further ({type(error).__name__}: {error})"
        yield Difference("storage", f"database ({part})", said.replace("\n", " "))


def _verify_index() -> Generator[Difference, None, OpenIndex | None]:
    """Compare the index's files with its manifest; returns it open, where it can be opened."""
    edition = cast("Edition", current_edition())  # looked at before
    folder = index_path(settings.INDEX_ROOT, edition.digest)
    for line in find_altered_files(folder):
        yield Difference("index", folder.name, line)
    try:
        index: OpenIndex = open_index(settings.INDEX_ROOT, edition.digest, anew=True)
    except IndexMissing as error:
        yield Difference("index", folder.name, str(error))
        return None
    documents = count_documents(index)
    if documents != edition.articles:
        said = f"{documents} documents, expected {edition.articles}"
        yield Difference("index", folder.name, said)
    return index


def _verify_data() -> Iterator[Difference]:
    """Compare the files of bulk data with their catalogue."""
    folder = settings.ARCHIVE_DATA
    try:
        catalogue = read_catalogue(folder)
    except (OSError, ValueError) as error:
        yield Difference("data", str(folder), str(error))
        return
    for file in catalogue.files if catalogue else ():
        try:
            found = digest_file(folder / file.name)
        except OSError as error:
            yield Difference("data", file.name, error.strerror or "it cannot be read")
            continue
        if found != (file.bytes, file.sha256):
            yield Difference("data", file.name, "its bytes are not those of its SHA-256")


def _sum_up(found: list[Difference], left: list[Difference], *, is_repaired: bool) -> str:
    if not found:
        return "All is as it should be."
    if not is_repaired:
        return f"{len(found)} differences. What is derived is made again with --repair."
    if not left:
        return f"{len(found)} differences, all repaired. Pages are made anew."
    return (
        f"{len(found)} differences, {len(left)} left: seed files come from a backup (`ingest`), "
        "data files from `export --replace`, a database that is damaged itself from its seeds."
    )


class _Bar:
    """A progress bar on a terminal, and nothing elsewhere, for steps of several."""

    def __init__(self, unit: str, total: int) -> None:
        self._bar = tqdm(disable=None, unit=f" {unit}", total=total, leave=False)

    def __enter__(self) -> Callable[[int], None]:
        return self.step

    def step(self, count: int) -> None:
        """So many more are done."""
        self._bar.update(count)

    def __exit__(self, *_: object) -> None:
        self._bar.close()
