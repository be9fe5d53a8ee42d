"""Articles of one day of the calendar in every year: 24 January of 1958, of 1959 and so on."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils.dates import MONTHS

from archive.addresses import address
from documents.dates import years_of_span
from documents.models import Article
from documents.presentation.dates import say_date, say_month_day
from documents.query.addresses import list_address
from documents.query.date_bounds import write_dates
from documents.results.entries import fetch_articles, with_titles
from documents.search.request import SearchRequest, SearchResponse

ON_FRONT_PAGE = 4
IN_EACH_YEAR = 3  # articles shown of a year; the list of that day has all of them
NEARBY = 3  # days to each side, where nothing fell on the day itself
NEARBY_SHOWN = 8
LEAP_YEAR = 2000  # has every day there is


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of a calendar without years, with its address."""

    number: int
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class MonthOfYear:
    """A month of a calendar without years."""

    name: str
    days: tuple[DayOfYear, ...]


@dataclass(frozen=True, slots=True)
class YearOfDay:
    """The articles of one day of one year: how many, the list of all, and the first few."""

    day: date
    count: int
    first: list[Article]

    @property
    def label(self) -> str:
        """The day in words."""
        return say_date(self.day.isoformat())

    @property
    def request(self) -> SearchRequest:
        """What lists all of its articles."""
        return SearchRequest(dated=(write_dates(self.day, self.day),), sort="oldest")

    @property
    def url(self) -> str:
        """The list of all of its articles."""
        return list_address(self.request)


def find_year_bounds(held: SearchResponse) -> list[int]:
    """The first and the last year held; empty where nothing is dated."""
    ends = [year for span in held.spans for year in years_of_span(span) if year]
    years = [*held.timeline, *ends]
    return [min(years), max(years)] if years else []


def move_to_year(day: date, year: int) -> date | None:
    """The same day of another year; None where that year has no 29 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def find_anniversary(day: date, years: Sequence[int]) -> tuple[bool, list[Article]] | None:
    """The articles of a day in earlier years, else (not exact) of the days around it."""
    if not years:
        return None
    span = range(years[0], min(years[-1], day.year - 1) + 1)
    for exact, days in ((True, [day]), (False, _around(day))):
        found = _find_dated(days, span, ON_FRONT_PAGE)
        if found:
            return exact, found
    return None


def find_nearby(month: int, day: int, years: Sequence[int]) -> list[Article]:
    """The first articles, in every year, of the days around one of the calendar."""
    if not years:
        return []
    return _find_dated(_around(_any_year(month, day)), range(years[0], years[-1] + 1), NEARBY_SHOWN)


def _find_dated(days: Iterable[date], years: Iterable[int], limit: int) -> list[Article]:
    days = list(days)
    dates = [one for year in years for day in days if (one := move_to_year(day, year))]
    rows = Article.objects.newest().filter(date_from__in=dates, date_to=F("date_from"))
    return list(with_titles(rows.order_by("date_from", "identifier")[:limit]))


def _around(day: date) -> list[date]:
    return [day + timedelta(days=step) for step in range(-NEARBY, NEARBY + 1)]


def _any_year(month: int, day: int) -> date:
    """A day of a year that has every day. ValueError where there is none such."""
    return date(LEAP_YEAR, month, day)


def list_years_of_day(
    month: int, day: int, years: Sequence[int], sources: Iterable[str], *, seeds: bool = False
) -> list[YearOfDay]:
    """Every year with articles of a day, oldest first: two queries.

    The first reads nothing but the index of issues, which begins with the source.
    """
    if not years:
        return []
    wanted = _any_year(month, day)
    dates = [one for year in range(years[0], years[-1] + 1) if (one := move_to_year(wanted, year))]
    rows = (
        Article.objects.newest()
        .filter(source__in=list(sources), date_from__in=dates, date_to=F("date_from"))
        .order_by("date_from", "source", F("page").asc(nulls_last=True), "path_key", "identifier")
        .values_list("date_from", "identifier")
    )
    found: dict[date, list[str]] = {}
    for when, identifier in rows:
        if when is not None:
            found.setdefault(when, []).append(identifier)
    shown = [name for names in found.values() for name in names[:IN_EACH_YEAR]]
    articles = {one.identifier: one for one in fetch_articles(shown, seeds=seeds)}
    return [
        YearOfDay(
            when,
            len(names),
            [articles[name] for name in names[:IN_EACH_YEAR] if name in articles],
        )
        for when, names in found.items()
    ]


def is_day(month: int, day: int) -> bool:
    """Whether any year has the day."""
    try:
        _any_year(month, day)
    except ValueError:
        return False
    return True


def find_adjacent_dates_of_year(month: int, day: int) -> tuple[date, date]:
    """The days before and after one of the calendar, in any year; after the last is the first."""
    here = _any_year(month, day)
    return here - timedelta(days=1), here + timedelta(days=1)


def find_adjacent_days_of_year(month: int, day: int) -> tuple[DayOfYear, DayOfYear]:
    """Links to the days before and after one of the calendar."""
    before, after = find_adjacent_dates_of_year(month, day)
    return _link(before.month, before.day), _link(after.month, after.day)


def _link(month: int, day: int, *, current: bool = False) -> DayOfYear:
    url = address("documents:day_of_year", month, day)
    return DayOfYear(day, say_month_day(month, day), url, current)


def lay_out_year(month: int, day: int) -> list[MonthOfYear]:
    """The calendar of any year: every day a link, one of them the current one."""
    months = []
    for number in range(1, 13):
        last = calendar.monthrange(LEAP_YEAR, number)[1]
        days = tuple(
            _link(number, one, current=(number, one) == (month, day)) for one in range(1, last + 1)
        )
        months.append(MonthOfYear(str(MONTHS[number]).capitalize(), days))
    return months
