"""The order of articles by recorded time, in both directions and from any place on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import tantivy

from documents.search.compile import compile_query
from documents.search.filter_clauses import filter_query
from documents.search.keyset import select_between
from documents.search.open_index import OpenIndex, count_passes
from documents.search.request import Hit, RecordedPlace, SearchRequest
from documents.search.schema import recorded_number
from documents.search.sort_orders import list_recorded

TimeRange: TypeAlias = tuple[datetime | None, datetime | None]

_FIELD = "recorded"
_LAST_IDENTIFIER = "zzzzzz"  # behind all others
_LARGEST = 2**64 - 1
_TIES = 1000  # more articles than ever had one number


@dataclass(frozen=True, slots=True)
class RecordedSlice:
    """A slice of the order by recorded time.

    ``total`` is how many articles the request finds in all, ``before`` how many of them come
    before the slice.
    """

    hits: tuple[Hit, ...]
    total: int
    before: int = 0


def find_recorded(
    index: OpenIndex,
    request: SearchRequest,
    limit: int,
    after: RecordedPlace | None = None,
    *,
    oldest_first: bool = False,
    between: TimeRange = (None, None),
) -> RecordedSlice:
    """The first articles of a request behind a place in the order by recorded time.

    The place need not be an article's, nor its article be found any more. ``between`` are the first
    and the last second that are asked for. Order and slice of the request itself do not count.
    """
    query = index.limit_cost(request.searched, count_passes(request)).query
    words = compile_query(query, index.schema, scored=False)
    selected = filter_query(index.schema, index.whole, words, request)
    first, last = between
    if first or last:
        newest = recorded_number(last, "") if last else 0
        oldest = recorded_number(first, _LAST_IDENTIFIER) if first else _LARGEST
        selected = select_between(index, selected, _FIELD, newest, oldest)
    total = _count(index, selected)
    if after is None:
        hits = list_recorded(index, selected, 0, limit, oldest_first=oldest_first)
        return RecordedSlice(hits, total)
    number = recorded_number(after.recorded_at, after.identifier)
    same = list_recorded(
        index,
        select_between(index, selected, _FIELD, number, number),
        0,
        _TIES,
        oldest_first=oldest_first,
    )
    others = [hit for hit in same if hit.identifier != after.identifier]
    ahead = [hit for hit in others if (hit.identifier < after.identifier) == oldest_first]
    bounds = (0, number - 1) if oldest_first else (number + 1, _LARGEST)
    further = select_between(index, selected, _FIELD, *bounds)
    rest = list_recorded(index, further, 0, limit, oldest_first=oldest_first)
    left = len(ahead) + _count(index, further)
    return RecordedSlice((*ahead, *rest)[:limit], total, total - left)


def _count(index: OpenIndex, selected: tantivy.Query) -> int:
    return index.searcher.search(selected, 1).count or 0  # type: ignore[attr-defined]
