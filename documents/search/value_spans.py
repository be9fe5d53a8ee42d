"""The values of a facet in one source, each with its count and its days: one aggregation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import tantivy

from documents.search.open_index import OpenIndex

MAX_VALUES = 60_000  # Tantivy refuses aggregations beyond 65,000 values
_DAYS = {"first": ("min", "first_day"), "last": ("max", "last_day")}


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """A value, how many articles have it, and the first and last day they are dated to."""

    value: str
    count: int
    first: date | None
    last: date | None


def count_with_spans(index: OpenIndex, facet: str, source: str) -> list[ValueSpan]:
    """The values that the articles of a source have, as many as can be counted at once."""
    inside = tantivy.Query.term_query(index.schema, "source", source, "basic")
    terms = {"field": facet, "size": MAX_VALUES, "segment_size": MAX_VALUES}
    days = {name: {how: {"field": field}} for name, (how, field) in _DAYS.items()}
    answer = index.searcher.aggregate(
        tantivy.Query.const_score_query(inside, 0.0), {facet: {"terms": terms, "aggs": days}}
    )
    return [
        ValueSpan(bucket["key"], bucket["doc_count"], *(_day(bucket[name]) for name in _DAYS))
        for bucket in answer[facet]["buckets"]
        if bucket["key"]
    ]


def _day(answer: dict[str, float | None]) -> date | None:
    """The day of an aggregation; None where no article is dated."""
    value = answer["value"]
    return date.fromordinal(int(value)) if value is not None and 0 < value < 4e6 else None
