"""Dates of the Gregorian calendar as several languages write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.calendars import CalendarName, convert_julian_date
from documents.dates import DateParts, PartialDate, assemble_date, read_date, read_parts
from documents.month_names import SEASON_NAMES, find_month, fold_name
from documents.source_dates.arabic import read_arabic
from documents.source_dates.vietnamese import read_vietnamese

DayOrder: TypeAlias = Literal["", "dmy", "mdy"]


class UnknownDate(ValueError):
    """The error for a text that is no date of any form known here."""


@dataclass(frozen=True, slots=True)
class SourceDate:
    """A date of a source: in the Gregorian calendar, and the calendar the source counts by."""

    date: PartialDate
    calendar: CalendarName = "gregorian"


_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})[-./]([A-Za-z]{3,9})\.?[-./](\d{4})")
_DECADE = re.compile(r"(?:the )?(\d{3})0(?:'?s|年代)", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,2})\.? ?- ?(\d{1,2})(?:\.)? ([^\W\d_]{2,14}\.? \d{4})")
_YEARS = re.compile(r"(\d{4}) ?[-/] ?(\d{2})")  # 1914-18
_KOREAN = re.compile(
    r"(?:서기 ?)?(\d{4})년(?: ?(\d{1,2})월(?: ?(\d{1,2})일)?)?"
    r"(?: ?\(?[월화수목금토일](?:요일)?\)?)?"
)
_ROMAN = re.compile(r"(?:(\d{1,2})[./ -]\s*)?([IVX]{1,4}|[ivx]{1,4})[./ -]\s*(\d{4})")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NAMED = re.compile(
    r"(?:(?:(?:le|den|am|el) )?(\d{1,2})(?:\.|er|º|-?го|-?е)?\s+)?(?:de )?"
    r"([^\W\d_]{2,14})\.?(?: de)?,? (\d{4})"
)
_SEASON = re.compile(r"(?:the )?([^\W\d_]+)(?: of)? (\d{4})")
_HAN_SEASON = re.compile(r"(\d{4})\s*年?\s*([春夏秋冬])[季天]?")
_HAN_SEASONS = "春夏秋冬"
# The word behind a year, in Russian and Polish.
YEAR_WORD = re.compile(r"\s*(?:г\.?|года|год|r\.|г\. )$", re.IGNORECASE)


def read_gregorian(text: str, order: DayOrder = "") -> PartialDate | None:
    """Read a date of the Gregorian calendar; None for what is none.

    Raises ValueError for a day that there is not, and for numbers that may be two days.
    """
    text = _DAY_MONTH.sub(r"\1 \2 \3", text)
    if YEAR_WORD.search(text):  # where such words stand, the day stands first
        text, order = YEAR_WORD.sub("", text), order or "dmy"
    if match := _DECADE.fullmatch(text):
        return PartialDate.parse(f"{match[1]}X")
    if match := _DAYS.fullmatch(text):
        return _read_days(match)
    if (match := _YEARS.fullmatch(text)) and _is_span(int(match[1]), int(match[2])):
        return PartialDate.parse(f"{match[1]}/{match[1][:2]}{match[2]}")
    if match := _NUMBERS.fullmatch(text):
        return _read_numbers(text, int(match[1]), int(match[3]), int(match[4]), order)
    if found := read_date(text):
        return found
    if parts := read_word_parts(text):
        return assemble_date(*parts)
    if (match := _SEASON.fullmatch(text)) and (season := SEASON_NAMES.get(fold_name(match[1]))):
        return PartialDate.parse(f"{match[2]}-{season}")
    if match := _HAN_SEASON.fullmatch(text):
        return PartialDate.parse(f"{match[1]}-{21 + _HAN_SEASONS.index(match[2])}")
    return None


def _read_days(match: re.Match[str]) -> PartialDate | None:
    """A span of days of one month, 10-12 February 1848; None where they do not rise."""
    ends = [read_word_parts(f"{day} {match[3]}") for day in (match[1], match[2])]
    if None in ends or int(match[1]) >= int(match[2]):
        return None
    first, last = (assemble_date(*end) for end in ends if end)
    julian = convert_julian_date(DateParts(*map(int, first.edtf.split("-"))))
    if julian.edtf == last.edtf:
        raise ValueError(
            f"{match[0]!r} may be a day in two calendars, {last}, or a span of days, {first}/{last}"
        )
    return PartialDate.parse(f"{first}/{last}")


def _is_span(year: int, short: int) -> bool:
    """Whether the two digits behind a year are a later year's, and no month or season."""
    return short > year % 100 and not (1 <= short <= 12 or 21 <= short <= 24)


def _read_numbers(text: str, first: int, second: int, year: int, order: DayOrder) -> PartialDate:
    if not order:
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(
                f"{text!r} may be two days, {year:04}-{second:02}-{first:02} or"
                f" {year:04}-{first:02}-{second:02}"
            )
        order = "mdy" if second > 12 else "dmy"
    day, month = (first, second) if order == "dmy" else (second, first)
    return assemble_date(year, month, day)


def read_word_parts(text: str) -> DateParts | None:
    """Year, month and day of a date in words of several languages, in no calendar yet."""
    text = YEAR_WORD.sub("", text).strip(" ,;")
    if (parts := read_arabic(text) or read_vietnamese(text)) is not None:
        return parts
    if match := _KOREAN.fullmatch(text):
        return DateParts(
            int(match[1]), *(int(part) if part else None for part in match.groups()[1:])
        )
    if match := _ROMAN.fullmatch(text):
        if match[2].upper() in ROMAN_MONTHS:
            number = ROMAN_MONTHS.index(match[2].upper()) + 1
            return DateParts(int(match[3]), number, int(match[1]) if match[1] else None)
        return None
    if (match := _NAMED.fullmatch(text)) and (month := find_month(match[2])):
        return DateParts(int(match[3]), month, int(match[1]) if match[1] else None)
    return read_parts(text)
