"""Archives to find things in: the seeds, and a shelf of invented articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from archive.clock import DAY
from documents.identifiers import mint
from documents.ingest.importer import Options, ingest
from tests.helpers.archive_snapshot import ArchiveSnapshot, take_snapshot

ROOT = Path(__file__).resolve().parents[2]
THEN = datetime(2026, 1, 2, tzinfo=UTC)
PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

NEWSPAPER = mint("7f36bf76d8e05e4c")  # the 1958 article
ENCYCLOPEDIA = mint("41d499eae482cac3")  # the entry dated 1970–1979


@dataclass(frozen=True, slots=True)
class Report:
    """An invented article of the newspaper, told apart by its number."""

    number: int
    day: date
    page: int = 1
    place: tuple[str, str] = ("北京", "Peking")
    translated: bool = True
    printed: str | None = None  # the date as the file has it, where that is not the day
    agency: tuple[str, str] = ("新华社", "Xinhua News Agency")
    title: str = ""
    byline: tuple[str, str] = ("", "")
    translator: str = ""
    section: str = ""
    column: str = ""
    closing: str = ""  # a line below the text

    @property
    def date(self) -> str:
        return str(self.day) if self.printed is None else self.printed

    @property
    def identifier(self) -> str:
        return mint(self.accession)

    @property
    def accession(self) -> str:
        return hashlib.sha256(f"report {self.number}".encode()).hexdigest()[:16]

    @property
    def file_name(self) -> str:
        return f"{self.number:03}_{self.accession}.txt"

    @property
    def _translated_by(self) -> str:
        return f"Translator: {self.translator}\n" if self.translator else ""

    @property
    def text(self) -> str:
        original = (
            f"### {self.title or f'渠成水到第{self.number}号'}\n{self.byline[0]}\n{self.date}\n"
            f"第{self.page}版({self.section})\n专栏：{self.column}\n\n"
            f"    {self.agency[0]}{self.place[0]}{self.day.day}日电　修成水渠一条。\n"
            + (f"{self.closing}\n" if self.closing else "")
        )
        if not self.translated:
            return original
        return (
            f"Title: A canal is finished, number {self.number}\n"
            f"Author: {self.byline[1]}\n{self._translated_by}Date: {self.date}\n"
            f"Page: {self.page}\n\n{self.agency[1]}, {self.place[1]}, {self.day.day}th: "
            f"One canal was dug.\n\n\n\n<hr /> \n\nOriginal: \n\n\n{original}"
        )


_published: dict[tuple[Report, ...], ArchiveSnapshot] = {}  # in this process, by what was ingested


def publish(reports: Iterable[Report], folder: Path, settings: Settings) -> None:
    """An archive of the seeds and of these reports, in this test's database.

    What this process has ingested before is put back as it was: ingesting has tests of its own.
    """
    kept = tuple(reports)
    made = folder / "reports"
    made.mkdir(parents=True)
    (made / "sources.toml").write_bytes((ROOT / "seeds" / "sources.toml").read_bytes())
    for report in kept:
        (made / report.file_name).write_text(report.text, "utf-8")
    use_archive(folder, settings)
    if before := _published.get(kept):
        before.restore(settings.INDEX_ROOT)
        return
    paths = [ROOT / "seeds", made] if kept else [ROOT / "seeds"]
    outcome = ingest(paths, Options(date=THEN))
    assert outcome.published, outcome
    _published[kept] = take_snapshot(folder / "as published", settings.INDEX_ROOT)


def use_archive(folder: Path, settings: Settings) -> None:
    """Settings of an archive of its own; plain addresses of static files."""
    settings.INDEX_ROOT = folder / "index"
    settings.STORAGES = PLAIN_STATIC
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def daily_reports(count: int, start: date = date(1950, 1, 1), step: int = 40) -> list[Report]:
    """Reports one after another in time, on pages 1 to 4, from three places, some untranslated."""
    places = (("北京", "Peking"), ("上海", "Shanghai"), ("布拉格", "Prague"))
    return [
        Report(
            number + 10,
            start + timedelta(days=step * number),
            number % 4 + 1,
            places[number % 3],
            number % 5 != 0,
        )
        for number in range(count)
    ]


def look(client: Client, path: str, **query: str) -> html.HtmlElement:
    """A page of the archive that is there."""
    response = client.get(path, query)
    assert response.status_code == 200, path
    return parse(response.content)


def ask_on(client: Client, day: date) -> None:
    """From now on this client's requests come on that UTC day (elsewhere the machine's)."""
    defaults: dict[str, Any] = client.defaults
    defaults[DAY] = day


def parse(content: bytes) -> html.HtmlElement:
    return html.document_fromstring(content.decode("utf-8"))


def text_of(page: html.HtmlElement, path: str) -> list[str]:
    """The texts of what an XPath finds, spaces folded."""
    return [" ".join(node.text_content().split()) for node in page.xpath(path)]
