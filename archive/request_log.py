"""JSON log lines (``ARCHIVE_LOG=json``): one for each request and each fault, with a request id.

The id is the proxy's, where it sends one as ``X-Request-ID``, and stands in the answer. A line says
nothing of who asked or for which words, unless ``ARCHIVE_LOG_DETAILS`` asks for it.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.urls import Resolver404, resolve
from django.utils import translation

from archive.languages import remove_language_prefix
from archive.request_record import read_record, request_id

REQUESTS = "archive.requests"
_HEADER = "X-Request-ID"
_request_id: ContextVar[str] = ContextVar("request_id", default="")
_log = logging.getLogger(REQUESTS)


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON, with the id of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """A request's facts as they are; of anything else level, logger, message, traceback."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {"time": moment.isoformat(timespec="milliseconds")}
        if identifier := _request_id.get():
            line["request_id"] = identifier
        facts = getattr(record, "facts", None)
        if facts is None:
            facts = {
                "level": record.levelname,
                "logger": record.name,
                "message": record.getMessage(),
            }
            if record.exc_info:
                facts["exception"] = self.formatException(record.exc_info)
        return json.dumps(line | facts, ensure_ascii=False)


def log_requests(application: WSGIApplication, *, details: bool) -> WSGIApplication:
    """Wrap a WSGI application so that each request is logged when its answer stands."""

    def logged(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        identifier = request_id(environ)
        record = read_record(environ)
        statuses: list[str] = []

        def note(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            statuses.append(status)
            return start(status, [*headers, (_HEADER, identifier)])

        token = _request_id.set(identifier)
        began = time.perf_counter()
        try:
            return application(environ, note)
        finally:
            facts: dict[str, object] = {
                "method": environ["REQUEST_METHOD"],
                "route": find_route(environ.get("PATH_INFO", "")),
                "status": int(statuses[-1][:3]) if statuses else 500,
                "ms": _milliseconds(time.perf_counter() - began),
                "waited_ms": _milliseconds(record.waited),
                "cost_ms": _milliseconds(record.cost),
            }
            if record.refused:
                facts["refused"] = record.refused
            if record.cached:
                facts["cache"] = record.cached
            if details:
                facts["client"] = environ.get("REMOTE_ADDR", "")
                facts["path"] = _read(environ.get("PATH_INFO", ""))
                facts["query"] = environ.get("QUERY_STRING", "")
            _log.info("", extra={"facts": facts})
            _request_id.reset(token)

    return logged


@lru_cache(maxsize=4096)
def find_route(path: str) -> str:
    """The name of the view at an address, in whatever language; "" where there is none."""
    with translation.override(None):
        try:
            return resolve(remove_language_prefix(_read(path))).view_name
        except Resolver404:
            return ""


def _read(path: str) -> str:
    """A path as it was meant: WSGI hands each byte over as a character."""
    return path.encode("latin-1", "replace").decode("utf-8", "replace")


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
