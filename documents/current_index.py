"""The index that answers for the edition being served."""

from __future__ import annotations

from django.conf import settings

from documents.edition import current_edition
from documents.search import IndexMissing, OpenIndex, newest_index, open_index


def open_current() -> OpenIndex | None:
    """Open the index of the edition served, else the newest there is; None where none exists."""
    edition = current_edition()
    return index_of(edition.digest) if edition else None


def index_of(edition: str) -> OpenIndex | None:
    """The index of an edition, else the newest there is."""
    try:
        return open_index(settings.INDEX_ROOT, edition)
    except IndexMissing:
        newest = newest_index(settings.INDEX_ROOT)
    return open_index(settings.INDEX_ROOT, newest) if newest else None
