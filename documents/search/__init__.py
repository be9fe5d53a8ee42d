"""Search: the index, the search language and the facets. The only room that knows Tantivy."""

from __future__ import annotations

from documents.search.damage import (
    WAY_OUT,
    IndexMissing,
    SearchFailed,
    find_fault,
)
from documents.search.etag_salt import read_etag_salt, renew_etag_salt
from documents.search.index import (
    IndexBuilder,
    has_index,
    index_path,
    is_intact,
    newest_index,
    read_history,
    remove_stale,
)
from documents.search.manifest import find_altered_files
from documents.search.open_index import OpenIndex, open_index
from documents.search.recorded_order import find_recorded
from documents.search.request import (
    Hit,
    IndexDocument,
    RecordedPlace,
    SearchRequest,
    SearchResponse,
)
from documents.search.schema import Prepared, prepare, set_recorded
from documents.search.searcher import (
    CountBudget,
    PendingSearch,
    adjacent_hits,
    count_articles,
    find_best,
    search,
    start_search,
)

__all__ = [
    "WAY_OUT",
    "CountBudget",
    "Hit",
    "IndexBuilder",
    "IndexDocument",
    "IndexMissing",
    "OpenIndex",
    "PendingSearch",
    "Prepared",
    "RecordedPlace",
    "SearchFailed",
    "SearchRequest",
    "SearchResponse",
    "adjacent_hits",
    "count_articles",
    "find_altered_files",
    "find_best",
    "find_fault",
    "find_recorded",
    "has_index",
    "index_path",
    "is_intact",
    "newest_index",
    "open_index",
    "prepare",
    "read_etag_salt",
    "read_history",
    "remove_stale",
    "renew_etag_salt",
    "search",
    "set_recorded",
    "start_search",
]
