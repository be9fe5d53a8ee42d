"""Opening an index and answering a `SearchRequest` from it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import tantivy

from documents.search.ahead import read_ahead
from documents.search.analysis import register
from documents.search.compiling import compile_alone, compile_query
from documents.search.cost import BUDGET, Afforded, afford
from documents.search.facets import Counts, count_whole
from documents.search.filtering import Whole, filters
from documents.search.index import has_index, index_path
from documents.search.ordering import dated, ranked
from documents.search.query import parse
from documents.search.request import FACETS, Hit, SearchRequest, SearchResponse
from documents.search.schema import build_schema

_OPEN_AT_ONCE = 2
_COUNTED = 256  # requests whose counts are remembered, of a few kilobytes each
_BROWSED = (
    256  # and so many without words: the costliest to count, and those that every reader meets
)


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
    read_ahead(path)
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
        return Counts(searcher, schema, whole, words, request)

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
    """How often words are searched for a page.

    Once for the hits, once for counting them, and again for each facet that is counted without its
    own filter; as often for each other search of the page.
    """
    return request.among * (2 + sum(bool(getattr(request, name)) for name in FACETS))


def _understand(index: OpenIndex, request: SearchRequest) -> Afforded:
    return index.afford(request.q, _passes(request))


@dataclass(frozen=True, slots=True)
class Begun:
    """A request that the index is at work on. Its hits come first, and need not wait for counts."""

    hits: Callable[[], tuple[Hit, ...]]
    answer: Callable[[], SearchResponse]


def begin(index: OpenIndex, request: SearchRequest) -> Begun:
    """Begins to answer a request: the slice of hits, the whole count, every facet.

    Without words there is no relevance: the order is then the newest first.
    """
    afforded = _understand(index, request)
    query = afforded.query
    words = compile_query(query, index.schema, scored=request.sort == "relevance")
    selected = filters(index.schema, index.whole, words, request)
    if selected is words and request.sort == "relevance" and not request.offset:
        selected = compile_alone(query, index.schema) or words
    begun = ranked(index, selected, request, query)
    counts = index.count(replace(request, sort="relevance", offset=0, limit=0))
    hits = begun or cache(lambda: dated(index, words, request, counts.years()))

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
        )

    return Begun(hits, cache(answer))


def search(index: OpenIndex, request: SearchRequest) -> SearchResponse:
    """Answers a request, as `begin` does."""
    return begin(index, request).answer()


@dataclass(slots=True)
class Allowance:
    """What the counts that one page makes beside its search may cost, all of them together."""

    left: int = BUDGET // 3


def count_articles(
    index: OpenIndex, request: SearchRequest, allowance: Allowance | None = None
) -> int:
    """How many articles answer a request: its total and nothing else.

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
    found = index.searcher.search(filters(index.schema, index.whole, words, request), 1)
    return found.count or 0  # type: ignore[attr-defined] # which its stub leaves out


def neighbours(
    index: OpenIndex, request: SearchRequest, rank: int
) -> tuple[str | None, str | None, str | None]:
    """The identifiers at ``rank - 1``, ``rank`` and ``rank + 1`` of a request's order, from 0."""
    query = _understand(index, request).query
    first = max(rank - 1, 0)
    slice_ = replace(request, offset=first, limit=rank + 2 - first)
    words = compile_query(query, index.schema)
    selected = filters(index.schema, index.whole, words, request)
    begun = ranked(index, selected, slice_, query)
    if begun:
        hits = begun()
    else:
        counts = index.count(replace(request, sort="relevance", offset=0, limit=0))
        hits = dated(index, words, slice_, counts.years())
    found = {first + place: hit.identifier for place, hit in enumerate(hits)}
    return found.get(rank - 1), found.get(rank), found.get(rank + 1)
