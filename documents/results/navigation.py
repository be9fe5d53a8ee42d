"""Navigation between results and article: what an article's address carries along, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from documents.models import Source
from documents.query.addresses import list_address, query_string
from documents.query.paging import DEEPEST_HIT, PAGE_SIZE
from documents.query.read_request import BadQuery, request_from
from documents.results.edition_search import find_adjacent_results
from documents.search.clauses import Query
from documents.search.request import SearchRequest

RANK = "result"  # the parameter that says which result of the carried query an article is, from 1


@dataclass(frozen=True, slots=True)
class ResultNavigation:
    """The links around an article reached by a search. Addresses are "" where there is none."""

    back: str
    previous: str
    next: str
    rank: int
    words: str
    searched: Query | str = ""  # what is marked: the words, or their translations


def result_query_string(request: SearchRequest, rank: int) -> str:
    """The query string an article's address carries: the query, and which result this is."""
    return result_link_builder(request)(rank)


def result_link_builder(request: SearchRequest) -> Callable[[int], str]:
    """`result_query_string` for every result of one query."""
    query = query_string(request, offset=0)
    before = f"{query}&{RANK}=" if query else f"{RANK}="
    return lambda rank: f"{before}{rank}"


def read_navigation(query: QueryDict, identifier: str) -> ResultNavigation | None:
    """The results an article was reached from; None where its address carries none.

    Where the carried query finds another article at that place (a newer edition), or cannot be
    read, there is no way back to show: a wrong neighbour is worse than none.
    """
    rank = _rank(query.get(RANK, ""))
    if rank is None:
        return None
    try:
        asked = request_from(query, Source.objects.all())
    except BadQuery:
        return None
    before, here, after = find_adjacent_results(asked, rank)
    if here != identifier:
        return None
    return ResultNavigation(
        back=f"{list_address(asked, offset=(rank - 1) // PAGE_SIZE * PAGE_SIZE)}#{RANK}-{rank}",
        previous=_address(asked, rank - 1, before),
        next=_address(asked, rank + 1, after),
        rank=rank,
        words=asked.q,
        searched=asked.searched,
    )


def _rank(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        return None
    return int(text) if 1 <= int(text) <= DEEPEST_HIT else None


def _address(request: SearchRequest, rank: int, identifier: str | None) -> str:
    """An article's address, carrying the query that finds it at this rank."""
    if identifier is None or rank > DEEPEST_HIT:
        return ""
    path = reverse("documents:article", args=[identifier])
    return f"{path}?{result_query_string(request, rank)}"
