"""A source's calendar: articles by day, laid out as months of weeks."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR

from documents.dates import PartialDate
from documents.models import Article, ArticleQuerySet, Source
from documents.presentation.dates import say_date
from documents.presentation.labels import name_source, say_articles, say_articles_of, say_dates
from documents.query.addresses import list_address
from documents.query.date_bounds import write_dates
from documents.search.request import SearchRequest

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar; ``number`` is 0 outside the month, ``url`` "" where nothing is held."""

    number: int
    count: int = 0
    url: str = ""
    label: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as the rows of a table, Monday first."""

    number: int
    name: str
    count: int
    url: str
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Counts of a source's articles between two days: by day, and of those dated less exactly."""

    days: Mapping[date, int]
    inexact: Mapping[tuple[date, date], int]

    def __bool__(self) -> bool:
        return bool(self.days or self.inexact)


def select_dated_within(source: Source, first: date, last: date) -> ArticleQuerySet:
    """The articles of a source dated wholly between two days (uses the index on issues)."""
    return Article.objects.newest().filter(
        source=source, date_from__range=(first, last), date_to__lte=last
    )


def count_days(source: Source, first: date, last: date) -> DayCounts:
    """Count articles by day between two days, in one query over one span of the index."""
    rows = (
        select_dated_within(source, first, last)
        .order_by()
        .values_list("date_from", "date_to")
        .annotate(number=Count("pk"))
    )
    days: dict[date, int] = {}
    inexact: dict[tuple[date, date], int] = {}
    for start, end, number in rows:
        if start == end:
            days[start] = number
        else:
            inexact[start, end] = number
    return DayCounts(days, inexact)


def lay_out_month(source: Source, year: int, month: int, days: Mapping[date, int]) -> Month:
    """Lay out one month's table; days that hold something lead to their issue."""
    weeks = tuple(
        tuple(_day(source, year, month, number, days) for number in week)
        for week in _WEEKS.monthdayscalendar(year, month)
    )
    count = sum(day.count for week in weeks for day in week)
    url = reverse("documents:source_month", args=[source.key, year, month])
    name = str(MONTHS[month]).capitalize()
    return Month(month, name, count, url if count else "", weeks)


def _day(source: Source, year: int, month: int, number: int, days: Mapping[date, int]) -> Day:
    count = days.get(date(year, month, number), 0) if number else 0
    if not count:
        return Day(number)
    url = reverse("documents:issue", args=[source.key, year, month, number])
    words = say_articles(count)
    label = say_articles_of(say_date(f"{year:04d}-{month:02d}-{number:02d}"), count)
    return Day(number, count, url, label, words)


def weekdays() -> list[tuple[str, str]]:
    """The calendar's column headers, Monday first: the short name, and the name in full."""
    return [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in range(7)]


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A link to another page of a source."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LessPreciselyDated:
    """A count of articles dated to a month, a year or another span, no single day."""

    label: str
    count: int
    url: str


def read_period(*parts: int) -> tuple[date, date]:
    """The first and last day of a year, a month or a day. ValueError where there is none such."""
    when = PartialDate.parse(_write(parts))
    return when.lower, when.upper


def _write(parts: tuple[int, ...]) -> str:
    """An EDTF string of a year, a month or a day."""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def link_to_period(source: Source, *parts: int) -> CalendarLink:
    """A source's own page, or that of its year, month or day."""
    if not parts:
        name = name_source(source)
        return CalendarLink(name.text, reverse("documents:source", args=[source.key]))
    route = ("source_year", "source_month", "issue")[len(parts) - 1]
    return CalendarLink(
        say_date(_write(parts)), reverse(f"documents:{route}", args=[source.key, *parts])
    )


def find_adjacent_periods(
    source: Source, first: date, last: date, *, width: int
) -> tuple[CalendarLink | None, CalendarLink | None]:
    """The nearest non-empty pages before and after, of years, months or days: ``width`` 1 to 3."""

    def step(day: date | None) -> CalendarLink | None:
        return link_to_period(source, *(day.year, day.month, day.day)[:width]) if day else None

    before, after = find_adjacent_days(source, first, last)
    return step(before), step(after)


def find_adjacent_days(source: Source, first: date, last: date) -> tuple[date | None, date | None]:
    """The nearest days with articles, before and after a period."""
    exact = Article.objects.newest().filter(source=source, date_to=F("date_from"))
    dates = exact.values_list("date_from", flat=True)
    before = dates.filter(date_from__lt=first).order_by("-date_from").first()
    after = dates.filter(date_from__gt=last).order_by("date_from").first()
    return before, after


def find_less_precise(source: Source, counts: DayCounts) -> list[LessPreciselyDated]:
    """The counts of articles that no day of a calendar has, with lists that show them."""
    inside = SearchRequest(source=(source.key,), sort="oldest")
    return [
        LessPreciselyDated(
            say_dates(first, last),
            count,
            list_address(inside, dated=(write_dates(first, last),)),
        )
        for (first, last), count in sorted(counts.inexact.items())
    ]
