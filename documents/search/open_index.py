"""Opens an edition's index, once a process, with what is cached beside it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from documents.search.analysis import register
from documents.search.compile import compile_query
from documents.search.cost import AffordableQuery, limit_cost
from documents.search.facets import Counts, count_whole
from documents.search.filter_clauses import Whole
from documents.search.index import has_index, index_path
from documents.search.query import parse
from documents.search.read_ahead import read_ahead
from documents.search.request import FACETS, SearchRequest
from documents.search.schema import build_schema

_OPEN_AT_ONCE = 2
_COUNTED = 256  # requests whose counts are remembered, of a few kilobytes each
_BROWSED = (
    256  # and so many without words: the costliest to count, and those that every reader meets
)


class IndexMissing(LookupError):
    """The error for an edition without index of this schema (``manage.py reindex`` builds one)."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenIndex:
    """An edition's index, open for reading; safe to share between threads.

    ``count`` remembers the counts of the last requests: an index never changes, and the pages and
    orders of one result list share them. ``limit_cost`` says what of some words is searched in so
    many passes, and ``whole`` which values the facets have.
    """

    edition: str
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    count: Callable[[SearchRequest], Counts]
    limit_cost: Callable[[str, int], AffordableQuery]
    whole: Whole


_opened: dict[tuple[Path, str], OpenIndex] = {}
_opening = threading.Lock()


def open_index(root: Path, edition: str) -> OpenIndex:
    """Open the index of an edition, once a process. Raises `IndexMissing`.

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
    affordable = lru_cache(_COUNTED)(
        lambda q, passes: limit_cost(parse(q), searcher, schema, passes)
    )

    def count(request: SearchRequest) -> Counts:
        affordable_query = affordable(request.q, count_passes(request)).query
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


def count_passes(request: SearchRequest) -> int:
    """The number of searches that a page makes for its words.

    Once for the hits, once for counting them, and again for each facet that is counted without its
    own filter; as often for each other search of the page.
    """
    return request.searches_on_page * (2 + sum(bool(getattr(request, name)) for name in FACETS))
