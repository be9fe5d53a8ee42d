"""What is counted of requests, and what is told of it."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from archive.admission.admission import Admission
from archive.admission.client_allowance import ClientAllowance
from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.flood_detector import QueueLimits
from archive.metrics.counter_memory import CounterMemory
from archive.metrics.endpoint import MetricsServer
from archive.metrics.exposition import CONTENT_TYPE, write_exposition
from archive.metrics.families import collect_families
from archive.metrics.number_layout import STATUSES, NumberLayout
from archive.metrics.worker_metrics import WorkerMetrics, count_requests, name_route, read_routes
from archive.middleware import SECURITY_HEADERS
from archive.page_cache.memory_store import CachedResponse, MemoryStore
from archive.request_record import RequestRecord, read_record
from documents.search.open_index import OpenState
from tests.helpers.metrics_text import Samples, read_samples, total

DURATION = "archive_request_duration_seconds"


@pytest.fixture
def metrics() -> WorkerMetrics:
    return WorkerMetrics(CounterMemory(None))


def told(metrics: WorkerMetrics, *shown: str) -> Samples:
    return read_samples(
        write_exposition(collect_families(metrics.memory, metrics.layout, shown or None))
    )


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/zh-hans/articles/R27H22JB0F/", "documents:article"),
        ("/static/archive.css", "static"),
        ("/data/articles.csv", "data"),
        ("/nothing", "none"),
        ("/healthz", "healthz"),
    ],
)
def test_an_address_counts_under_its_route(path: str, route: str) -> None:
    assert name_route(path) == route
    assert NumberLayout(read_routes()).row(route, "200").route == route


def test_every_route_has_its_own_numbers() -> None:
    layout = NumberLayout(read_routes())
    firsts = [row.first for row in layout.rows.values()]
    assert len(set(firsts)) == len(firsts) == len({key[0] for key in layout.rows}) * len(STATUSES)
    assert layout.row("no such view", "299").status == "other"


def test_a_request_is_counted_with_time_cost_and_what_the_cache_did(metrics: WorkerMetrics) -> None:
    record = RequestRecord(cost=0.25, cached="miss")
    metrics.count("/articles/", "200", 0.3, record)
    metrics.count("/articles/", "200", 0.5, record)  # a bound belongs to its bucket
    metrics.count("/articles/", "503", 0.001, RequestRecord(refused="search", cached="miss"))
    samples = told(metrics)
    labels = {"route": "documents:articles", "status": "200"}
    assert total(samples, f"{DURATION}_count", **labels) == 2
    assert total(samples, f"{DURATION}_sum", **labels) == pytest.approx(0.8)
    assert total(samples, f"{DURATION}_bucket", **labels, le="0.25") == 0
    assert total(samples, f"{DURATION}_bucket", **labels, le="0.5") == 2
    assert total(samples, "archive_request_processor_seconds_total", **labels) == 0.5
    assert total(samples, "archive_page_cache_requests_total", result="miss") == 3
    assert total(samples, "archive_refusals_total", reason="search") == 1
    assert total(samples, f"{DURATION}_count", status="503") == 1


def test_nothing_is_lost_where_threads_count_at_once(metrics: WorkerMetrics) -> None:
    def count_many() -> None:
        for _ in range(500):
            metrics.count("/", "200", 0.01, RequestRecord())

    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(count_many)
    assert total(told(metrics), f"{DURATION}_count", route="documents:home") == 4000


def make_admission() -> Admission:
    """Admission to nothing: four places, of which two are for searches."""

    def nothing(environ: object, start: object) -> list[bytes]:
        return []

    limiter = ConcurrencyLimiter(ConcurrencyLimits(places=4, searches=2))
    return Admission(nothing, limiter, QueueLimits(length=16, wait=0.1), ClientAllowance(0))


def test_the_state_of_cache_queue_index_and_process_is_told(metrics: WorkerMetrics) -> None:
    store = MemoryStore(1 << 20)
    store.put("page", CachedResponse.build("200 OK", [], b"x" * 1000))
    admission = make_admission()
    assert admission.limiter.acquire(Kind.SEARCH)
    metrics.note_state(store, admission, OpenState(1, 5, 1_700_000_000.0))
    samples = told(metrics, "abc", "def", "2026-11-28T12:00:00+00:00", "history")
    assert total(samples, "archive_page_cache_bytes", worker="1") == store.size > 1000
    assert total(samples, "archive_page_cache_limit_bytes") == 1 << 20
    assert total(samples, "archive_queue_in_use", queue="search") == 1
    assert total(samples, "archive_queue_places", queue="page") == 4
    assert total(samples, "archive_queue_places", queue="search") == 2
    assert total(samples, "archive_queue_limit", queue="search") == 16
    assert total(samples, "archive_queue_waiting", queue="page") == 0
    assert total(samples, "archive_downloads_places") == 8
    assert total(samples, "archive_index_segments") == 5
    assert total(samples, "archive_index_built_timestamp_seconds") == 1_700_000_000
    assert total(samples, "archive_edition_info", edition="abc", index="def") == 1
    assert total(samples, "archive_index_current") == 0
    assert total(told(metrics, "abc", "abc"), "archive_index_current") == 1
    assert total(samples, "archive_edition_published_timestamp_seconds") == 1_795_867_200
    assert total(samples, "process_resident_memory_bytes") > 10e6
    assert total(samples, "archive_workers") == 1


def test_a_part_taken_over_keeps_counts_and_loses_the_state(metrics: WorkerMetrics) -> None:
    metrics.count("/", "200", 0.01, RequestRecord())
    metrics.note_state(MemoryStore(1), make_admission(), OpenState(open=1, segments=3, built=1.0))
    samples = told(WorkerMetrics(metrics.memory))
    assert total(samples, f"{DURATION}_count") == 1
    assert total(samples, "archive_index_segments") == 0


def test_a_fault_counts_as_500_and_is_raised(metrics: WorkerMetrics) -> None:
    def site(environ: dict[str, Any], start: object) -> list[bytes]:
        read_record(environ).cached = "bypass"
        raise KeyError("broken")

    environ: dict[str, Any] = {"PATH_INFO": "/about/"}
    setup_testing_defaults(environ)
    with pytest.raises(KeyError):
        count_requests(site, metrics)(environ, lambda *_: lambda _: None)
    assert total(told(metrics), f"{DURATION}_count", route="documents:about", status="500") == 1


@pytest.fixture
def port(metrics: WorkerMetrics) -> Iterator[int]:
    server = MetricsServer(("127.0.0.1", 0), lambda: "up 1\n")
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", "/metrics", 200, b"up 1\n"),
        ("GET", "/metrics?name=x", 200, b"up 1\n"),
        ("HEAD", "/metrics", 200, b""),
        ("GET", "/", 404, None),
        ("POST", "/metrics", 501, None),
    ],
)
def test_the_address_answers_metrics_and_nothing_else(
    port: int, method: str, path: str, status: int, body: bytes | None
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    assert answer.status == status
    assert dict(answer.headers).items() >= SECURITY_HEADERS.items()
    if body is not None:
        assert said == body
        assert answer.headers["Content-Type"] == CONTENT_TYPE
