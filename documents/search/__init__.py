"""Search: the index, the search language and the facets. The only room that knows Tantivy."""

from __future__ import annotations

from documents.search.index import IndexBuilder, has_index, index_path, newest_index, remove_stale
from documents.search.open_index import IndexMissing, OpenIndex, open_index
from documents.search.request import (
    FACETS,
    FacetCount,
    Hit,
    IndexDocument,
    SearchRequest,
    SearchResponse,
)
from documents.search.schema import SCHEMA_VERSION, Prepared, prepare
from documents.search.searcher import (
    Allowance,
    PendingSearch,
    adjacent_hits,
    count_articles,
    search,
    start_search,
)
from documents.search.snippets import Snippet, clip, hit_passages
from documents.search.text_matches import Matcher

__all__ = [
    "FACETS",
    "SCHEMA_VERSION",
    "Allowance",
    "FacetCount",
    "Hit",
    "IndexBuilder",
    "IndexDocument",
    "IndexMissing",
    "Matcher",
    "OpenIndex",
    "PendingSearch",
    "Prepared",
    "SearchRequest",
    "SearchResponse",
    "Snippet",
    "adjacent_hits",
    "clip",
    "count_articles",
    "has_index",
    "hit_passages",
    "index_path",
    "newest_index",
    "open_index",
    "prepare",
    "remove_stale",
    "search",
    "start_search",
]
