"""Dates of the Gregorian calendar as several languages write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.calendars import CalendarName
from documents.dates import DateParts, PartialDate, assemble_date, read_date, read_parts
from documents.month_names import MONTH_NAMES, SEASON_NAMES

DayOrder: TypeAlias = Literal["", "dmy", "mdy"]


class UnknownDate(ValueError):
    """The error for a text that is no date of any form known here."""


@dataclass(frozen=True, slots=True)
class SourceDate:
    """A date of a source: in the Gregorian calendar, and the calendar the source counts by."""

    date: PartialDate
    calendar: CalendarName = "gregorian"


_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})[-./]([A-Za-z]{3,9})\.?[-./](\d{4})")
_DECADE = re.compile(r"(?:the )?(\d{3})0(?:'?s|年代)", re.IGNORECASE)
_ROMAN = re.compile(r"(\d{1,2})[./ -]\s*([IVX]{1,4})[./ -]\s*(\d{4})")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NAMED = re.compile(
    r"(?:(?:le )?(\d{1,2})(?:\.|er|º)?\s+)?(?:de )?([^\W\d_]{3,10})\.?(?: de)? (\d{4})"
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
    text = YEAR_WORD.sub("", _DAY_MONTH.sub(r"\1 \2 \3", text))
    if match := _DECADE.fullmatch(text):
        return PartialDate.parse(f"{match[1]}X")
    if match := _NUMBERS.fullmatch(text):
        return _read_numbers(text, int(match[1]), int(match[3]), int(match[4]), order)
    if found := read_date(text):
        return found
    if parts := read_word_parts(text):
        return assemble_date(*parts)
    if (match := _SEASON.fullmatch(text)) and (season := SEASON_NAMES.get(match[1].lower())):
        return PartialDate.parse(f"{match[2]}-{season}")
    if match := _HAN_SEASON.fullmatch(text):
        return PartialDate.parse(f"{match[1]}-{21 + _HAN_SEASONS.index(match[2])}")
    return None


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
    if match := _ROMAN.fullmatch(text):
        if match[2] in _ROMAN_MONTHS:
            return DateParts(int(match[3]), _ROMAN_MONTHS.index(match[2]) + 1, int(match[1]))
        return None
    if (match := _NAMED.fullmatch(text)) and (month := MONTH_NAMES.get(match[2].lower())):
        return DateParts(int(match[3]), month, int(match[1]) if match[1] else None)
    return read_parts(text)
