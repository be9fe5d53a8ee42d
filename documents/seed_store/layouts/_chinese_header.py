"""Parses a People's Daily transcription's header: ``### title``, author, date, page, column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from documents.dates import PartialDate, read_date
from documents.seed_store.layouts._lines import RULE, LineLedger, shorten
from documents.text import NUMERAL, collapse_spaces, read_numeral, strip_spaces

_HEADING = re.compile(
    r"[\s\ufeff]*+(?:(?:Original|原文)\s*+[:：]\s*+)?#{1,6}(?!#)(.*)", re.IGNORECASE
)
_DATE = re.compile(
    r"(?=.*(?:[0-9]{4}|年))[0-9〇○零一二三四五六七八九十廿卅元年月日号中华華民国國公\s/.\-—–()星期]{4,}"
)
_NUMBER = rf"(?:[0-9０-９]+|[{NUMERAL}]+)"
_PAGE = re.compile(
    rf"(?P<label>第\s*(?P<first>{_NUMBER})?(?P<more>(?:\s*[、,，\-—–至和]\s*第?{_NUMBER})*)\s*版)"
    r"\s*(?:[(（](?P<section>[^)）]*)[)）])?(?P<rest>.*)"
)
_COLUMN = re.compile(r"[专專]\s*[栏欄]\s*[:：]\s*(?P<name>.*)")
_SOURCE = re.compile(r"(?:来源|來源|出处|出處|报纸|報紙)\s*[:：]\s*(?P<name>.*)")
_TRANSLATOR = re.compile(r"(?:[译譯]者|翻[译譯])\s*[:：]\s*\S.*")
_LINES_PARTED = re.compile(r" {2,}")
_REACH = 8  # lines below the title in which the rest of a header is looked for


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its number if there is one, the words printed, and the section."""

    number: int | None
    label: str
    section: str
    continued: str  # the line, where it names further pages; else empty


@dataclass(slots=True)
class ChineseHeader:
    """The place of a header, and the line of each of its fields (indexes from 0)."""

    start: int
    headline: tuple[str, ...]
    places: dict[str, int] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Index of the first line after the header."""
        return max(self.places.values()) + 1


def find_headers(ledger: LineLedger) -> list[ChineseHeader]:
    """Every header in the file: a heading with a date, page or column line close below it.

    In a copy that lost its Markdown, the lines that stand in a heading's place are one.
    """
    return list(_find(ledger, _marked_title)) or list(_find(ledger, _bare_title))


def has_header(ledger: LineLedger) -> bool:
    """Whether the file has a header: stops at the first."""
    return any(True for title_at in (_marked_title, _bare_title) for _ in _find(ledger, title_at))


def _find(
    ledger: LineLedger, title_at: Callable[[LineLedger, int], str | None]
) -> Iterator[ChineseHeader]:
    end = 0
    for index in range(len(ledger)):
        if index < end:
            continue
        title = title_at(ledger, index)
        if title is not None and (header := _header_below(ledger, index, title)):
            yield header
            end = header.end


def split_headline(title: str) -> tuple[str, ...]:
    """Split a headline at two ASCII spaces; an ideographic space stays inside a line."""
    parts = _LINES_PARTED.split(strip_spaces(title))
    return tuple(part for part in map(strip_spaces, parts) if part)


def read_page(text: str) -> Page | None:
    """Parse a page line, ``第6版(国际)`` in any width and numerals; None if the text is none."""
    match = _PAGE.fullmatch(strip_spaces(text))
    if match is None:
        return None
    number = read_numeral(match["first"]) if match["first"] else None
    more = match["more"] or strip_spaces(match["rest"])
    return Page(
        number=number or None,
        label=collapse_spaces(match["label"]) if match["first"] else "",
        section=collapse_spaces(match["section"] or ""),
        continued=strip_spaces(text) if more else "",
    )


def read_column(text: str) -> str | None:
    """Parse a column line: the name after ``专栏：``; None if the text is none."""
    match = _COLUMN.fullmatch(strip_spaces(text))
    return strip_spaces(match["name"]) if match else None


def read_source(text: str) -> str:
    """The name after ``来源：``; empty if the text is no such line, or says nothing."""
    match = _SOURCE.fullmatch(strip_spaces(text))
    return strip_spaces(match["name"]) if match else ""


def read_header_date(ledger: LineLedger, index: int, text: str) -> PartialDate:
    """Parse the date in a header's line. Raises `Refused` for an impossible or unreadable one."""
    expected = "a date such as 1958-01-24"
    try:
        when = read_date(text)
    except ValueError as error:
        raise ledger.refusal(index, "date", f"{shorten(text)} ({error})", expected) from error
    if when is None:
        raise ledger.refusal(index, "date", shorten(text), expected)
    return when


def _marked_title(ledger: LineLedger, index: int) -> str | None:
    text = ledger.texts[index]
    heading = _HEADING.fullmatch(text) if "#" in text else None
    return heading[1] if heading else None


def _bare_title(ledger: LineLedger, index: int) -> str | None:
    """The title in a line without ``###``, if author, date and page stand below it in order."""
    above_is_free = (
        not index or ledger.is_blank(index - 1) or RULE.fullmatch(ledger.texts[index - 1])
    )
    if not above_is_free or ledger.is_blank(index):
        return None
    below = ledger.stripped[index + 1 : index + 4]
    for date, page in ((1, 2), (0, 1)):  # with the author's line, empty or not, and without
        if len(below) > page and _DATE.fullmatch(_folded(below[date])) and read_page(below[page]):
            return ledger.texts[index]
    return None


def _header_below(ledger: LineLedger, index: int, title: str) -> ChineseHeader | None:
    places: dict[str, int] = {}
    strays = 0
    for below in range(index + 1, min(index + 1 + _REACH, len(ledger))):
        if ledger.is_blank(below):
            continue
        text = ledger.stripped[below]
        name = _field_of(text, places)
        has_only_people = bool(places) and set(places) <= {"author", "source", "translator"}
        if name is None and has_only_people and len(text) <= 60 and strays < 2:
            strays += 1  # a line that a header should not have, before its date: not understood
            continue
        if name is None:
            break
        places[name] = below
        if name == "column":
            break
    if not places.keys() & {"date", "page", "column"}:
        return None
    return ChineseHeader(index, split_headline(title), places)


def _field_of(text: str, seen: dict[str, int]) -> str | None:
    if read_column(text) is not None:
        return "column"
    if "page" not in seen and read_page(text) is not None:
        return "page"
    if "date" not in seen and "page" not in seen and _DATE.fullmatch(_folded(text)):
        return "date"
    if "source" not in seen and read_source(text):
        return "source"
    if "translator" not in seen and _TRANSLATOR.fullmatch(text):
        return "translator"
    may_be_author = not seen and len(text) <= 120 and _HEADING.fullmatch(text) is None
    return "author" if may_be_author else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
