"""The orders of a result list: score, date, title, recorded time; each total, without ties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import tantivy

from documents.dates import years_of_span
from documents.search.clauses import Query
from documents.search.compile import compile_tiers
from documents.search.facets import YearCounts
from documents.search.filter_clauses import by_years, filter_query
from documents.search.open_index import OpenIndex
from documents.search.request import Hit, SearchRequest
from documents.search.schema import NONE
from documents.search.search_threads import start_in_thread

# Equal scores are put in order among at most so many hits; beyond, the index's own order stays.
_MAX_TIES = 15_000
_ALIKE = 60  # more titles than a page has, so that those alike to its last are there too


def find_ranked(
    index: OpenIndex, selected: tantivy.Query, request: SearchRequest, query: Query
) -> Callable[[], tuple[Hit, ...]] | None:
    """Start a slice in an order that needs no counts; None for the orders by date."""
    offset, limit = request.offset, request.limit
    if limit <= 0:
        return tuple
    if request.sort == "relevance" and query.leaves:
        tiers = compile_tiers(query, index.schema)
        if tiers:
            return start_in_thread(lambda: _by_tier(index, selected, tiers, offset, limit))
        return start_in_thread(lambda: _by_score(index, selected, offset, limit))
    if request.sort == "title":
        return start_in_thread(lambda: list_by_title(index, selected, offset, limit))
    if request.sort == "recorded":
        return start_in_thread(lambda: list_recorded(index, selected, offset, limit))
    return None


def find_by_date(
    index: OpenIndex, words: tantivy.Query, request: SearchRequest, counted: YearCounts
) -> tuple[Hit, ...]:
    """A slice in an order by date: searched for only in the years it lies in."""
    order = "oldest" if request.sort == "oldest" else "newest"
    years, before = _years_of(counted, request, newest=order == "newest")
    if not years:
        return ()
    without = by_years(index.whole, request) - {"year"}
    inside = replace(request, year=years)
    selected = filter_query(index.schema, index.whole, words, inside, without)
    found = list_ordered(index, selected, order, request.offset - before, request.limit)
    return tuple(Hit(fetch_identifier(index, address)) for _, address in found)


def _years_of(
    counted: YearCounts, request: SearchRequest, *, newest: bool
) -> tuple[tuple[str, ...], int]:
    """The years in which a slice of an order by date lies, and how many articles come before.

    They are known from the counts, and spare Tantivy to look at every article that was found.
    """
    before = reached = 0
    years: list[str] = []
    for _, group in years_in_order(counted, newest=newest):
        if reached >= request.offset + request.limit:
            break
        size = sum(number for _, number in group)
        if reached + size <= request.offset:
            before += size
        else:
            years += [value for value, number in group if number]
        reached += size
    return tuple(years), before


def years_in_order(
    counted: YearCounts, *, newest: bool
) -> list[tuple[int | None, list[tuple[str, int]]]]:
    """The values of ``year`` with their counts, by the year they begin in; undated ones last."""
    begun: dict[int, list[tuple[str, int]]] = {
        year: [(f"{year:04}", number)] for year, number in counted.timeline.items()
    }
    for span, number in counted.spans.items():  # sorted by its beginning
        begun.setdefault(years_of_span(span)[0] or 1, []).append((span, number))
    dated = [(year, begun[year]) for year in sorted(begun, reverse=newest)]
    return [*dated, (None, [(NONE, counted.undated)])]


def list_ordered(
    index: OpenIndex,
    selected: tantivy.Query,
    field: str,
    offset: int,
    limit: int,
    *,
    descending: bool = False,
) -> list[tuple[Any, tantivy.DocAddress]]:
    """A slice in the order of a column, each article with its value of it."""
    found = index.searcher.search(
        selected,
        limit,
        count=False,
        order_by_field=field,
        offset=offset,
        order=tantivy.Order.Desc if descending else tantivy.Order.Asc,
    )
    return found.hits


def list_recorded(
    index: OpenIndex,
    selected: tantivy.Query,
    offset: int,
    limit: int,
    *,
    oldest_first: bool = False,
) -> tuple[Hit, ...]:
    """A slice by recorded time, the newest first; those of one number by identifier."""
    if limit <= 0:
        return ()
    taken = offset + limit + 1
    while True:
        found = list_ordered(index, selected, "recorded", 0, taken, descending=oldest_first)
        if len(found) < taken or found[-1][0] != found[offset + limit - 1][0]:
            break
        taken *= 2
    hits: list[Hit] = []
    skipped = 0
    for _, group in groupby(found, key=itemgetter(0)):
        same = list(group)
        if not hits and skipped + len(same) <= offset:
            skipped += len(same)
        elif skipped + len(hits) < offset + limit:
            names = [fetch_identifier(index, address) for _, address in same]
            hits += [Hit(name) for name in sorted(names, reverse=oldest_first)]
    return tuple(hits[offset - skipped : offset - skipped + limit])


def list_by_title(
    index: OpenIndex, selected: tantivy.Query, offset: int, limit: int
) -> tuple[Hit, ...]:
    """A slice by title, in code-point order: by the first eight bytes, the next eight, then whole.

    Sorting ten thousand strings takes Tantivy a second, numbers a few milliseconds; so whole titles
    are compared only on a page where two agree in sixteen bytes.
    """
    asked = offset + limit + _ALIKE
    found = list_ordered(index, selected, "title_start", 0, asked)
    if len(found) <= offset:
        return ()
    starts = [start for start, _ in found]
    end = min(offset + limit, len(found))
    first, last = bisect_left(starts, starts[offset]), bisect_right(starts, starts[end - 1])
    around = [address for _, address in found[first:last]]
    nexts = index.searcher.fast_field_values("title_next", around)
    in_order = sorted(
        zip(starts[first:last], nexts, range(len(around)), strict=True),
        key=lambda one: one[:2],
    )
    page = slice(offset - first, end - first)
    near = [key[:2] for key in in_order[max(page.start - 1, 0) : page.stop + 1]]
    if last < asked and len(set(near)) == len(near):
        return tuple(Hit(fetch_identifier(index, around[place])) for _, _, place in in_order[page])
    alike = tantivy.Query.range_query(
        index.schema, "title_start", tantivy.FieldType.Unsigned, starts[offset], starts[end - 1]
    )
    must = tantivy.Occur.Must
    between = tantivy.Query.boolean_query([(must, selected), (must, alike)])
    whole = list_ordered(index, between, "by_title", offset - first, end - offset)
    return tuple(Hit(fetch_identifier(index, address)) for _, address in whole)


def _by_score(
    index: OpenIndex, selected: tantivy.Query, offset: int, limit: int
) -> tuple[Hit, ...]:
    found = rank_by_score(index, selected, offset, limit)
    return tuple(Hit(fetch_identifier(index, address), score) for score, address in found)


def rank_by_score(
    index: OpenIndex, selected: tantivy.Query, offset: int, limit: int
) -> list[tuple[float, tantivy.DocAddress]]:
    """A slice by score, equal scores by identifier: the last tie is taken whole."""
    wanted = offset + limit
    taken = wanted + 50
    while True:
        hits = index.searcher.search(selected, taken, count=False).hits
        if len(hits) < taken or hits[-1][0] < hits[wanted - 1][0] or taken >= _MAX_TIES:
            break
        taken *= 4
    if len(hits) <= offset:
        return []
    # Only what scores as the page's first and last do, and what stands between, is put in order.
    scores = [-score for score, _ in hits]
    end = min(wanted, len(hits))
    first, last = bisect_left(scores, scores[offset]), bisect_right(scores, scores[end - 1])
    around = hits[first:last]
    ties = index.searcher.fast_field_values("tie", [address for _, address in around])
    in_order = sorted(zip(around, ties, strict=True), key=lambda pair: (-pair[0][0], pair[1] or 0))
    return [hit for hit, _ in in_order[offset - first : end - first]]


def _by_tier(
    index: OpenIndex,
    selected: tantivy.Query,
    tiers: Sequence[tantivy.Query],
    offset: int,
    limit: int,
) -> tuple[Hit, ...]:
    """A slice with the hits of each tier before all others, each tier by identifier."""
    must, no = tantivy.Occur.Must, tantivy.Occur.MustNot
    found: list[Any] = []
    for rank in range(len(tiers) + 1):
        parts = [(must, selected), *((no, tier) for tier in tiers[:rank])]
        parts += [(must, tier) for tier in tiers[rank : rank + 1]]
        wanted = offset + limit - len(found)
        if wanted > 0:
            found += list_ordered(index, tantivy.Query.boolean_query(parts), "tie", 0, wanted)
    return tuple(Hit(fetch_identifier(index, address)) for _, address in found[offset:])


def fetch_identifier(index: OpenIndex, address: tantivy.DocAddress) -> str:
    """The identifier of an article of the index."""
    identifier: str = index.searcher.doc(address)["identifier"][0]
    return identifier
