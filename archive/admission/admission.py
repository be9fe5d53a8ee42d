"""WSGI middleware between page cache and Django: a place for each request, or a refusal.

What needs no place is passed on: files, and the questions of whoever watches the site.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from io import BytesIO
from threading import BoundedSemaphore, Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from archive.admission.client_allowance import ClientAllowance
from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.connection_set import ConnectionSet
from archive.admission.downloads import DownloadPlaces, HeldAnswer
from archive.admission.flood_detector import QueueLimits
from archive.admission.refusal_pages import Refusal, RefusalPages
from archive.admission.request_queue import RequestQueue
from archive.admission.shared_queue import SharedQueue, open_queues
from archive.query_parameters import find_inputs
from archive.request_record import read_record

PLACES = 4  # pages made at a time: Python runs one, the others wait for index and database
SEARCHES = 1  # of them: two would take twice as long, while the next worker may be at none
DOWNLOADS = 8  # files of bulk data sent at a time: each holds a thread while it is read
SPARE_THREADS = 8  # for what needs no place
BODIES = 4  # of protocols that take a form; each keeps a thread until it is sent
_READINESS = "/readyz"  # needs no place, but the database
_FREE = ("/healthz", "/robots.txt", "/favicon.ico")
_PROBE_WAIT = 5.0  # seconds that a check waits for another, which waits for the database
_RETRY_AFTER = 2  # seconds: a queue is worked off in less
_RETRY_DOWNLOAD = 60


def count_threads(queue: int) -> int:
    """How many threads a worker needs so that whoever is refused is refused at once."""
    return PLACES + len(Kind) * queue + DOWNLOADS + SPARE_THREADS


class Admission:
    """The WSGI application that lets requests in to the one it is given."""

    def __init__(
        self,
        application: WSGIApplication,
        limiter: ConcurrencyLimiter,
        queue_limits: QueueLimits,
        allowance: ClientAllowance,
        shared: Iterable[SharedQueue] | None = None,
    ) -> None:
        self._application = application
        self._allowance = allowance
        self._refusals = RefusalPages(application)
        self._probes = ConnectionSet()
        self._probing = Lock()
        self._bodies = BoundedSemaphore(BODIES)
        self.limiter = limiter
        self.queues = {
            kind: RequestQueue(application, limiter, kind, queue_limits, queue)
            for kind, queue in zip(Kind, shared or (None,) * len(Kind), strict=True)
        }
        self.downloads = DownloadPlaces(DOWNLOADS)

    def start(self) -> None:
        """Start the threads that answer those who wait, of this worker and the others."""
        for queue in self.queues.values():
            queue.start()

    def stop(self) -> None:
        """Have these threads end."""
        for queue in self.queues.values():
            queue.stop()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == _READINESS:
            if not self._probing.acquire(timeout=_PROBE_WAIT):
                return self._refusals.answer(environ, start, Refusal.BUSY, _RETRY_AFTER)
            try:
                with self._probes.lent():
                    return _read_whole(self._application(environ, start))
            finally:
                self._probing.release()
        if _is_free(path):
            return self._application(environ, start)
        if path.startswith(settings.DATA_URL) and path != settings.DATA_URL:
            return self._download(environ, start)
        record = read_record(environ)
        client = self._allowance.find_client(environ)
        if wait := self._allowance.wait(client):
            record.refused = "allowance"
            return self._refusals.answer(environ, start, Refusal.TOO_MUCH, wait)
        if environ["REQUEST_METHOD"] == "POST" and not self._read_body(environ):
            record.refused = "body"
            return self._refusals.answer(environ, start, Refusal.BUSY, _RETRY_AFTER)
        kind = find_kind(path)
        queue = self.queues[kind]
        place = None
        if not queue.detector.count_waiting():  # else those who came before would be passed by
            place = self.limiter.acquire(kind)
        if place is None:
            answer = queue.ask(environ)
            if answer is None:
                record.refused = kind.value
                return self._refusals.answer(environ, start, Refusal.BUSY, _RETRY_AFTER)
            record.cost = answer.cost
            self._allowance.charge(client, record.cost)
            start(answer.status, answer.headers)
            return [answer.body]
        queue.detector.pass_by()
        used = time.thread_time()
        try:
            with place.lent():
                return _read_whole(self._application(environ, start))
        finally:
            self.limiter.release(kind, place)
            record.cost = time.thread_time() - used
            self._allowance.charge(client, record.cost)

    def _read_body(self, environ: WSGIEnvironment) -> bool:
        """Read a request's body before it takes a place; False where too many are being read.

        A client may send it as slowly as it likes: those who do wait for each other only.
        """
        inputs = find_inputs(environ.get("PATH_INFO", ""))
        if inputs is None or not inputs.is_protocol:
            return True  # refused without a look at it
        if not self._bodies.acquire(blocking=False):
            return False
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            # Django refuses by the length alone what is longer than it takes.
            read = 0 < length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length) if read else b"")
        finally:
            self._bodies.release()
        return True

    def _download(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not self.downloads.take():
            read_record(environ).refused = "download"
            return self._refusals.answer(environ, start, Refusal.BUSY, _RETRY_DOWNLOAD)
        try:
            return HeldAnswer(self._application(environ, start), self.downloads)
        except BaseException:
            self.downloads.give_back()
            raise


def find_kind(path: str) -> Kind:
    """Which queue an address belongs to: what its view declares."""
    inputs = find_inputs(path)
    return Kind.SEARCH if inputs is not None and inputs.is_costly else Kind.PAGE


def admit(application: WSGIApplication) -> Admission:
    """Wrap a WSGI application in admission control, as the settings have it."""
    limiter = ConcurrencyLimiter(ConcurrencyLimits(PLACES, SEARCHES))
    limits = QueueLimits(settings.ARCHIVE_QUEUE, settings.ARCHIVE_QUEUE_MS / 1000)
    share = settings.ARCHIVE_CLIENT_SHARE / 100
    allowance = ClientAllowance(share, settings.ARCHIVE_CLIENT_HEADER)
    return Admission(application, limiter, limits, allowance, open_queues(len(Kind)))


def _is_free(path: str) -> bool:
    """Whether an address needs no place: a file, or a probe's question."""
    return path.startswith(settings.STATIC_URL) or path in _FREE


def _read_whole(pieces: Iterable[bytes]) -> list[bytes]:
    """The whole answer: pages are made at once, and none is sent while a place is held."""
    try:
        return list(pieces)
    finally:
        getattr(pieces, "close", lambda: None)()
