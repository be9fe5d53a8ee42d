"""The home page: holdings by year and by source, oldest and newest articles, on this day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.clock import today
from archive.negotiation import JSON, Representation, negotiated
from documents.browsing.holdings import describe_all
from documents.exchange.data_catalogue import (
    describe_archive,
    name_dataset,
    write_json_ld,
)
from documents.models import Article, ArticleQuerySet, Source
from documents.presentation.dates import say_date
from documents.presentation.labels import say_articles
from documents.results.answers import find
from documents.results.entries import ListEntry, build_entries, with_titles
from documents.results.timeline import build_chronology
from documents.search.request import SearchRequest, SearchResponse

ALL = 6  # articles; an archive of so many is listed whole
EACH_END = 4  # newest and oldest shown of a larger one
ON_THIS_DAY = 4
NEARBY = 3  # days to each side, where nothing fell on the day itself


@dataclass(frozen=True, slots=True)
class Anniversary:
    """Articles of this day in other years, or else of the days around it."""

    exact: bool
    entries: list[ListEntry]


class Ends(NamedTuple):
    """A small archive whole, in order of date; else the oldest and the newest of a larger one."""

    every: ArticleQuerySet
    oldest: ArticleQuerySet
    newest: ArticleQuerySet


@negotiated(Representation(JSON, "home_json"))
def home(request: HttpRequest) -> HttpResponse:
    """The home page. It depends on the UTC day by its date and "on this day" alone."""
    found = find(SearchRequest(limit=0))
    held = found.response
    years = bounds_of(held)
    sources = {source.key: source for source in Source.objects.all()}
    day = today(request)

    def entries(rows: Iterable[Article]) -> list[ListEntry]:
        return build_entries(rows, sources)

    ends, fallen = find_ends(held.total), find_anniversary(day, years)
    holdings = describe_all(held)
    datasets = [name_dataset(one.source, one.count) for one in holdings]
    context = {
        "found": found,
        "json_ld": write_json_ld(describe_archive(datasets)),
        "held": say_articles(held.total),
        "span": say_date("/".join(f"{year:04d}" for year in dict.fromkeys(years))) if years else "",
        "today": day,
        "timeline": build_chronology(held),
        "holdings": holdings,
        "entries": entries(ends.every),
        "oldest": entries(ends.oldest),
        "newest": entries(ends.newest),
        "anniversary": Anniversary(fallen[0], entries(fallen[1])) if fallen else None,
    }
    return render(request, "documents/home.html", context)


def bounds_of(held: SearchResponse) -> list[int]:
    """The first and the last year held; empty where nothing is dated."""
    ends = [int(end[:4]) for span in held.spans for end in span.split("/")]
    years = [*held.timeline, *ends]
    return [min(years), max(years)] if years else []


def find_ends(total: int) -> Ends:
    """The articles at the ends of an archive of so many."""
    newest = with_titles(Article.objects.newest())
    if total <= ALL:
        order = (F("date_from").asc(nulls_last=True), "identifier")
        return Ends(newest.order_by(*order)[:ALL], newest.none(), newest.none())
    dated = newest.filter(date_from__isnull=False)
    return Ends(
        newest.none(),
        dated.order_by("date_from", "identifier")[:EACH_END],
        dated.order_by("-date_from", "-identifier")[:EACH_END],
    )


def find_anniversary(today: date, years: Sequence[int]) -> tuple[bool, list[Article]] | None:
    """The articles of this day in other years, else (not exact) of the days around it."""
    if not years:
        return None
    span = range(years[0], min(years[-1], today.year - 1) + 1)
    around = [today + timedelta(days=step) for step in range(-NEARBY, NEARBY + 1)]
    for exact, days in ((True, [today]), (False, around)):
        dates = [day for year in span for one in days if (day := in_year(one, year))]
        rows = Article.objects.newest().filter(date_from__in=dates, date_to=F("date_from"))
        found = list(with_titles(rows.order_by("date_from", "identifier")[:ON_THIS_DAY]))
        if found:
            return exact, found
    return None


def in_year(day: date, year: int) -> date | None:
    """The same day of another year; None where that year has no 29 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
