"""Keyset pagination: a slice that begins behind an article's sort key, however deep it lies.

A page at an offset costs the index more the deeper it is, and shifts when articles come. A key
costs the same everywhere and shifts by nothing. Orders by date, title and recorded time have
keys. Best match has none: a score is worked out for one query, stands in no column, and cannot be
searched for.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import get_args

import tantivy

from documents.search.compile import compile_query
from documents.search.facets import YearCounts
from documents.search.filter_clauses import by_years, filter_query
from documents.search.open_index import OpenIndex, count_passes
from documents.search.request import Hit, SearchRequest, Sort, SortKey
from documents.search.schema import LOW_BITS, UNDATED, title_numbers
from documents.search.sort_orders import (
    fetch_identifier,
    list_by_title,
    list_ordered,
    years_in_order,
)

DATED: tuple[Sort, ...] = ("oldest", "newest")
KEYED: tuple[Sort, ...] = tuple(sort for sort in get_args(Sort) if sort != "relevance")
_TIES = 8  # articles of one day that agree in eight characters: more than two were never met
_LARGEST = 2**64 - 1


def find_key(index: OpenIndex, sort: Sort, identifier: str) -> SortKey | None:
    """The sort key of an article; None in an order without keys, or where it is not held."""
    if sort not in KEYED:
        return None
    only = tantivy.Query.term_query(index.schema, "identifier", identifier)
    column = "by_title" if sort == "title" else sort
    found = list_ordered(index, only, column, 0, 1)
    return SortKey(found[0][0], identifier) if found else None


def find_after(
    index: OpenIndex, words: tantivy.Query, request: SearchRequest, counted: YearCounts
) -> tuple[Hit, ...]:
    """The first articles of a request behind its key ``after``."""
    key = request.after
    if key is None or request.limit <= 0:
        return ()
    if isinstance(key.value, str):
        return _after_title(index, words, request, key.value)
    return _after_date(index, words, request, key, key.value, counted)


def _after_date(
    index: OpenIndex,
    words: tantivy.Query,
    request: SearchRequest,
    key: SortKey,
    value: int,
    counted: YearCounts,
) -> tuple[Hit, ...]:
    """A slice in an order by a number; by date it is searched for in the years it lies in."""
    selected = filter_query(index.schema, index.whole, words, request)
    if request.sort in DATED:
        newest = request.sort == "newest"
        years = _years_after(counted, _year_of(value, newest=newest), request.limit, newest=newest)
        if not years:
            return ()
        without = by_years(index.whole, request) - {"year"}
        inside = replace(request, year=years)
        selected = filter_query(index.schema, index.whole, words, inside, without)
    # From the key itself on: two articles of a day may have the same one.
    beyond = _between(index, request.sort, value)
    found = list_ordered(index, _both(selected, beyond), request.sort, 0, request.limit + _TIES)
    named = sorted((number, fetch_identifier(index, address)) for number, address in found)
    behind = [Hit(name) for number, name in named if (number, name) > (value, key.identifier)]
    return tuple(behind[: request.limit])


def _year_of(value: int, *, newest: bool) -> int | None:
    """The year in a sort number of a date; None for undated articles, which come last."""
    day = value >> LOW_BITS
    if newest and day != UNDATED:
        day = UNDATED - day
    if day == UNDATED:
        return None
    return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal())).year


def _years_after(
    counted: YearCounts, first: int | None, limit: int, *, newest: bool
) -> tuple[str, ...]:
    """The years from one on that hold as many articles as are wanted, whatever it still holds."""
    years: list[str] = []
    beyond = 0
    for year, group in years_in_order(counted, newest=newest):
        if year is not None and (first is None or (year > first if newest else year < first)):
            continue
        if beyond >= limit + _TIES:
            break
        years += [value for value, number in group if number]
        beyond += 0 if year == first else sum(number for _, number in group)
    return tuple(years)


def _after_title(
    index: OpenIndex, words: tantivy.Query, request: SearchRequest, title: str
) -> tuple[Hit, ...]:
    """A slice by title: what agrees with the key in sixteen bytes, then all that comes later."""
    start, following = title_numbers(title)
    limit = request.limit
    alike = _list_alike(index, replace(request, after=None, offset=0, limit=0), start, following)
    first = bisect_right(alike, title)
    hits = tuple(Hit(one.rpartition("\0")[2]) for one in alike[first : first + limit])
    if len(hits) == limit:
        return hits
    selected = filter_query(index.schema, index.whole, words, request)
    later = [
        _between(index, "title_start", start + 1),
        _both(
            _between(index, "title_start", start, start),
            _between(index, "title_next", following + 1),
        ),
    ]
    either = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in later])
    return hits + list_by_title(index, _both(selected, either), 0, limit - len(hits))


@lru_cache(maxsize=2)
def _list_alike(
    index: OpenIndex, request: SearchRequest, start: int, following: int
) -> tuple[str, ...]:
    """The sort keys by title that agree in sixteen bytes, in order; cached while they are read.

    Where thousands of titles begin alike, sorting them takes seconds: once, not for each slice.
    """
    query = index.limit_cost(request.searched, count_passes(request)).query
    words = compile_query(query, index.schema, scored=False)
    alike = _both(
        filter_query(index.schema, index.whole, words, request),
        _between(index, "title_start", start, start),
        _between(index, "title_next", following, following),
    )
    number = index.searcher.search(alike, 1).count or 0  # type: ignore[attr-defined] # as its stub
    return tuple(title for title, _ in list_ordered(index, alike, "by_title", 0, max(number, 1)))


def select_between(
    index: OpenIndex, selected: tantivy.Query, column: str, first: int, last: int
) -> tantivy.Query:
    """What a query selects and has a number in a range, both ends included; maybe nothing."""
    return _both(selected, _between(index, column, first, last))


def _both(*queries: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in queries])


def _between(index: OpenIndex, column: str, first: int, last: int = _LARGEST) -> tantivy.Query:
    """The articles whose number in a column is in a range, both ends included; maybe none."""
    if first > last:
        return tantivy.Query.empty_query()
    unsigned = tantivy.FieldType.Unsigned
    return tantivy.Query.range_query(index.schema, column, unsigned, first, last)
