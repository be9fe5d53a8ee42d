"""Damage of indexes: what is known of it in this process, and how a search that fails leads there.

A damaged index is set aside: it counts as missing until it is built anew. A process remembers what
it has found for a minute and then looks again, so that a file that was put back needs nobody. What
a checksum has shown stays known until the files are others.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import tantivy

from archive.spans import child_span
from documents.search.manifest import (
    DAMAGE_NOTE,
    ManifestError,
    find_altered_files,
    find_missing_files,
    read_manifest,
    read_states,
)

SET_ASIDE = 60.0  # seconds after which an index that was set aside is looked at again
WAY_OUT = "run `manage.py reindex`"
_log = logging.getLogger("django.archive.search")


class IndexMissing(LookupError):
    """The error for an edition without index of this schema (``manage.py reindex`` builds one)."""


class IndexDamaged(IndexMissing):
    """The error for an index that is there and cannot be used: what is wrong, and the way out."""


class SearchFailed(RuntimeError):
    """The error for a search that failed in the index; its files are then read and compared."""


@dataclass(frozen=True, slots=True)
class _Found:
    fault: str
    build: str
    at: float
    states: tuple[tuple[str, int, int], ...]  # of files that a checksum has shown to be altered


_set_aside: dict[Path, _Found] = {}
_read_at: dict[tuple[Path, str], float] = {}
_reading = threading.Lock()


def find_fault(folder: Path) -> str:
    """What is known to be wrong with an index, "" if nothing is. Reads no index file."""
    found = _set_aside.get(folder)
    if found is not None:
        is_new = time.monotonic() - found.at < SET_ASIDE
        is_same = is_new or (found.states and found.states == read_states(folder))
        if is_same and found.build == read_build_id(folder):
            return found.fault
        _set_aside.pop(folder, None)
    return next(find_missing_files(folder), "")


def read_build_id(folder: Path) -> str:
    """What tells a build of an index from another of the same edition; "" where there is none."""
    try:
        return read_manifest(folder).checksum
    except ManifestError:
        return ""


def mark_unusable(folder: Path, fault: str, *, is_altered: bool = False) -> None:
    """Remember that an index cannot be used, and say so in the log, once.

    ``is_altered`` where a checksum shows it: then no look at sizes says otherwise.
    """
    known = _set_aside.get(folder)
    states = read_states(folder) if is_altered else ()
    _set_aside[folder] = _Found(fault, read_build_id(folder), time.monotonic(), states)
    if known is None or known.fault != fault:
        _log.error("The index %s was set aside: %s. To build it anew, %s.", folder, fault, WAY_OUT)


class GuardedSearcher:
    """A Tantivy searcher whose failures are `SearchFailed`, and lead to its files being compared.

    What fails may be the fault of one query, so nothing is set aside before a checksum says that
    the index is not what was written.
    """

    __slots__ = ("_folder", "_searcher", "num_docs", "num_segments")

    def __init__(self, searcher: tantivy.Searcher, folder: Path) -> None:
        self._searcher = searcher
        self._folder = folder
        self.num_docs = searcher.num_docs
        self.num_segments = searcher.num_segments

    def search(self, *args: Any, **options: Any) -> Any:
        try:
            with child_span("index search"):
                return self._searcher.search(*args, **options)
        except BaseException as error:
            self._fail(error)

    def aggregate(self, *args: Any, **options: Any) -> Any:
        try:
            return self._searcher.aggregate(*args, **options)
        except BaseException as error:
            self._fail(error)

    def doc(self, *args: Any) -> Any:
        try:
            return self._searcher.doc(*args)
        except BaseException as error:
            self._fail(error)

    def doc_freq(self, *args: Any) -> Any:
        try:
            return self._searcher.doc_freq(*args)
        except BaseException as error:
            self._fail(error)

    def terms_with_prefix(self, *args: Any, **options: Any) -> Any:
        try:
            return self._searcher.terms_with_prefix(*args, **options)
        except BaseException as error:
            self._fail(error)

    def fast_field_values(self, *args: Any) -> Any:
        try:
            return self._searcher.fast_field_values(*args)
        except BaseException as error:
            self._fail(error)

    def _fail(self, error: BaseException) -> NoReturn:
        if not is_index_failure(error):
            raise error
        said = f"{type(error).__name__}: {error}"
        start_file_check(self._folder)
        raise SearchFailed(said) from error


def is_index_failure(error: BaseException) -> bool:
    """Whether Tantivy failed. A panic of its code is no `Exception` in Python."""
    return isinstance(error, ValueError | OSError | RuntimeError) or _is_panic(error)


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"


def start_file_check(folder: Path) -> threading.Thread | None:
    """Compare an index's files with its manifest in a thread, at most once a minute a build."""
    key = (folder, read_build_id(folder))
    with _reading:
        now = time.monotonic()
        if now - _read_at.get(key, float("-inf")) < SET_ASIDE:
            return None
        _read_at.clear()
        _read_at[key] = now
    thread = threading.Thread(target=_check, args=[folder], name="checking index", daemon=True)
    thread.start()
    return thread


def _check(folder: Path) -> None:
    if not os.path.exists(folder):  # of an edition that has been replaced meanwhile
        return
    fault = next(find_altered_files(folder), "")
    if not fault:
        _log.error("A search failed in %s, whose files are as they were written.", folder)
        return
    mark_altered(folder, fault)


def mark_altered(folder: Path, fault: str) -> None:
    """Set aside an index whose files are not as they were written, for all who read it."""
    mark_unusable(folder, fault, is_altered=True)
    with suppress(OSError):  # where serving may not write, each process finds it for itself
        (folder / DAMAGE_NOTE).write_text(f"{fault}\n", encoding="utf-8")
