"""WSGI middleware that closes the connections of requests that had to wait.

A connection stays with the worker that took it, by chance. Five of eight connections to one of two
workers is a common share, and gives that worker more than it can answer while the other rests. Who
had to wait is therefore told to connect anew, which may lead to the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from archive.request_record import read_record

WAITED = 0.05  # seconds: some two searches


def reconnect_waiting(application: WSGIApplication) -> WSGIApplication:
    """Wrap an application: its answers to HTTP/1 close the connection after a wait.

    HTTP/2 has no such header.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        record = read_record(environ)

        def begin(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if record.waited > WAITED:
                headers = [*headers, ("Connection", "close")]
            return start(status, headers, exc_info)

        is_first = environ.get("SERVER_PROTOCOL", "").startswith("HTTP/1")
        return application(environ, begin if is_first else start)

    return answer
