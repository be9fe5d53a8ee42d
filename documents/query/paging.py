"""Page length, the furthest page, and the default order of a result list."""

from __future__ import annotations

from documents.query.exclusions import remove_exclusions
from documents.search.request import Sort

PAGE_SIZE = 20
DEEPEST_HIT = 10_000  # past it a reader narrows: an index pages deep results ever more slowly
LAST_PAGE = DEEPEST_HIT // PAGE_SIZE
SORTS: tuple[Sort, ...] = ("relevance", "oldest", "newest", "title", "recorded")


def default_sort(q: str) -> Sort:
    """The default order: best match where there are words, else by date."""
    return "relevance" if remove_exclusions(q) else "oldest"
