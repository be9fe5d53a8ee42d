"""Dates as pages say them, in the words of the interface's language.

Patterns come from the catalogue, names of months from Django.
A pattern is written in the letters of Django's ``date`` filter; ``Y`` has no zeros before it.
"""

from __future__ import annotations

from datetime import date

from django.utils.dateformat import DateFormat
from django.utils.translation import gettext, pgettext

from archive.languages import cache_per_language
from documents.dates import PartialDate

_LAST_MONTH = 12


class _ArchivalFormat(DateFormat):
    """Django's date format with years as they are: it would write 868 as 0868."""

    data: date

    def Y(self) -> int:  # named by Django
        return self.data.year


@cache_per_language(maxsize=4096)
def say_date(edtf: str) -> str:
    """A date in words, in the interface's language: 24 January 1958, January 1958, 1970–1979."""
    date = PartialDate.parse(edtf)
    first, slash, last = date.edtf.partition("/")
    if not slash:
        return _say_end(first)
    if date.is_open_end:
        return gettext("from %(first)s") % {"first": _say_end(first)}
    if date.is_open_start:
        return gettext("until %(last)s") % {"last": _say_end(last)}
    if _is_bare_year(first) and _is_bare_year(last):
        return _say_years(first, last)
    ends = {"first": _say_end(first), "last": _say_end(last)}
    return pgettext("two dates", "%(first)s – %(last)s") % ends


@cache_per_language(maxsize=400)
def say_month_day(month: int, day: int) -> str:
    """A day of any year in words: 24 January."""
    any_year = date(2000, month, day)
    return _ArchivalFormat(any_year).format(pgettext("format of a day of any year", "j F"))


@cache_per_language(maxsize=12)
def say_short_month(month: int) -> str:
    """A month in the fewest letters: Jan."""
    any_day = date(2000, month, 1)
    return _ArchivalFormat(any_day).format(pgettext("format of a short month", "M"))


def say_short_month_of_year(year: int, month: int) -> str:
    """A month of a year in few letters, `say_short_month` among them: Jan 1958."""
    pattern = pgettext("format of a short month with its year", "M Y")
    return _ArchivalFormat(date(year, month, 1)).format(pattern)


def _is_bare_year(edtf: str) -> bool:
    return len(edtf) == 4 and edtf.isdigit()


def _say_years(first: str, last: str) -> str:
    return pgettext("two years", "%(first)s–%(last)s") % {"first": first, "last": last}


def _say_end(edtf: str) -> str:
    """A date that is no interval in words, with its qualifier."""
    mark = edtf[-1] if edtf[-1] in "~?%" else ""
    words = _say_digits(edtf.removesuffix(mark))
    if mark in {"~", "%"}:
        words = pgettext("a date", "about %(date)s") % {"date": words}
    if mark in {"?", "%"}:
        words = pgettext("a date", "%(date)s (uncertain)") % {"date": words}
    return words


def _say_season(number: int, year: str) -> str:
    """A season of a year, by EDTF's number for it."""
    patterns = {
        21: pgettext("a season", "Spring %(year)s"),
        22: pgettext("a season", "Summer %(year)s"),
        23: pgettext("a season", "Autumn %(year)s"),
        24: pgettext("a season", "Winter %(year)s"),
    }
    return patterns[number] % {"year": int(year)}


def _say_digits(edtf: str) -> str:
    year, *rest = edtf.split("-")
    if year.endswith("XX"):
        return _say_years(f"{year[:2]}00", f"{year[:2]}99")
    if year.endswith("X"):
        return pgettext("a decade", "%(year)ss") % {"year": f"{year[:3]}0"}
    known = [int(part) for part in rest if part != "XX"]
    if known and known[0] > _LAST_MONTH:
        return _say_season(known[0], year)
    day = date(int(year), *known, *(1, 1)[len(known) :])
    pattern = (
        pgettext("format of a year", "Y"),
        pgettext("format of a month", "F Y"),
        pgettext("format of a day", "j F Y"),
    )[len(known)]
    return _ArchivalFormat(day).format(pattern)
