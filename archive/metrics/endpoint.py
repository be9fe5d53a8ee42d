"""``/metrics`` on an address of its own (``ARCHIVE_METRICS``), never among the site's pages.

Each worker listens there, and the system hands a question to any of them: all tell the same, since
what is counted lies in memory that they share. One that ends leaves the others answering.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6
from threading import Thread
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.utils.module_loading import import_string

from archive.admission.admission import Admission
from archive.metrics.counter_memory import open_memory
from archive.metrics.exposition import CONTENT_TYPE, write_exposition
from archive.metrics.families import collect_families
from archive.metrics.worker_metrics import IndexState, WorkerMetrics, count_requests
from archive.middleware import SECURITY_HEADERS
from archive.page_cache.cache import PageCache

PATH = "/metrics"
_EVERY = 1.0  # seconds after which a worker writes its state down again
_PATIENCE = 10  # seconds for a question to be written
_log = logging.getLogger("django.archive.metrics")


class MetricsServer(ThreadingHTTPServer):
    """Answers the metrics that ``tell`` gives, and nothing else."""

    daemon_threads = True
    allow_reuse_port = True  # all workers listen at one address

    def __init__(self, address: tuple[str, int], tell: Callable[[], str]) -> None:
        self.address_family = AF_INET6 if ":" in address[0] else AF_INET
        self.tell = tell
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: MetricsServer

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != PATH:
            self.send_error(404)
            return
        body = self.server.tell().encode()
        self.send_response(200)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def end_headers(self) -> None:
        """End the headers, of errors too, with those that all of the site's answers have."""
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "archive"

    def log_message(self, *arguments: object) -> None:
        """Nothing: Prometheus asks four times a minute."""


def serve_metrics(
    application: WSGIApplication,
    address: tuple[str, int],
    cache: PageCache,
    admission: Admission,
) -> WSGIApplication:
    """Count the requests of an application, and tell the figures at an address."""
    metrics = WorkerMetrics(open_memory())
    describe_index: Callable[[], IndexState] = import_string(settings.ARCHIVE_INDEX_STATE)

    def note_state() -> None:
        metrics.note_state(cache.pages, admission, describe_index())

    def tell() -> str:
        note_state()
        state = cache.find_page_state()
        return write_exposition(collect_families(metrics.memory, metrics.layout, state))

    def note_again_and_again() -> None:
        while True:
            note_state()
            time.sleep(_EVERY)

    try:
        server = MetricsServer(address, tell)
    except OSError as error:
        _log.error("No metrics on %s:%s: %s", *address, error.strerror)
        return application
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    Thread(target=note_again_and_again, name="state of the worker", daemon=True).start()
    return count_requests(application, metrics)
