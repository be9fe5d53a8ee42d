"""Pages and orders of a result list: how long a page is, how far lists go, the usual order."""

from __future__ import annotations

from documents.search.request import Sort

PAGE_SIZE = 20
DEEPEST_HIT = 10_000  # past it a reader narrows: an index pages deep results ever more slowly
LAST_PAGE = DEEPEST_HIT // PAGE_SIZE
SORTS: tuple[Sort, ...] = ("relevance", "oldest", "newest", "title")


def default_sort(q: str) -> Sort:
    """Best match first where there are words to match, else in order of date."""
    return "relevance" if q else "oldest"
