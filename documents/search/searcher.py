"""The search: answers a `SearchRequest` from an open index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from documents.search.compile import compile_alone, compile_query
from documents.search.cost import BUDGET, AffordableQuery
from documents.search.filter_clauses import filter_query
from documents.search.keyset import find_after
from documents.search.open_index import OpenIndex, count_passes
from documents.search.request import Hit, SearchRequest, SearchResponse
from documents.search.sort_orders import find_by_date, find_ranked


def _understand(index: OpenIndex, request: SearchRequest) -> AffordableQuery:
    return index.limit_cost(request.searched, count_passes(request))


@dataclass(frozen=True, slots=True)
class PendingSearch:
    """A search in progress. Its hits come first, and need not wait for counts."""

    hits: Callable[[], tuple[Hit, ...]]
    answer: Callable[[], SearchResponse]


def start_search(index: OpenIndex, request: SearchRequest) -> PendingSearch:
    """Start a search: the slice of hits, the total, every facet.

    Without words there is no relevance: the order is then the newest first.
    """
    afforded = _understand(index, request)
    query = afforded.query
    words = compile_query(query, index.schema, scored=request.sort == "relevance")
    selected = filter_query(index.schema, index.whole, words, request)
    if selected is words and request.sort == "relevance" and not request.offset:
        selected = compile_alone(query, index.schema, index.searcher) or words
    begun = None if request.after else find_ranked(index, selected, request, query)
    counts = index.count(replace(request, sort="relevance", offset=0, limit=0, after=None))
    find = find_after if request.after else find_by_date
    hits = begun or cache(lambda: find(index, words, request, counts.years()))

    def answer() -> SearchResponse:
        years = counts.years()
        return SearchResponse(
            total=years.total,
            hits=hits(),
            facets=counts.facets(),
            timeline=years.timeline,
            spans=years.spans,
            undated=years.undated,
            days=counts.days(),
            unread=query.unread,
            loosened=afforded.loosened,
            left_out=afforded.left_out,
            joined=query.joined,
            signs=query.signs,
        )

    return PendingSearch(hits, cache(answer))


def search(index: OpenIndex, request: SearchRequest) -> SearchResponse:
    """Search, and wait for everything."""
    return start_search(index, request).answer()


def find_best(index: OpenIndex, request: SearchRequest) -> tuple[Hit, ...]:
    """The slice of a request by relevance, and no counts: none where no words are asked for."""
    query = _understand(index, request).query
    words = compile_query(query, index.schema)
    selected = filter_query(index.schema, index.whole, words, request)
    found = find_ranked(index, selected, replace(request, sort="relevance"), query)
    return found() if found else ()


@dataclass(slots=True)
class CountBudget:
    """The budget of all counts together that one page makes beside its search."""

    left: int = BUDGET // 3


def count_articles(
    index: OpenIndex, request: SearchRequest, allowance: CountBudget | None = None
) -> int:
    """Count the articles that answer a request: its total and nothing else.

    0 too where that would cost more than what is left of an ``allowance``; it is then spent.
    """
    if allowance and allowance.left <= 0:  # asking for prices costs too
        return 0
    afforded = _understand(index, request)
    if allowance:
        allowance.left -= afforded.price
        if allowance.left < 0:
            return 0
    words = compile_query(afforded.query, index.schema, scored=False)
    found = index.searcher.search(filter_query(index.schema, index.whole, words, request), 1)
    return found.count or 0  # type: ignore[attr-defined] # which its stub leaves out


def adjacent_hits(
    index: OpenIndex, request: SearchRequest, rank: int
) -> tuple[str | None, str | None, str | None]:
    """The identifiers at ``rank - 1``, ``rank`` and ``rank + 1`` of a request's order, from 0."""
    query = _understand(index, request).query
    first = max(rank - 1, 0)
    slice_ = replace(request, offset=first, limit=rank + 2 - first)
    words = compile_query(query, index.schema)
    selected = filter_query(index.schema, index.whole, words, request)
    begun = find_ranked(index, selected, slice_, query)
    if begun:
        hits = begun()
    else:
        counts = index.count(replace(request, sort="relevance", offset=0, limit=0))
        hits = find_by_date(index, words, slice_, counts.years())
    found = {first + place: hit.identifier for place, hit in enumerate(hits)}
    return found.get(rank - 1), found.get(rank), found.get(rank + 1)
