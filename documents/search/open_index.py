"""Opens an edition's index, once a process, with what is cached beside it."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import tantivy

from archive.temporary_folder import list_temporary_folders
from documents.search.analysis import register_analysers
from documents.search.clauses import Query, search_languages
from documents.search.compile import compile_query
from documents.search.cost import AffordableQuery, limit_cost
from documents.search.damage import (
    GuardedSearcher,
    IndexDamaged,
    IndexMissing,
    SearchFailed,
    find_fault,
    is_index_failure,
    mark_unusable,
    read_build_id,
)
from documents.search.facets import ResponseCounts, count_index
from documents.search.filter_clauses import IndexTotals
from documents.search.index import index_path
from documents.search.language_stems import stemmed_languages
from documents.search.manifest import NAME as MANIFEST
from documents.search.query import parse
from documents.search.read_ahead import read_ahead
from documents.search.request import FACETS, SearchRequest
from documents.search.schema import LANGUAGES, build_schema

_OPEN_AT_ONCE = 2
_LOOKED_AT = 1.0  # seconds after which an open index's folder is looked at again
_LIMITED = 256  # queries that are remembered as they are searched, of a kilobyte each
_WORDED = 96  # requests with words whose counts are remembered, of some 17 kilobytes each
_BROWSED = 256  # and without words: the costliest to count, and those that every reader meets


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
    count: Callable[[SearchRequest], ResponseCounts]
    limit_cost: Callable[[str | Query, int], AffordableQuery]
    whole: IndexTotals


@dataclass(slots=True)
class _Opened:
    index: OpenIndex
    build: str
    looked: float  # when its folder was last looked at
    built: float  # when it was built, in seconds since 1970
    checked: float = 0.0  # when this process last found its files as they were written


_opened: dict[tuple[Path, str], _Opened] = {}
_opening = threading.Lock()


def open_index(root: Path, edition: str, *, anew: bool = False) -> OpenIndex:
    """Open the index of an edition, once a process. Raises `IndexMissing` or `IndexDamaged`.

    An index stays readable after its folder is removed. Once a second its files are looked at, not
    read: one that was damaged meanwhile is let go, one that was built anew is opened. ``anew``
    opens it again in any case.
    """
    key = (root, edition)
    if anew:
        _opened.pop(key, None)
    opened = _opened.get(key)
    if opened is None or time.monotonic() - opened.looked > _LOOKED_AT:
        with _opening:
            opened = _look(key)
    return opened.index


def _built(folder: Path) -> float:
    with suppress(OSError):
        return os.path.getmtime(folder / MANIFEST)
    return 0.0


@dataclass(frozen=True, slots=True)
class OpenState:
    """How many indexes this process has open; the newest one's segments, when built and checked."""

    open: int = 0
    segments: int = 0
    built: float = 0.0
    checked: float = 0.0


def describe_open() -> OpenState:
    """What is open just now. Opens nothing."""
    every = list(_opened.values())
    if not every:
        return OpenState()
    newest = every[-1]
    segments = newest.index.searcher.num_segments
    return OpenState(len(every), segments, newest.built, newest.checked)


def list_open() -> list[Path]:
    """The folders of the indexes that this process has open."""
    return [index_path(*key) for key in list(_opened)]


def record_file_check(folder: Path) -> None:
    """Note that an open index's files have just been found as they were written."""
    for key, opened in list(_opened.items()):
        if index_path(*key) == folder:
            opened.checked = time.time()


def _look(key: tuple[Path, str]) -> _Opened:
    """What of an index stands open, once its folder has been looked at again."""
    opened, folder = _opened.get(key), index_path(*key)
    now = time.monotonic()
    if opened is not None and now - opened.looked <= _LOOKED_AT:
        return opened
    if not os.path.exists(folder):
        if opened is None:
            raise IndexMissing(f"no index of edition {key[1]} under {key[0]}")
        opened.looked = now
        return opened
    if fault := find_fault(folder):
        _opened.pop(key, None)
        raise IndexDamaged(f"the index {folder} cannot be used: {fault}")
    build = read_build_id(folder)
    if opened is None or opened.build != build:
        opened = _Opened(_open(folder, key[1]), build, now, _built(folder))
        _opened.pop(key, None)
        _opened[key] = opened
        while len(_opened) > _OPEN_AT_ONCE:
            del _opened[next(iter(_opened))]
    opened.looked = now
    return opened


def _open(path: Path, edition: str) -> OpenIndex:
    read_ahead(path)
    # Tantivy takes a lock file when it opens an index: it gets one beside links to the files, so
    # that reading never writes to the archive. Everything is open when the links go.
    with _link_files(path) as scratch:
        try:
            return _read(Path(scratch), edition, path)
        except BaseException as error:
            if not (is_index_failure(error) or isinstance(error, SearchFailed)):
                raise
            fault = f"it cannot be opened ({type(error).__name__}: {error})"
            mark_unusable(path, fault)
            raise IndexDamaged(f"the index {path} cannot be used: {fault}") from error


def _link_files(path: Path) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder of links to an index's files.

    Raises `IndexMissing` where none can be made: pages that need no search then go on.
    """
    try:
        files = [file.resolve() for file in path.iterdir() if file.suffix != ".lock"]
    except OSError as error:
        raise IndexMissing(f"the index {path} cannot be read: {error}") from error
    faults: list[str] = []
    for folder in list_temporary_folders(path.parent):
        try:
            scratch = tempfile.TemporaryDirectory(
                prefix="archive-index-",
                dir=folder,
                ignore_cleanup_errors=True,  # Tantivy may be writing a lock that very moment
            )
        except OSError as error:
            faults.append(f"{folder}: {error.strerror}")
            continue
        try:
            for file in files:
                (Path(scratch.name) / file.name).symlink_to(file)
        except OSError as error:
            faults.append(f"{folder}: {error.strerror}")
            scratch.cleanup()
        else:
            return scratch
    raise IndexMissing(
        f"the index {path} cannot be opened: no temporary file can be written "
        f"({'; '.join(faults)}). Make room there, or set TMPDIR"
    )


def _read(path: Path, edition: str, folder: Path) -> OpenIndex:
    """Read an index at ``path``, where links to the files of ``folder`` lie."""
    index = tantivy.Index.open(str(path))
    register_analysers(index)
    index.config_reader("manual", 0)
    index.reload()
    schema = build_schema()
    searcher = cast(tantivy.Searcher, GuardedSearcher(index.searcher(), folder))

    whole = count_index(searcher)
    held = whole.values.get(LANGUAGES, ())
    languages = stemmed_languages(tag for value in held for tag in value.split())
    affordable = lru_cache(_LIMITED)(
        lambda asked, passes: limit_cost(
            search_languages(parse(asked) if isinstance(asked, str) else asked, languages),
            searcher,
            schema,
            passes,
        )
    )

    def count(request: SearchRequest) -> ResponseCounts:
        affordable_query = affordable(request.searched, count_passes(request)).query
        words = compile_query(affordable_query, schema, scored=False)
        return ResponseCounts(searcher, schema, whole, words, request)

    worded, browsed = lru_cache(_WORDED)(count), lru_cache(_BROWSED)(count)
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
