"""Requests that wait for a place, and the threads that answer those of all workers.

A thread whose request has to wait puts it into the queue that the workers share, and waits for the
answer. Threads of each worker take requests out of it as places become free.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import date
from io import BytesIO
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NamedTuple
from wsgiref.types import WSGIApplication, WSGIEnvironment

from archive.admission.concurrency_limiter import ConcurrencyLimiter, Kind
from archive.admission.flood_detector import FloodDetector, QueueLimits
from archive.admission.shared_queue import SharedQueue
from archive.failure_guard import guard_failures
from archive.request_record import read_record
from archive.spans import continue_span, span_headers

_PRECEDENCE = 0.003  # seconds for a worker that works at nothing to take a request first
_LOOK = 0.5  # seconds after which a thread looks whether its worker is to end
_log = logging.getLogger("django.request")


class QueuedRequest(NamedTuple):
    """A request on its way to another worker: the plain values of its environment, its body."""

    environ: dict[str, Any]
    body: bytes
    request_id: str
    span: Mapping[str, str]


class QueuedAnswer(NamedTuple):
    """An answer on its way back.

    ``notes`` is what was noted in the request's environment meanwhile, ``cost`` processor time in
    seconds.
    """

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    notes: dict[str, Any]
    cost: float


class RequestQueue:
    """The queue of one kind of requests, as one worker sees it."""

    def __init__(
        self,
        application: WSGIApplication,
        limiter: ConcurrencyLimiter,
        kind: Kind,
        limits: QueueLimits,
        shared: SharedQueue | None = None,
    ) -> None:
        self._application = guard_failures(application)
        self._limiter = limiter
        self._kind = kind
        self._shared = shared or SharedQueue()
        self._is_stopped = False
        self.detector = FloodDetector(limits)

    def start(self) -> None:
        """Start the threads that answer.

        They end with the main thread, as soon as they have answered what they are at: a worker that
        is stopped leaves nobody without an answer.
        """
        for number in range(self._limiter.limits.of(self._kind)):
            name = f"queue of {self._kind.value} {number}"
            threading.Thread(target=self._serve, name=name, daemon=False).start()

    def stop(self) -> None:
        """Have the threads end, each when it has answered what it is at."""
        self._is_stopped = True

    def ask(self, environ: WSGIEnvironment) -> QueuedAnswer | None:
        """The answer of whichever worker has a place first; None where the request is refused."""
        waiting = self.detector.enter()
        if waiting is None:
            return None
        began, admitted = time.perf_counter(), False
        own, other = Pipe()
        with own:
            try:
                with other:
                    if not self._shared.put(other):
                        return None
                own.send(_pack(environ))
                while not own.poll(seconds := self.detector.time_to_wait(waiting)):
                    if not seconds:
                        return None
                own.recv()
                admitted = True
            except (EOFError, OSError):  # whoever took it ended
                return None
            finally:
                self.detector.leave(waiting, admitted=admitted)
                read_record(environ).waited = time.perf_counter() - began
            try:
                answer: QueuedAnswer = own.recv()
            except (EOFError, OSError):
                return None
        environ.update(answer.notes)
        return answer

    def _serve(self) -> None:
        while threading.main_thread().is_alive() and not self._is_stopped:
            if not self._shared.wait(_LOOK):
                continue
            if self._limiter.count_busy(self._kind):
                time.sleep(_PRECEDENCE)
                if not self._shared.wait(0):
                    continue
            place = self._limiter.wait(self._kind)
            try:
                if connection := self._shared.take():
                    with closing(connection), place.lent():
                        self._answer(connection)
            except Exception:  # whoever asked is told by the end of the pipe
                _log.exception("A request of the queue was not answered")
            finally:
                self._limiter.release(self._kind, place)

    def _answer(self, connection: Connection) -> None:
        try:
            connection.send(None)  # who waits is told that it is its turn
            request: QueuedRequest = connection.recv()
        except (EOFError, OSError):
            return  # whoever asked waits no more
        answer = self._make(request)
        with suppress(OSError):  # or has ended meanwhile
            connection.send(answer)

    def _make(self, request: QueuedRequest) -> QueuedAnswer:
        environ = _unpack(request)
        used = time.thread_time()
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
            started.append((status, headers))

        with continue_span(request.span):
            pieces = self._application(environ, start)
            try:
                body = b"".join(pieces)
            finally:
                getattr(pieces, "close", lambda: None)()
        status, headers = started[-1]
        notes = {name: value for name, value in _plain(environ) if name.startswith("archive.")}
        return QueuedAnswer(status, headers, body, notes, time.thread_time() - used)


def _plain(environ: WSGIEnvironment) -> list[tuple[str, Any]]:
    """What of an environment can be told to another process."""
    return [(name, value) for name, value in environ.items() if isinstance(value, str | int | date)]


def _pack(environ: WSGIEnvironment) -> QueuedRequest:
    body = environ.get("wsgi.input")
    return QueuedRequest(
        dict(_plain(environ)),
        body.getvalue() if isinstance(body, BytesIO) else b"",
        read_record(environ).request_id,
        span_headers(),
    )


def _unpack(request: QueuedRequest) -> WSGIEnvironment:
    environ: WSGIEnvironment = request.environ
    environ |= {"wsgi.input": BytesIO(request.body), "wsgi.errors": sys.stderr}
    read_record(environ).request_id = request.request_id
    return environ
