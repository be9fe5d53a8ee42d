"""What one worker counts: each request when its answer stands, and its own state now and then."""

from __future__ import annotations

import os
import resource
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from archive.admission.admission import Admission
from archive.metrics.counter_memory import CounterMemory
from archive.metrics.number_layout import BUCKETS, DOWNLOADS, FILES, NO_ROUTE, NumberLayout
from archive.page_cache.memory_store import MemoryStore
from archive.request_log import find_route
from archive.request_record import RequestRecord, read_record

_PROCESS = Path("/proc/self")
_KILOBYTES = {
    b"VmRSS": "process_resident_memory_bytes",
    b"RssAnon": "process_anonymous_memory_bytes",
}


class IndexState(Protocol):
    """What is told of the indexes that a worker has open."""

    @property
    def open(self) -> int: ...
    @property
    def segments(self) -> int: ...
    @property
    def built(self) -> float: ...
    @property
    def checked(self) -> float: ...


class WorkerMetrics:
    """The numbers of this worker, in the part of the shared memory that is its own."""

    def __init__(self, memory: CounterMemory) -> None:
        self.layout = NumberLayout(read_routes())
        self.memory = memory
        self._numbers = memory.part(memory.own)
        self._lock = Lock()
        self._started = time.time()
        for place in self.layout.gauges.values():  # of whoever had the part before
            self._numbers[place] = 0.0

    def count(self, path: str, status: str, seconds: float, record: RequestRecord) -> None:
        """Count a request that has been answered."""
        row = self.layout.row(name_route(path), status)
        bucket = row.first + bisect_left(BUCKETS, seconds)
        numbers, layout = self._numbers, self.layout
        with self._lock:
            numbers[bucket] += 1
            numbers[row.seconds] += seconds
            numbers[row.processor] += record.cost
            if record.cached:
                numbers[layout.cache[record.cached]] += 1
            if record.refused:
                numbers[layout.refusals[record.refused]] += 1

    def note_state(
        self,
        store: MemoryStore,
        admission: Admission,
        index: IndexState,
    ) -> None:
        """Write down the worker's state as it is now."""
        said = {
            "process_cpu_seconds_total": time.process_time(),
            "process_start_time_seconds": self._started,
            "archive_page_cache_bytes": store.size,
            "archive_page_cache_limit_bytes": store.limit,
            "archive_page_cache_pages": len(store),
            "archive_downloads_in_use": admission.downloads.in_use,
            "archive_downloads_places": admission.downloads.places,
            "archive_index_open": index.open,
            "archive_index_segments": index.segments,
            "archive_index_built_timestamp_seconds": index.built,
            "archive_index_checked_timestamp_seconds": index.checked,
            **dict(_queue_state(admission)),
            **dict(_process_state()),
        }
        for name, value in said.items():
            self._numbers[self.layout.gauges[name]] = float(value)


def count_requests(application: WSGIApplication, metrics: WorkerMetrics) -> WSGIApplication:
    """Wrap a WSGI application so that each request is counted when its answer stands."""

    def counted(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        record = read_record(environ)
        path = environ.get("PATH_INFO", "")
        status = "500"

        def note(
            line: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            nonlocal status
            status = line[:3]
            return start(line, headers)

        began = time.perf_counter()
        try:
            return application(environ, note)
        finally:
            metrics.count(path, status, time.perf_counter() - began, record)

    return counted


def name_route(path: str) -> str:
    """The route of an address: its view's name, or what kind of file it is."""
    if path.startswith(settings.STATIC_URL):
        return FILES
    if path.startswith(settings.DATA_URL) and path != settings.DATA_URL:
        return DOWNLOADS
    return find_route(path) or NO_ROUTE


def read_routes() -> list[str]:
    """The names of all views, as `find_route` gives them."""
    return [*_names(get_resolver(), "")]


def _names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern, inner)


def _queue_state(admission: Admission) -> Iterator[tuple[str, float]]:
    limits = admission.limiter.limits
    for kind, queue in admission.queues.items():
        yield f"archive_queue_waiting:{kind.value}", queue.detector.count_waiting()
        yield f"archive_queue_in_use:{kind.value}", admission.limiter.count_busy(kind)
        yield f"archive_queue_places:{kind.value}", limits.of(kind)
        yield f"archive_queue_limit:{kind.value}", queue.detector.limits.length


def _process_state() -> Iterator[tuple[str, float]]:
    """Memory and open files, as Linux tells them; elsewhere the largest memory there ever was."""
    try:
        status = (_PROCESS / "status").read_bytes()
    except OSError:
        yield "process_resident_memory_bytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return
    for line in status.splitlines():
        name, _, said = line.partition(b":")
        if name in _KILOBYTES:
            yield _KILOBYTES[name], int(said.split()[0]) * 1024
    with suppress(OSError):
        yield "process_open_fds", len(os.listdir(_PROCESS / "fd"))
