"""The home page: holdings by year and by source, oldest and newest articles, on this day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.clock import today
from archive.negotiation import JSON, Representation, negotiated
from documents.browsing.anniversary import find_anniversary, find_year_bounds
from documents.browsing.holdings import list_holdings
from documents.exchange.data_catalogue import (
    describe_archive,
    name_dataset,
    write_json_ld,
)
from documents.models import Article, ArticleQuerySet
from documents.presentation.dates import say_date
from documents.presentation.labels import say_articles
from documents.raw_queries import fetch_sources
from documents.results.edition_search import search_edition
from documents.results.entries import ListEntry, build_entries, with_titles
from documents.results.timeline import build_chronology
from documents.search.request import SearchRequest

ALL = 6  # articles; an archive of so many is listed whole
EACH_END = 4  # newest and oldest shown of a larger one


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
    found = search_edition(SearchRequest(limit=0))
    held = found.response
    years = find_year_bounds(held)
    sources = fetch_sources()
    day = today(request)

    def entries(rows: Iterable[Article]) -> list[ListEntry]:
        return build_entries(rows, sources)

    ends, fallen = find_ends(held.total), find_anniversary(day, years)
    holdings = list_holdings(held)
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


def find_ends(total: int) -> Ends:
    """The articles at the ends of an archive of so many."""
    newest = with_titles(Article.objects.newest())
    if total <= ALL:
        order = (F("date_from").asc(nulls_last=True), "identifier")
        return Ends(newest.order_by(*order)[:ALL], newest.none(), newest.none())
    dated = newest.filter(date_from__isnull=False)
    return Ends(
        newest.none(),
        dated.exclude(date_from=date.min).order_by("date_from", "identifier")[:EACH_END],
        dated.order_by("-date_from", "-identifier")[:EACH_END],
    )
