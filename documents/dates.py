"""The date as a value: a day, a month, a year, or an interval of them, read from EDTF. Pure.

The subset of EDTF (ISO 8601-2) kept here: level 0 dates and intervals; intervals open at one end
(``1848/..``, ``../1850``), or of which that end is not known (``1848/``, ``/1850``); the qualifiers
``~ ? %`` at the end of a date, ``X`` for unspecified last digits (``195X``, ``1958-XX``), and
seasons (``1958-21`` for spring to ``1958-24`` for winter).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from documents.text import NUMERAL, read_numeral

_EDTF = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[~?%]?)"
)
# The end of an interval that is open, or not known: the date is bounded at its other end alone.
_OPEN_ENDS = frozenset({"", ".."})
_BOUND = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_MONTHS = tuple(calendar.month_name)
# The first and the last month of spring, summer, autumn; winter is at either end of a year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. Make one with `parse`; ``lower`` and ``upper`` bound it.

    An open end is bounded by the first or the last day that there is, so that ranges find it.

    >>> PartialDate.parse("1958-01").upper
    datetime.date(1958, 1, 31)
    """

    edtf: str
    lower: date
    upper: date

    @classmethod
    def parse(cls, edtf: str) -> PartialDate:
        """Read an EDTF string of the subset above. Raises ValueError saying what is wrong."""
        return cls(edtf, *_bound_both(edtf))

    def __str__(self) -> str:
        return self.edtf

    @property
    def year(self) -> int | None:
        """The year in which the whole date lies; None where it spans several."""
        return self.lower.year if self.lower.year == self.upper.year else None

    @property
    def is_open_start(self) -> bool:
        """Whether only the end is known: ``../1850``."""
        return "/" in self.edtf and self.edtf.partition("/")[0] in _OPEN_ENDS

    @property
    def is_open_end(self) -> bool:
        """Whether only the beginning is known: ``1848/..``."""
        return "/" in self.edtf and self.edtf.partition("/")[2] in _OPEN_ENDS

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """Its first and last day; None for an end that is open."""
        return None if self.is_open_start else self.lower, None if self.is_open_end else self.upper


class DateParts(NamedTuple):
    """A year, a month and a day as they are written; what is not said is None."""

    year: int
    month: int | None = None
    day: int | None = None


def years_of_span(value: str) -> tuple[int | None, int | None]:
    """The first and last year of a year or an interval of years; None for an end that is open.

    >>> years_of_span("1958"), years_of_span("1970/1979"), years_of_span("1848/..")
    ((1958, 1958), (1970, 1979), (1848, None))
    """
    first, slash, last = value.partition("/")
    return _year_of(first), _year_of(last if slash else first)


def _year_of(end: str) -> int | None:
    return None if end in _OPEN_ENDS else int(end[:4])


def write_year_span(first: date, last: date) -> str:
    """The year in which some days lie, or the interval of years; a bound of no end is "..".

    >>> write_year_span(date(1848, 1, 1), date.max)
    '1848/..'
    """
    if first.year == last.year:
        return f"{first.year:04}"
    start = ".." if first == date.min else f"{first.year:04}"
    return f"{start}/{'..' if last == date.max else f'{last.year:04}'}"


def parse_bound(text: str) -> PartialDate:
    """Parse a query's ``1958``, ``1958-01`` or ``1958-01-24``. Raises ValueError for all else."""
    text = text.strip()
    if not _BOUND.fullmatch(text):
        raise ValueError(f"{text!r} is not of the form 1958, 1958-01 or 1958-01-24")
    return PartialDate.parse(text)


def _match(edtf: str) -> re.Match[str]:
    match = _EDTF.fullmatch(edtf)
    if match is None:
        raise ValueError(f"{edtf!r} is not a date such as 1958, 1958-01, 1958-01-24 or 1970/1979")
    return match


@lru_cache(maxsize=4096)  # archives have many articles of one day
def _bound_both(edtf: str) -> tuple[date, date]:
    first, slash, last = edtf.partition("/")
    if slash and first in _OPEN_ENDS and last not in _OPEN_ENDS:
        return date.min, _bounds(last)[1]
    lower, upper = _bounds(first)
    if slash:
        upper = date.max if last in _OPEN_ENDS else _bounds(last)[1]
        if upper < lower:
            raise ValueError(f"{edtf!r} ends before it begins")
    return lower, upper


def _bounds(edtf: str) -> tuple[date, date]:
    match = _match(edtf)
    year, month, day = match["year"], match["month"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise ValueError(f"{edtf!r} has a year 0000, which no calendar here knows")
    if month in {None, "XX"}:
        if day not in {None, "XX"}:
            raise ValueError(f"{edtf!r} has a day without a month")
        return date(low, 1, 1), date(high, 12, 31)
    if low != high:
        raise ValueError(f"{edtf!r} has a month in no certain year")
    if seasons := _SEASONS.get(int(month)):
        if day is not None:
            raise ValueError(f"{edtf!r} has a day of a season")
        first, last = seasons
        return date(low, first, 1), date(low, last, calendar.monthrange(low, last)[1])
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{edtf!r} is impossible: there is no month {int(month)}")
    length = calendar.monthrange(low, int(month))[1]
    if day in {None, "XX"}:
        return date(low, int(month), 1), date(low, int(month), length)
    if not 1 <= int(day) <= length:
        raise ValueError(
            f"{edtf!r} is impossible: {_MONTHS[int(month)]} {low} has days 1 to {length}"
        )
    return date(low, int(month), int(day)), date(low, int(month), int(day))


# -- what sources print ----------------------------------------------------------------------------

_REPUBLIC = 1911  # 民国元年 is 1912
_NUMBER = rf"(?:\d+|[{NUMERAL}]+)"
_CHINESE = re.compile(
    rf"(?:公元)?(?P<era>(?:中[华華])?民[国國])?\s*(?P<year>{_NUMBER}|元)\s*年"
    rf"(?:\s*(?P<month>{_NUMBER}|元|正)\s*月(?:份|\s*(?P<day>{_NUMBER}|初[{NUMERAL}])\s*[日号號])?)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})(?:([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?)?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_SPAN = re.compile(r"(\d{4})\s*[-/~]\s*(\d{4})")
_DASH = re.compile("[‐‑‒–—―−]")
_WEEKDAY = re.compile(
    r"\s*[(]?(?:星期|礼拜|禮拜|周|週)[一二三四五六日天][)]?$|"
    r"^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\.?,?\s+",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[a-z]{3,9})\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)


def read_date(text: str) -> PartialDate | None:
    """Read a date printed by a source, if the whole text is one; None if it is no date at all.

    Reads 1958-01-24 (with any dash), 1958-1-4, 1958/01/24, 1958.1.24, 19580124, 1958年1月24日 in
    any digits, years of the Republic (民国), January 24, 1958, years alone and 1970-1979. Raises
    ValueError, saying why, for what looks like a date and cannot be one (2011-3-38).
    """
    plain = _plain(text)
    if span := _SPAN.fullmatch(plain):
        return PartialDate.parse(f"{span[1]}/{span[2]}")
    parts = read_parts(plain)
    return None if parts is None else assemble_date(*parts)


def read_parts(text: str) -> DateParts | None:
    """Read year, month and day from a printed date, as `read_date` does, in whatever calendar.

    What is not said is None. No calendar is asked: there may be no such day.
    """
    text = _plain(text)
    if match := _NUMERIC.fullmatch(text) or _COMPACT.fullmatch(text):
        return DateParts(int(match["year"]), _int(match["month"]), _int(match["day"]))
    if match := _CHINESE.fullmatch(text):
        return _read_chinese(text, match)
    if match := _ENGLISH.fullmatch(text):
        return _read_english(match)
    return None


def _plain(text: str) -> str:
    return _DASH.sub("-", _WEEKDAY.sub("", unicodedata.normalize("NFKC", text).strip()))


def _read_chinese(text: str, match: re.Match[str]) -> DateParts | None:
    year = 1 if match["year"] == "元" else read_numeral(match["year"])
    if year is None:
        raise ValueError(f"{text!r}: the year cannot be read as a number")
    if match["era"]:
        year += _REPUBLIC
    elif match["year"] == "元" or year < 100:
        return None  # 二十四年: a length of time or an era not named, and not ours to guess
    month, day = match["month"], match["day"]
    return DateParts(
        year,
        None if month is None else 1 if month in "元正" else read_numeral(month) or 0,
        None if day is None else read_numeral(day.removeprefix("初")) or 0,
    )


def _read_english(match: re.Match[str]) -> DateParts | None:
    name, day, day2 = match["name"].lower(), match["day"], match["day2"]
    months = [n for n in range(1, 13) if _MONTHS[n].lower().startswith(name)]
    if name == "sept":
        months = [9]
    if not months or (day and day2):
        return None
    return DateParts(int(match["year"]), months[0], _int(day or day2))


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def assemble_date(year: int, month: int | None, day: int | None) -> PartialDate:
    """The date of a year, month and day. Raises ValueError where the calendar has none such."""
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return PartialDate.parse("-".join(parts))
