"""The order of articles by recorded time, read by keyset: from any place on, whatever is found.

The order is by time, then by identifier; newest first it is turned round as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import tantivy

from documents.search.compile import compile_query
from documents.search.filter_clauses import filter_query
from documents.search.open_index import OpenIndex, count_passes
from documents.search.request import Hit, RecordedPlace, SearchRequest
from documents.search.schema import recorded_number

_FIELD = "recorded"
TimeRange: TypeAlias = tuple[datetime | None, datetime | None]

_LAST_IDENTIFIER = "zzzzzz"  # behind all others
_SPARE = 8  # beyond a slice: so seldom do articles share a number that these end its last group


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
    newest_first: bool = True,
    between: TimeRange = (None, None),
) -> RecordedSlice:
    """The first articles of a request behind a place in the order by recorded time.

    The place need not be an article's, nor its article be found any more. ``between`` are the first
    and the last second that are asked for. Order and slice of the request itself do not count.
    """
    query = index.limit_cost(request.q, count_passes(request)).query
    words = compile_query(query, index.schema, scored=False)
    selected = filter_query(index.schema, index.whole, words, request)
    if between != (None, None):
        first, last = between
        numbers = (
            recorded_number(first, "") if first else 0,
            recorded_number(last, _LAST_IDENTIFIER) if last else None,
        )
        selected = _within(index, selected, *numbers)
    total = _count(index, selected)
    if after is None:
        return RecordedSlice(by_recorded(index, selected, 0, limit, newest_first), total)
    number = recorded_number(after.recorded_at, after.identifier)
    same = by_recorded(index, _within(index, selected, number, number), 0, 1000, newest_first)
    others = [hit for hit in same if hit.identifier != after.identifier]
    ahead = [hit for hit in others if (hit.identifier < after.identifier) == newest_first]
    if newest_first:
        further = _within(index, selected, 0, number - 1) if number else None
    else:
        further = _within(index, selected, number + 1, None)
    rest = _count(index, further) if further else 0
    hits = (*ahead, *(by_recorded(index, further, 0, limit, newest_first) if further else ()))
    return RecordedSlice(hits[:limit], total, total - rest - len(ahead))


def by_recorded(
    index: OpenIndex,
    selected: tantivy.Query,
    offset: int,
    limit: int,
    newest_first: bool = True,
) -> tuple[Hit, ...]:
    """A slice of what a query selects, by recorded time."""
    if limit <= 0:
        return ()
    taken = offset + limit + _SPARE
    while True:
        found = index.searcher.search(
            selected,
            taken,
            count=False,
            order_by_field=_FIELD,
            order=tantivy.Order.Desc if newest_first else tantivy.Order.Asc,
        ).hits
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
            names = [_identifier(index, address) for _, address in same]
            hits += [Hit(name) for name in sorted(names, reverse=newest_first)]
    return tuple(hits[offset - skipped : offset - skipped + limit])


def _within(
    index: OpenIndex, selected: tantivy.Query, first: int, last: int | None
) -> tantivy.Query:
    """What a query selects, recorded between two numbers, both included."""
    between = tantivy.Query.range_query(
        index.schema, _FIELD, tantivy.FieldType.Unsigned, first, last
    )
    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query([(must, selected), (must, between)])


def _count(index: OpenIndex, selected: tantivy.Query) -> int:
    return index.searcher.search(selected, 1).count or 0  # type: ignore[attr-defined]


def _identifier(index: OpenIndex, address: Any) -> str:
    identifier: str = index.searcher.doc(address)["identifier"][0]
    return identifier
