"""Downloads have places of their own: who reads slowly holds one, and nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from archive.admission.admission import DOWNLOADS, Admission
from archive.admission.client_allowance import ClientAllowance
from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits
from archive.admission.downloads import DownloadPlaces, HeldAnswer
from archive.admission.flood_detector import QueueLimits
from archive.admission.refusal_pages import REFUSAL
from archive.request_record import read_record


def site(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    if REFUSAL in environ:
        start(environ[REFUSAL].value, [("Content-Type", "text/plain")])
        return [b"busy"]
    if environ["PATH_INFO"] == "/data/broken":
        raise OSError("broken")
    start("200 OK", [])
    return (b"piece" for _ in range(3))


@pytest.fixture
def admission() -> Admission:
    limiter = ConcurrencyLimiter(ConcurrencyLimits(places=1, searches=1))
    return Admission(site, limiter, QueueLimits(length=0, wait=0.01), ClientAllowance(0.0))


def ask(admission: Admission, path: str) -> tuple[str, dict[str, str], Iterable[bytes], str]:
    environ: dict[str, Any] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    record = read_record(environ)
    started: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
        started.append((status[:3], dict(headers)))

    pieces = admission(environ, start)
    return *started[-1], pieces, record.refused


def test_who_finds_all_places_taken_is_refused_and_pages_are_not(admission: Admission) -> None:
    held = [ask(admission, "/data/articles.csv")[2] for _ in range(DOWNLOADS)]
    assert [next(iter(pieces)) for pieces in held] == [
        b"piece"
    ] * DOWNLOADS  # read so far, and no more
    status, headers, _, refused = ask(admission, "/data/articles.csv")
    assert (status, headers["Retry-After"], refused) == ("503", "60", "download")
    for path in ("/about/", "/data/", "/static/archive.css", "/healthz"):
        assert ask(admission, path)[0] == "200"


def test_a_place_is_free_again_when_its_answer_is_closed(admission: Admission) -> None:
    for _ in range(DOWNLOADS + 1):
        pieces = ask(admission, "/data/articles.csv")[2]
        assert list(pieces) == [b"piece"] * 3
        pieces.close()  # type: ignore[attr-defined]
        pieces.close()  # type: ignore[attr-defined]
    assert admission.downloads.in_use == 0


def test_a_place_is_free_again_when_its_answer_failed_or_was_dropped(admission: Admission) -> None:
    for _ in range(DOWNLOADS + 1):
        with pytest.raises(OSError, match="broken"):
            ask(admission, "/data/broken")
        ask(admission, "/data/articles.csv")  # never read nor closed
    gc.collect()
    assert admission.downloads.in_use == 0


def test_closing_closes_the_file_too() -> None:
    closed: list[bool] = []

    class Pieces:
        def __iter__(self) -> Iterator[bytes]:
            yield b""

        def close(self) -> None:
            closed.append(True)

    places = DownloadPlaces(1)
    assert places.take()
    assert not places.take()
    HeldAnswer(Pieces(), places).close()
    assert closed == [True]
    assert places.take()
