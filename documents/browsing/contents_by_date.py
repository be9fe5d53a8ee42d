"""The contents of a collection of documents: by date, then as in an issue, undated ones last.

The index counts the articles of each year, so a database goes to the year that a page begins in,
and does not count its way there row by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from documents.models import Article, ArticleQuerySet, Source
from documents.search.facets import YearCounts
from documents.search.request import SearchResponse
from documents.search.sort_orders import years_in_order

# Of an archive whose index answers for another edition.
NOTHING_COUNTED = SearchResponse(total=0, hits=(), facets={})
_PLACE = ("path_key", "identifier")
_IN_ISSUE = (F("page").asc(nulls_last=True), *_PLACE)


def list_by_date(source: Source, counted: SearchResponse, offset: int, limit: int) -> list[str]:
    """The identifiers of a slice, in the order of `adjacent_articles`.

    ``counted`` has the years of all articles of the source, of this very edition; or is
    `NOTHING_COUNTED`, and rows are counted from the first one on.
    """
    names: list[str] = []
    for rows, before in _parts(source, counted, offset):
        start = max(offset + len(names) - before, 0)
        wanted = limit - len(names)
        if not wanted:
            break
        names += rows.values_list("identifier", flat=True)[start : start + wanted]
    return names


def _parts(
    source: Source, counted: SearchResponse, offset: int
) -> Iterator[tuple[ArticleQuerySet, int]]:
    """The rows in order from a year on, in parts, each with how many stand before it.

    What has no page stands apart: so each part is a range of one index, in its order.
    """
    held = Article.objects.newest().filter(source=source)
    dated = held.filter(date_from__isnull=False).order_by("date_from", "date_to", *_IN_ISSUE)
    year, before = _find_year(counted, offset)
    if year is None:
        total = counted.total - counted.undated
    else:
        yield dated.filter(date_from__gte=date(year, 1, 1)), before
        total = dated.count() if not counted.total else counted.total - counted.undated
    undated = held.filter(date_from__isnull=True, date_to__isnull=True)
    paged = undated.filter(page__isnull=False)
    yield paged.order_by("page", *_PLACE), total
    yield undated.filter(page__isnull=True).order_by(*_PLACE), total + paged.count()


def _find_year(counted: SearchResponse, offset: int) -> tuple[int | None, int]:
    """The year in which a slice begins, and how many articles stand before it; None for undated."""
    before = 0
    years = YearCounts(counted.total, counted.timeline, counted.spans, counted.undated)
    for year, group in years_in_order(years, newest=False):
        size = sum(number for _, number in group)
        if offset < before + size:
            return year, before
        before += size
    return (1, 0) if not counted.total else (None, before)
