"""What each number of a worker's part means: the same in every worker of one release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.admission.concurrency_limiter import Kind
from archive.metrics.counter_memory import PART

# Seconds. Pages from memory take a tenth of a millisecond, articles three, searches fifteen; 0.25
# and 0.5 are what is promised under load.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
STATUSES = (
    *("200", "204", "206", "301", "302", "303", "304", "307", "308", "400", "404", "405", "406"),
    *("410", "412", "413", "414", "416", "429", "500", "503", "other"),
)
FILES, DOWNLOADS, NO_ROUTE = "static", "data", "none"  # beside the names of routes
CACHE_RESULTS = ("hit", "revalidated", "miss", "bypass")
REFUSALS = ("page", "search", "download", "allowance")
GAUGES = (
    "process_resident_memory_bytes",
    "process_anonymous_memory_bytes",
    "process_cpu_seconds_total",
    "process_start_time_seconds",
    "process_open_fds",
    "archive_page_cache_bytes",
    "archive_page_cache_limit_bytes",
    "archive_page_cache_pages",
    "archive_downloads_in_use",
    "archive_downloads_places",
    "archive_index_open",
    "archive_index_segments",
    "archive_index_built_timestamp_seconds",
    "archive_index_checked_timestamp_seconds",
    *(f"archive_queue_{what}:{kind.value}" for kind in Kind for what in ("waiting", "in_use")),
    *(f"archive_queue_{what}:{kind.value}" for kind in Kind for what in ("places", "limit")),
)
_WIDTH = len(BUCKETS) + 3  # the last bucket is without end; then seconds in all, and of processor


@dataclass(frozen=True, slots=True)
class Row:
    """Where the numbers of one route and status lie: buckets, seconds, processor seconds."""

    route: str
    status: str
    first: int

    @property
    def seconds(self) -> int:
        return self.first + len(BUCKETS) + 1

    @property
    def processor(self) -> int:
        return self.first + len(BUCKETS) + 2


class NumberLayout:
    """The places of all numbers, for the routes that there are."""

    def __init__(self, routes: Iterable[str]) -> None:
        names = sorted({*routes, FILES, DOWNLOADS, NO_ROUTE})
        self.cache = {name: place for place, name in enumerate(CACHE_RESULTS)}
        first = len(CACHE_RESULTS)
        self.refusals = {name: first + place for place, name in enumerate(REFUSALS)}
        first += len(REFUSALS)
        self.gauges = {name: first + place for place, name in enumerate(GAUGES)}
        first += len(GAUGES)
        self.rows: dict[tuple[str, str], Row] = {}
        for route in names:
            for status in STATUSES:
                self.rows[route, status] = Row(route, status, first)
                first += _WIDTH
        if first > PART:
            raise ValueError(f"{first} numbers do not fit into a part of {PART}")

    def row(self, route: str, status: str) -> Row:
        """The row of a route and a status; unknown ones are counted together."""
        found = self.rows.get((route, status))
        if found is None:
            known = route if (route, "other") in self.rows else NO_ROUTE
            found = self.rows[known, status if status in STATUSES else "other"]
        return found
