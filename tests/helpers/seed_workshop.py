"""A workshop: an empty archive of its own, and seeds to put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from pytest_django.fixtures import Settings

from documents.edition import current_edition
from documents.ingest.importer import Options, ingest
from documents.models import Article, Edition, SeedFile, Source, Withdrawal
from documents.search import SearchRequest, open_index, search
from documents.seed_store.report import Outcome, Report
from tests.helpers.archive_snapshot import ArchiveSnapshot, take_snapshot

T = TypeVar("T")

THEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

SOURCES = """
[evening-paper]
kind = "newspaper"
layout = "peoples_daily"
languages = ["zh-Hans", "en"]
rights = "http://rightsstatements.org/vocab/CNE/1.0/"
names = { en = "Evening Paper" }
"""


def article_text(words: str = "春耕", day: str = "1951-03-04", page: int = 2) -> str:
    """A small article in both languages, told apart by a word."""
    return (
        f"Title: On {words}\nAuthor: \nDate: {day}\nPage: {page}\n\n"
        f"The first paragraph is about {words}.\n\nThe second one ends it.\n\n<hr /> \n\n"
        f"Original: \n\n\n### 谈{words}\n\n{day}\n第{page}版()\n专栏：\n\n"
        f"    第一段谈{words}。\n    第二段到此为止。\n"
    )


def accession_of(word: str) -> str:
    """A numbered accession, made from a word so that tests can name it."""
    return hashlib.sha256(word.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Workshop:
    """An empty archive, its seed folder, and shorthands to write and ingest."""

    root: Path
    seeds: Path

    def write(self, path: str, text: str | bytes | None = None) -> Path:
        """A file below the workshop; an article by default."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = article_text(path) if text is None else text
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    def article(self, word: str, version: int = 1, folder: str = "seeds", number: int = 0) -> Path:
        """An article file with a numbered name, about a word."""
        mark = f"~{version}" if version > 1 else ""
        name = f"{number:03}_{accession_of(word)}{mark}.txt"
        return self.write(f"{folder}/{name}", article_text(f"{word}{mark}"))

    def ingest(
        self,
        *paths: str | Path,
        skip_bad: bool = False,
        dry_run: bool = False,
        time: datetime = THEN,
    ) -> Report:
        whole = [self.root / path for path in paths]
        return ingest(whole, Options(skip_bad=skip_bad, dry_run=dry_run, date=time))


@pytest.fixture
def workshop(tmp_path: Path, settings: Settings) -> Workshop:
    settings.ARCHIVE_SEEDS = tmp_path / "seeds"
    settings.INDEX_ROOT = tmp_path / "index"
    made = Workshop(tmp_path, tmp_path / "seeds")
    made.write("seeds/sources.toml", SOURCES)
    return made


@pytest.fixture
def fresh_archive(workshop: Workshop, settings: Settings) -> Callable[[Path], Report]:
    """Empties the database and the index, as on another machine, and ingests a folder there."""

    def start(seeds: Path) -> Report:
        empty_archive()
        settings.ARCHIVE_SEEDS = seeds
        settings.INDEX_ROOT = workshop.root / f"index of {seeds.name}"
        return ingest([], Options(date=datetime(2030, 1, 1, tzinfo=UTC)))

    return start


_published: dict[Callable[[Workshop], Any], tuple[ArchiveSnapshot, Any]] = {}  # in this process


def publish_once(workshop: Workshop, make: Callable[[Workshop], T]) -> T:
    """What a function ingests in a workshop, made once and put back for every test after that.

    What it returns is given back too. Ingesting has tests of its own.
    """
    folders = workshop.seeds, workshop.root / "index"
    if before := _published.get(make):
        snapshot, returned = before
        snapshot.restore(*folders)
        return cast("T", returned)
    made = make(workshop)
    place = workshop.root.with_name(f"{workshop.root.name} as published")
    _published[make] = take_snapshot(place, *folders), made
    return made


def empty_archive() -> None:
    """As the database of another machine is before its first ingest."""
    for model in (Article, Withdrawal, SeedFile, Source, Edition):
        model.objects.all().delete()


def counts(report: Report) -> dict[str, int]:
    """The outcomes that happened."""
    return {str(outcome): n for outcome in Outcome if (n := report.counts[outcome])}


def faults(report: Report) -> list[tuple[str, str]]:
    """Each fault's field and what was found."""
    return [(fault.field, fault.found) for fault in report.faults]


def shown() -> str:
    """The digest of the edition being served."""
    edition = current_edition()
    return edition.digest if edition else ""


def found(workshop: Workshop, words: str) -> set[str]:
    """Identifiers that a search of the published edition finds."""
    index = open_index(workshop.root / "index", shown())
    return {hit.identifier for hit in search(index, SearchRequest(q=words)).hits}
