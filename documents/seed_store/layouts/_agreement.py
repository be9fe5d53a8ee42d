"""Checks that the two halves of a bilingual file agree on date and page."""

from __future__ import annotations

import re

from documents.credits.english_bylines import means_no_value
from documents.dates import PartialDate
from documents.seed_store.layouts._chinese_header import (
    ChineseHeader,
    Page,
    read_header_date,
    read_page,
)
from documents.seed_store.layouts._english import EnglishHeader
from documents.seed_store.layouts._lines import LineLedger
from documents.text import read_numeral, strip_spaces

_ENGLISH_PAGE = re.compile(r"(?:p(?:age|\.)?\s*)?(\S+?)", re.IGNORECASE)


def field_text(ledger: LineLedger, header: ChineseHeader | None, name: str) -> str:
    """The value of a header line; empty where there is none."""
    return ledger.texts[header.places[name]] if header and name in header.places else ""


def agreed_date(
    ledger: LineLedger,
    header: ChineseHeader | None,
    fields: EnglishHeader,
    notes: dict[str, tuple[str, ...]],
) -> PartialDate | None:
    """The date both halves give; the more exact one where one lies inside the other."""
    printed = field_text(ledger, header, "date")
    original = (
        read_header_date(ledger, header.places["date"], printed) if header and printed else None
    )
    given = fields.first("date")
    if given is None or means_no_value(given[1]):
        return original
    translated = read_header_date(ledger, *given)
    if original is None or (original.lower, original.upper) == (translated.lower, translated.upper):
        return original or translated
    wide, narrow = sorted((original, translated), key=lambda when: when.lower - when.upper)
    if wide.lower <= narrow.lower and narrow.upper <= wide.upper:
        notes["date"] = (given[1] if wide is translated else strip_spaces(printed),)
        return narrow
    found = f"{translated} against {original} above the Chinese text"
    raise ledger.refusal(given[0], "date", found, "one date: which of the two is wrong?")


def agreed_page(ledger: LineLedger, header: ChineseHeader | None, fields: EnglishHeader) -> Page:
    original = read_page(field_text(ledger, header, "page")) or Page(None, "", "", "")
    given = fields.first("page")
    if given is None or means_no_value(given[1]):
        return original
    translated = read_english_page(given[1])
    if original.number is None:
        section = original.section or translated.section
        return Page(translated.number, translated.label, section, original.continued)
    if translated.number not in {None, original.number}:
        found = f"page {translated.number} against {original.label} above the Chinese text"
        raise ledger.refusal(given[0], "page", found, "one page: which of the two is wrong?")
    return original


def read_english_page(value: str) -> Page:
    """The page in an English field: ``6``, ``p. 6``, ``第6版``; without a number if it has none."""
    match = _ENGLISH_PAGE.fullmatch(value)
    number = read_numeral(match[1]) if match else None
    return read_page(value) or Page(number or None, value, "", "")
