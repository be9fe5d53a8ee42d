"""Opening an index and answering a `SearchRequest` from it."""

from __future__ import annotations

import tempfile
import threading
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from documents.search.analysis import register
from documents.search.beside import ask_beside
from documents.search.compiling import compile_query
from documents.search.cost import BUDGET, Afforded, afford
from documents.search.facets import Counts, Whole, count_facets, count_whole, filters
from documents.search.index import has_index, index_path
from documents.search.query import parse
from documents.search.request import FACETS, Hit, SearchRequest, SearchResponse
from documents.search.schema import NONE, build_schema

_OPEN_AT_ONCE = 2
_COUNTED = 256  # requests whose counts are remembered, of a few kilobytes each
_BROWSED = (
    256  # and so many without words: the costliest to count, and those that every reader meets
)
# Equal scores are put in order among at most so many hits; beyond, the index's own order stays.
_MOST_TIES = 50_000


class IndexMissing(LookupError):
    """No index of this edition and schema stands: ``manage.py reindex`` builds it."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenIndex:
    """One edition's index, open for reading; safe to share between threads.

    ``count`` remembers the counts of the last requests: an index never changes, and the pages and
    orders of one result list share them. ``afford`` says what of some words is searched in so many
    passes, and ``whole`` which values the facets have.
    """

    edition: str
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    count: Callable[[SearchRequest], Counts]
    afford: Callable[[str, int], Afforded]
    whole: Whole


_opened: dict[tuple[Path, str], OpenIndex] = {}
_opening = threading.Lock()


def open_index(root: Path, edition: str) -> OpenIndex:
    """The index of an edition, opened once a process. `IndexMissing` if there is none.

    An index stays readable after its folder is removed.
    """
    key = (root, edition)
    opened = _opened.get(key)
    if opened is None:
        with _opening:
            opened = _opened.get(key) or _open(root, edition)
            _opened[key] = opened
            while len(_opened) > _OPEN_AT_ONCE:
                del _opened[next(iter(_opened))]
    return opened


def _open(root: Path, edition: str) -> OpenIndex:
    path = index_path(root, edition)
    if not has_index(root, edition):
        raise IndexMissing(f"no index of edition {edition} under {root}")
    # Tantivy takes a lock file when it opens an index: it gets one beside links to the files, so
    # that reading never writes to the archive. Everything is open when the links go.
    with tempfile.TemporaryDirectory(
        prefix="archive-index-",
        ignore_cleanup_errors=True,  # Tantivy may be writing a lock that very moment
    ) as scratch:
        for file in path.iterdir():
            if file.suffix != ".lock":
                (Path(scratch) / file.name).symlink_to(file.resolve())
        return _read(Path(scratch), edition)


def _read(path: Path, edition: str) -> OpenIndex:
    index = tantivy.Index.open(str(path))
    register(index)
    index.config_reader("manual", 0)
    index.reload()
    schema, searcher = build_schema(), index.searcher()

    whole = count_whole(searcher)
    affordable = lru_cache(_COUNTED)(lambda q, passes: afford(parse(q), searcher, schema, passes))

    def count(request: SearchRequest) -> Counts:
        affordable_query = affordable(request.q, _passes(request)).query
        words = compile_query(affordable_query, schema, scored=False)
        return count_facets(searcher, schema, whole, words, request)

    worded, browsed = lru_cache(_COUNTED)(count), lru_cache(_BROWSED)(count)
    return OpenIndex(
        edition,
        schema,
        searcher,
        lambda request: (worded if request.q else browsed)(request),
        affordable,
        whole,
    )


def _passes(request: SearchRequest) -> int:
    """How often a request's words are searched.

    Once for the hits, once for counting them, and again for each facet that is counted without its
    own filter.
    """
    return 2 + sum(bool(getattr(request, name)) for name in FACETS)


def _understand(index: OpenIndex, request: SearchRequest) -> Afforded:
    return index.afford(request.q, _passes(request))


def search(index: OpenIndex, request: SearchRequest) -> SearchResponse:
    """Answers a request: the slice of hits, the whole count, every facet.

    Without words there is no relevance: the order is then the newest first.
    """
    afforded = _understand(index, request)
    query = afforded.query
    words = compile_query(query, index.schema)
    scored = any(not clause.excluded for clause in query.clauses)
    selected = filters(index.schema, index.whole, words, request)
    ranked = _ranked(index, selected, request, scored)
    counts = index.count(replace(request, sort="relevance", offset=0, limit=0))
    return SearchResponse(
        total=counts.total,
        hits=ranked() if ranked else _dated(index, selected, request, counts),
        facets=counts.facets,
        timeline=counts.timeline,
        spans=counts.spans,
        undated=counts.undated,
        days=counts.days,
        unread=query.unread,
        loosened=afforded.loosened,
        left_out=afforded.left_out,
        joined=query.joined,
    )


@dataclass(slots=True)
class Allowance:
    """What the counts that one page makes beside its search may cost, all of them together."""

    left: int = BUDGET // 2


def count_articles(
    index: OpenIndex, request: SearchRequest, allowance: Allowance | None = None
) -> int:
    """How many articles answer a request: its total and nothing else.

    0 too where that would cost more than what is left of an ``allowance``; it is then spent.
    """
    afforded = _understand(index, request)
    if allowance:
        allowance.left -= afforded.price
        if allowance.left < 0:
            return 0
    words = compile_query(afforded.query, index.schema, scored=False)
    found = index.searcher.search(filters(index.schema, index.whole, words, request), 1)
    return found.count or 0  # type: ignore[attr-defined] # which its stub leaves out


def neighbours(
    index: OpenIndex, request: SearchRequest, rank: int
) -> tuple[str | None, str | None, str | None]:
    """The identifiers at ``rank - 1``, ``rank`` and ``rank + 1`` of a request's order, from 0."""
    query = _understand(index, request).query
    scored = any(not clause.excluded for clause in query.clauses)
    first = max(rank - 1, 0)
    slice_ = replace(request, offset=first, limit=rank + 2 - first)
    selected = filters(index.schema, index.whole, compile_query(query, index.schema), request)
    ranked = _ranked(index, selected, slice_, scored)
    if ranked:
        hits = ranked()
    else:
        counts = index.count(replace(request, sort="relevance", offset=0, limit=0))
        hits = _dated(index, selected, slice_, counts)
    found = {first + place: hit.identifier for place, hit in enumerate(hits)}
    return found.get(rank - 1), found.get(rank), found.get(rank + 1)


def _ranked(
    index: OpenIndex, selected: tantivy.Query, request: SearchRequest, scored: bool
) -> Callable[[], tuple[Hit, ...]] | None:
    """A slice of the orders that need no counts, begun with; None for the orders by date."""
    if request.limit <= 0:
        return tuple
    if request.sort == "relevance" and scored:
        return ask_beside(lambda: _by_score(index, selected, request.offset, request.limit))
    if request.sort == "title":
        return ask_beside(lambda: _by_title(index, selected, request.offset, request.limit))
    return None


def _dated(
    index: OpenIndex, selected: tantivy.Query, request: SearchRequest, counts: Counts
) -> tuple[Hit, ...]:
    order = "oldest" if request.sort == "oldest" else "newest"
    years, before = _years_of(counts, request, newest=order == "newest")
    if not years:
        return ()
    inside = filters(index.schema, index.whole, selected, SearchRequest(year=years))
    found = _ordered(index, inside, order, request.offset - before, request.limit)
    return tuple(Hit(_identifier(index, address)) for _, address in found)


def _years_of(
    counts: Counts, request: SearchRequest, *, newest: bool
) -> tuple[tuple[str, ...], int]:
    """The values of ``year`` in which a slice of an order by date lies, and how many come before.

    They are known from the counts, and spare Tantivy to look at every article that was found.
    """
    begun: dict[int, list[tuple[str, int]]] = {
        year: [(f"{year:04}", number)] for year, number in counts.timeline.items()
    }
    for span, number in counts.spans.items():  # sorted by its beginning
        begun.setdefault(int(span[:4]), []).append((span, number))
    ranked = [begun[year] for year in sorted(begun, reverse=newest)]
    before = reached = 0
    years: list[str] = []
    for group in [*ranked, [(NONE, counts.undated)]]:
        if reached >= request.offset + request.limit:
            break
        size = sum(number for _, number in group)
        if reached + size <= request.offset:
            before += size
        else:
            years += [value for value, _ in group]
        reached += size
    return tuple(years), before


def _ordered(
    index: OpenIndex, selected: tantivy.Query, field: str, offset: int, limit: int
) -> list[tuple[Any, tantivy.DocAddress]]:
    found = index.searcher.search(
        selected,
        limit,
        count=False,
        order_by_field=field,
        offset=offset,
        order=tantivy.Order.Asc,
    )
    return found.hits


def _by_title(
    index: OpenIndex, selected: tantivy.Query, offset: int, limit: int
) -> tuple[Hit, ...]:
    """By code points: first by the titles' first eight bytes, then whole where those agree.

    Sorting ten thousand strings takes Tantivy a second, numbers a few milliseconds; so only the
    articles whose titles begin as those on the page do are sorted by the whole title.
    """
    starts = [start for start, _ in _ordered(index, selected, "title_start", 0, offset + limit)]
    if len(starts) <= offset:
        return ()
    before = bisect_left(starts, starts[offset])
    alike = tantivy.Query.range_query(
        index.schema, "title_start", tantivy.FieldType.Unsigned, starts[offset], starts[-1]
    )
    must = tantivy.Occur.Must
    around = tantivy.Query.boolean_query([(must, selected), (must, alike)])
    found = _ordered(index, around, "by_title", offset - before, len(starts) - offset)
    return tuple(Hit(_identifier(index, address)) for _, address in found)


def _by_score(
    index: OpenIndex, selected: tantivy.Query, offset: int, limit: int
) -> tuple[Hit, ...]:
    """The best first, equal scores by identifier: so many are taken that the last tie is whole."""
    wanted = offset + limit
    taken = wanted + 50
    while True:
        hits = index.searcher.search(selected, taken, count=False).hits
        if len(hits) < taken or hits[-1][0] < hits[wanted - 1][0] or taken >= _MOST_TIES:
            break
        taken *= 4
    ties = index.searcher.fast_field_values("tie", [address for _, address in hits])
    ranked = sorted(zip(hits, ties, strict=True), key=lambda pair: (-pair[0][0], pair[1] or 0))
    return tuple(
        Hit(_identifier(index, address), score)
        for (score, address), _ in ranked[offset : offset + limit]
    )


def _identifier(index: OpenIndex, address: tantivy.DocAddress) -> str:
    identifier: str = index.searcher.doc(address)["identifier"][0]
    return identifier
