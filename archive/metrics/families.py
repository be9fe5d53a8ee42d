"""The metrics of all workers, made of the numbers in the memory that they share.

What is counted is summed over the workers, those that have ended included. What is a state has the
label ``worker``: the number of its part, which a successor takes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from archive.metrics.counter_memory import CounterMemory
from archive.metrics.exposition import Family
from archive.metrics.number_layout import BUCKETS, GAUGES, NumberLayout

PageState = tuple[str, ...]

_HELP = {
    "process_resident_memory_bytes": "Memory of a worker, with the pages of files that it maps.",
    "process_anonymous_memory_bytes": "Memory of a worker that is no file's (RssAnon).",
    "process_cpu_seconds_total": "Processor time of a worker.",
    "process_start_time_seconds": "When a worker started, in seconds since 1970.",
    "process_open_fds": "Open files of a worker.",
    "archive_page_cache_bytes": "Size of the pages that a worker keeps.",
    "archive_page_cache_limit_bytes": "Size that these pages may have together.",
    "archive_page_cache_pages": "Pages that a worker keeps.",
    "archive_downloads_in_use": "Files of bulk data that are sent.",
    "archive_downloads_places": "Files of bulk data that may be sent at a time.",
    "archive_index_open": "Search indexes that a worker has open.",
    "archive_index_segments": "Segments of the index opened last.",
    "archive_index_built_timestamp_seconds": "When the index opened last was built.",
    "archive_index_checked_timestamp_seconds": "When its files were last found intact.",
    "archive_queue_waiting": "Requests that wait for a place.",
    "archive_queue_in_use": "Requests that are worked at.",
    "archive_queue_places": "Requests that may be worked at; searches share the places of pages.",
    "archive_queue_limit": "Requests that may wait; who comes then is refused.",
}


def collect_families(
    memory: CounterMemory, layout: NumberLayout, state: PageState | None
) -> Iterator[Family]:
    """Every family, for the edition that is served just now."""
    live = {str(number + 1): memory.part(number) for number in memory.live()}
    total = sum((np.array(memory.part(number)) for number in memory.parts()), np.zeros(1)).tolist()
    duration = Family(
        "archive_request_duration_seconds",
        "histogram",
        "Time from a request to its answer, the wait in the queue included.",
    )
    processor = Family(
        "archive_request_processor_seconds_total",
        "counter",
        "Processor time of the threads that made pages; nothing for pages from memory.",
    )
    for row in layout.rows.values():
        counts = total[row.first : row.seconds]
        if any(counts):
            labels = {"route": row.route, "status": row.status}
            duration.add_histogram(BUCKETS, counts, total[row.seconds], **labels)
            processor.add(total[row.processor], **labels)
    yield duration
    yield processor
    cache = Family(
        "archive_page_cache_requests_total",
        "counter",
        "Requests by what the page cache did: hit, revalidated (304), miss, bypass.",
    )
    for name, place in layout.cache.items():
        cache.add(total[place], result=name)
    yield cache
    refusals = Family(
        "archive_refusals_total",
        "counter",
        "Requests refused: no place in time (page, search, download), or a client's allowance.",
    )
    for name, place in layout.refusals.items():
        refusals.add(total[place], reason=name)
    yield refusals
    workers = Family("archive_workers", "gauge", "Workers that run.")
    workers.add(len(live))
    yield workers
    yield from _states(layout, live)
    if state:
        yield from _edition(state)


def _states(layout: NumberLayout, live: dict[str, memoryview[float]]) -> Iterator[Family]:
    families: dict[str, Family] = {}
    for gauge in GAUGES:
        name, _, queue = gauge.partition(":")
        kind = "counter" if name.endswith("_total") else "gauge"
        family = families.setdefault(name, Family(name, kind, _HELP[name]))
        for worker, numbers in live.items():
            labels = {"queue": queue} if queue else {}
            family.add(numbers[layout.gauges[gauge]], worker=worker, **labels)
    yield from families.values()


def _edition(state: PageState) -> Iterator[Family]:
    digest, index, *published = state[:3]
    info = Family("archive_edition_info", "gauge", "The edition shown, and that of its index.")
    info.add(1, edition=digest, index=index)
    yield info
    current = Family("archive_index_current", "gauge", "Whether the index is of that edition.")
    current.add(float(digest == index))
    yield current
    if published and published[0]:
        moment = Family(
            "archive_edition_published_timestamp_seconds",
            "gauge",
            "When the edition shown was published.",
        )
        moment.add(datetime.fromisoformat(published[0]).timestamp())
        yield moment
