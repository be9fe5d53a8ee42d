"""Connections of requests that had to wait, and what others keep."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from archive.admission.reconnection import WAITED, reconnect_waiting
from archive.request_record import read_record


@pytest.mark.parametrize(
    ("protocol", "waited", "is_closed"),
    [
        ("HTTP/1.1", WAITED * 2, True),
        ("HTTP/1.0", WAITED * 2, True),
        ("HTTP/1.1", 0.0, False),
        ("HTTP/2", WAITED * 2, False),
    ],
)
def test_who_had_to_wait_connects_anew(protocol: str, waited: float, is_closed: bool) -> None:
    def work(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        read_record(environ).waited = waited
        start("200 OK", [("Content-Length", "4")])
        return [b"made"]

    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
        started.append((status, headers))
        return lambda piece: None

    environ: WSGIEnvironment = {"SERVER_PROTOCOL": protocol}
    assert list(reconnect_waiting(work)(environ, start)) == [b"made"]  # type: ignore[arg-type]
    [(status, headers)] = started
    assert status == "200 OK"
    assert (("Connection", "close") in headers) is is_closed
    assert ("Content-Length", "4") in headers
