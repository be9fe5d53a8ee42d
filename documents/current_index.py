"""The index that answers for the edition being served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

from documents.edition import current_edition
from documents.search import IndexMissing, OpenIndex, newest_index, open_index

_used: ContextVar[set[str] | None] = ContextVar("used", default=None)
_without: ContextVar[bool] = ContextVar("without", default=False)


def open_current() -> OpenIndex | None:
    """Open the index of the edition served, else the newest there is; None where none exists."""
    edition = current_edition()
    return index_of(edition.digest) if edition else None


def index_of(edition: str) -> OpenIndex | None:
    """The index of an edition, else the newest there is; None for pages made without."""
    index = None if _without.get() else _open(edition)
    used = _used.get()
    if used is not None:
        used.add(index.edition if index else "")
    return index


def _open(edition: str) -> OpenIndex | None:
    try:
        return open_index(settings.INDEX_ROOT, edition)
    except IndexMissing:
        newest = newest_index(settings.INDEX_ROOT)
    try:
        return open_index(settings.INDEX_ROOT, newest) if newest else None
    except IndexMissing:  # whose files are all there, and which cannot be opened
        return None


@contextmanager
def note_indexes() -> Iterator[set[str]]:
    """The editions whose indexes are asked meanwhile; "" among them where none could be."""
    used: set[str] = set()
    token = _used.set(used)
    try:
        yield used
    finally:
        _used.reset(token)


@contextmanager
def no_index() -> Iterator[None]:
    """Have a page made as if there were no index: one whose search has just failed."""
    token = _without.set(True)
    try:
        yield
    finally:
        _without.reset(token)
