"""JSON log lines: what is said of a request and of a fault, and what is not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from archive.request_log import REQUESTS, JsonFormatter, log_requests
from archive.request_record import read_record


class Lines(logging.Handler):
    """A handler that keeps what the formatter makes of each record."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.said: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(json.loads(self.format(record)))


@pytest.fixture
def lines() -> Iterator[Lines]:
    kept, log, faults = Lines(), logging.getLogger(REQUESTS), logging.getLogger("archive.faults")
    level = log.level
    log.addHandler(kept)
    faults.addHandler(kept)
    log.setLevel(logging.INFO)
    yield kept
    log.removeHandler(kept)
    faults.removeHandler(kept)
    log.setLevel(level)


def site(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    if environ["PATH_INFO"] == "/fault":
        try:
            raise ValueError("broken")
        except ValueError:
            logging.getLogger("archive.faults").exception("It failed")
    record = read_record(environ)
    record.cost, record.waited, record.refused = 0.005, 0.25, "search"
    start("503 Service Unavailable", [("Content-Type", "text/plain")])
    return [b""]


def ask(path: str, *, details: bool = False, **environ: str) -> dict[str, str]:
    asked: WSGIEnvironment = {"PATH_INFO": path, "QUERY_STRING": "q=secret"}
    setup_testing_defaults(asked)
    said: dict[str, str] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
        said.update(headers)

    log_requests(site, details=details)(asked | {"REMOTE_ADDR": "8.8.8.8"} | environ, start)
    return said


def test_a_request_is_a_line_without_client_and_words(lines: Lines) -> None:
    ask("/zh-hans/articles/R27H22JB0F/")
    (line,) = lines.said
    assert line["route"] == "documents:article"
    assert (line["method"], line["status"]) == ("GET", 503)
    assert (line["cost_ms"], line["waited_ms"], line["refused"]) == (5.0, 250.0, "search")
    assert line["ms"] >= 0
    assert not {"client", "path", "query"} & line.keys()
    assert "secret" not in json.dumps(line)


def test_details_are_logged_where_they_are_asked_for(lines: Lines) -> None:
    ask(b"/articles/".decode("latin-1"), details=True)
    ask("/glossary/合作/".encode().decode("latin-1"), details=True)
    first, second = lines.said
    assert (first["client"], first["query"], first["path"]) == ("8.8.8.8", "q=secret", "/articles/")
    assert (second["path"], second["route"]) == ("/glossary/合作/", "documents:glossary")


def test_the_proxys_id_is_taken_and_given_back(lines: Lines) -> None:
    assert ask("/", HTTP_X_REQUEST_ID="proxy-1")["X-Request-ID"] == "proxy-1"
    assert lines.said[0]["request_id"] == "proxy-1"


@pytest.mark.parametrize("forged", ["", "a b", "x" * 129, 'a"}', "é"])
def test_what_is_no_id_is_replaced(lines: Lines, forged: str) -> None:
    given = ask("/", HTTP_X_REQUEST_ID=forged)["X-Request-ID"]
    assert given not in ("", forged)
    assert lines.said[0]["request_id"] == given
    assert ask("/", HTTP_X_REQUEST_ID=forged)["X-Request-ID"] != given


def test_a_fault_has_the_id_of_its_request(lines: Lines) -> None:
    given = ask("/fault")["X-Request-ID"]
    fault, request = lines.said
    assert fault["request_id"] == request["request_id"] == given
    assert (fault["level"], fault["message"]) == ("ERROR", "It failed")
    assert "ValueError: broken" in fault["exception"]
    assert request["route"] == ""
