"""Exclusions: filters behind a minus, which stay in the words of a query: ``-place:"莫斯科"``.

`typed_filters` writes them with values as the index has them, so that the search language reads
them alone, and so every count, export and page of a query does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.search.clauses import Clause, FilterValue, write
from documents.search.query import parse
from documents.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A filter that is excluded by the words ``typed``; ``column`` is its field of a request."""

    column: str
    value: str
    typed: str


@lru_cache(maxsize=256)
def find_exclusions(q: str) -> tuple[Exclusion, ...]:
    """The filters that a query excludes, in order."""
    if ":" not in q and "：" not in q:
        return ()
    return tuple(
        Exclusion(leaf.column, leaf.value, write([Clause((leaf,), excluded=True)]))
        for clause in parse(q).clauses
        for leaf in clause.leaves
        if clause.excluded and isinstance(leaf, FilterValue)
    )


def remove_exclusion(q: str, exclusion: Exclusion) -> str:
    """The query without a filter that it excludes."""
    words = re.sub(rf"(?<!\S){re.escape(exclusion.typed)}(?!\S)", " ", q, flags=re.IGNORECASE)
    return " ".join(words.split())


def remove_exclusions(q: str) -> str:
    """The query without the filters that it excludes."""
    for exclusion in find_exclusions(q):
        q = remove_exclusion(q, exclusion)
    return q


def drop_words(request: SearchRequest) -> SearchRequest:
    """A request for all articles that its filters leave, those excluded in its words too."""
    q = " ".join(exclusion.typed for exclusion in find_exclusions(request.q))
    return replace(request, q=q, sort="oldest")
