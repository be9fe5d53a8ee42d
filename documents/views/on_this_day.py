"""On this day: the articles of one day of the calendar in every year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.clock import today
from archive.negotiation import JSON, Representation, negotiated
from documents.browsing.anniversary import (
    YearOfDay,
    find_adjacent_days_of_year,
    find_nearby,
    find_year_bounds,
    is_day,
    lay_out_year,
    list_years_of_day,
)
from documents.browsing.calendar import CalendarLink
from documents.presentation.dates import say_month_day
from documents.presentation.labels import say_articles
from documents.raw_queries import fetch_sources
from documents.results.edition_search import search_edition
from documents.results.entries import ListEntry, build_entries
from documents.search.request import SearchRequest
from documents.views.errors import NothingHeld


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A year of the page: its articles as entries, and the list of all of them."""

    year: YearOfDay
    entries: list[ListEntry]

    @property
    def is_cut(self) -> bool:
        """Whether the list has more than is shown."""
        return self.year.count > len(self.entries)


@negotiated(Representation(JSON, "on_this_day_json"))
def on_this_day(request: HttpRequest) -> HttpResponse:
    """The page of today, by the UTC day."""
    day = today(request)
    return render(request, "documents/on_this_day.html", _describe(day.month, day.day))


@negotiated(Representation(JSON, "day_of_year_json"))
def day_of_year(request: HttpRequest, month: int, day: int) -> HttpResponse:
    """The page of any day of the calendar."""
    check_day(month, day)
    return render(request, "documents/on_this_day.html", _describe(month, day))


def check_day(month: int, day: int) -> None:
    """404 where no calendar has the day."""
    if not is_day(month, day):
        today_and_calendar = CalendarLink(gettext("On this day"), reverse("documents:on_this_day"))
        raise NothingHeld(gettext("No such day in the calendar."), [today_and_calendar])


def _describe(month: int, day: int) -> dict[str, Any]:
    found = search_edition(SearchRequest(limit=0))
    sources = fetch_sources()
    held = find_year_bounds(found.response)
    years = list_years_of_day(month, day, held, sources)
    before, after = find_adjacent_days_of_year(month, day)
    nearby = [] if years else find_nearby(month, day, held)
    return {
        "found": found,
        "said": say_month_day(month, day),
        "years": [ShownYear(one, build_entries(one.first, sources)) for one in years],
        "total": say_articles(sum(one.count for one in years)),
        "nearby": build_entries(nearby, sources),
        "previous": before,
        "following": after,
        "months": lay_out_year(month, day),
    }
