"""Requests that wait: whoever has a place answers them, and the answer is the one asked for."""

from __future__ import annotations

import http.client
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from archive.admission.admission import Admission
from archive.admission.client_allowance import ClientAllowance
from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.flood_detector import QueueLimits
from archive.admission.shared_queue import SharedQueue
from archive.clock import DAY
from archive.context import EDITION
from archive.request_record import read_record, request_id
from tests.archive.test_granian_server import find_main
from tests.helpers.site_process import serve_seeds

PATIENT = QueueLimits(length=64, wait=60.0, flood=1000)


class Workers:
    """Admissions that share their queues as the workers of a server do, in one process."""

    def __init__(self, application: Callable[..., Any], count: int, limits: QueueLimits) -> None:
        self.queues = [SharedQueue() for _ in Kind]
        self.admissions = [
            Admission(
                application,
                ConcurrencyLimiter(ConcurrencyLimits(places=2, searches=1)),
                limits,
                ClientAllowance(0),
                self.queues,
            )
            for _ in range(count)
        ]

    def start(self, number: int) -> None:
        self.admissions[number].start()

    def ask(self, number: int, path: str = "/articles/", **more: Any) -> tuple[str, bytes, Any]:
        """Status, body and environment of a request to one of the workers."""
        environ: WSGIEnvironment = {
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "wsgi.input": io.BytesIO(),
        }
        setup_testing_defaults(environ)
        environ |= more
        started: list[str] = []

        def start(status: str, headers: object, exc_info: object = None) -> Any:
            started.append(status)

        body = b"".join(self.admissions[number](environ, start))
        return started[-1], body, environ

    def wait_until(self, number: int, waiting: int) -> None:
        """Until so many searches wait in one of the workers."""
        deadline = time.monotonic() + 60
        while self.admissions[number].queues[Kind.SEARCH].detector.count_waiting() != waiting:
            assert time.monotonic() < deadline
            time.sleep(0.001)

    def wait_until_idle(self, number: int) -> None:
        """Until a worker has every place for searches back."""
        deadline = time.monotonic() + 60
        while self.admissions[number].limiter.count_busy(Kind.SEARCH):
            assert time.monotonic() < deadline
            time.sleep(0.001)

    def stop(self) -> None:
        for admission in self.admissions:
            admission.stop()


@pytest.fixture
def make_workers() -> Iterator[Callable[..., Workers]]:
    made: list[Workers] = []

    def make(
        application: Callable[..., Any] = echo, count: int = 2, limits: QueueLimits = PATIENT
    ) -> Workers:
        made.append(Workers(application, count, limits))
        return made[-1]

    yield make
    for workers in made:
        workers.stop()


def echo(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """Says what was asked, and notes something as pages do."""
    environ[EDITION] = "2026.1"
    start("200 OK", [("X-Asked", environ["PATH_INFO"])])
    asked = [environ["QUERY_STRING"], environ["wsgi.input"].read().decode(), request_id(environ)]
    return ["|".join([*asked, str(environ.get(DAY))]).encode()]


def fill(workers: Workers, number: int) -> Callable[[], None]:
    """Take the only place that a worker has for searches; gives it back when called."""
    limiter = workers.admissions[number].limiter
    place = limiter.acquire(Kind.SEARCH)
    assert place is not None
    return lambda: limiter.release(Kind.SEARCH, place)


def test_a_worker_that_is_free_answers_for_one_that_is_not(
    make_workers: Callable[..., Workers],
) -> None:
    workers = make_workers()
    fill(workers, 0)
    workers.start(1)
    status, body, environ = workers.ask(
        0,
        "/articles/",
        QUERY_STRING="q=%E7%A7%91",
        HTTP_X_REQUEST_ID="asked-1",
        **{DAY: date(1958, 9, 1)},
    )
    assert status == "200 OK"
    assert body.decode() == "q=%E7%A7%91||asked-1|1958-09-01"
    assert environ[EDITION] == "2026.1"  # what the page noted comes back with it
    record = read_record(environ)
    assert record.waited > 0
    assert record.refused == ""


def test_a_newcomer_does_not_pass_by_who_waits_though_a_place_is_free(
    make_workers: Callable[..., Workers],
) -> None:
    workers = make_workers(count=1)
    give_back = fill(workers, 0)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(workers.ask, 0, QUERY_STRING="q=first")
        workers.wait_until(0, 1)
        give_back()  # nobody takes from the queue yet
        second = pool.submit(workers.ask, 0, QUERY_STRING="q=second")
        workers.wait_until(0, 2)
        workers.start(0)
        assert first.result(60)[0] == second.result(60)[0] == "200 OK"


def test_the_body_of_a_form_goes_with_it(make_workers: Callable[..., Workers]) -> None:
    workers = make_workers()
    fill(workers, 0)
    workers.start(1)
    body = b"verb=Identify&x=" + b"y" * 60_000
    form = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body))}
    answer = workers.ask(0, "/oai", QUERY_STRING="", **form, **{"wsgi.input": io.BytesIO(body)})
    assert answer[1].split(b"|")[1] == body


def test_a_request_and_an_answer_larger_than_a_pipe_get_through(
    make_workers: Callable[..., Workers],
) -> None:
    workers = make_workers()
    fill(workers, 0)
    workers.start(1)
    query = "q=" + "z" * 2_000_000
    assert workers.ask(0, QUERY_STRING=query)[1].startswith(query.encode())


def test_who_waits_is_answered_by_the_own_worker_when_a_place_is_free(
    make_workers: Callable[..., Workers],
) -> None:
    workers = make_workers(count=1)
    give_back = fill(workers, 0)
    workers.start(0)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(workers.ask, 0)
        workers.wait_until(0, 1)
        assert not asked.done()
        give_back()
        assert asked.result(60)[0] == "200 OK"


def test_a_failing_page_is_answered_500_and_gives_its_place_back(
    make_workers: Callable[..., Workers],
) -> None:
    def fail(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        raise ValueError("broken")

    workers = make_workers(fail)
    fill(workers, 0)
    workers.start(1)
    for _ in range(3):
        assert workers.ask(0)[0].startswith("500")
    workers.wait_until_idle(1)


def test_a_page_that_breaks_off_is_recorded_and_answered_503(
    make_workers: Callable[..., Workers], caplog: pytest.LogCaptureFixture
) -> None:
    def break_off(environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
        start("200 OK", [])
        yield b"begun"
        if "archive.refusal" not in environ:
            raise OSError("a file is gone")

    workers = make_workers(break_off)
    give_back = fill(workers, 0)
    workers.start(1)
    record = read_record(workers.ask(0)[2])
    assert record.refused == "search"
    workers.wait_until_idle(1)
    assert "a file is gone" in caplog.text
    give_back()


def test_nobody_who_was_refused_is_worked_for(make_workers: Callable[..., Workers]) -> None:
    asked: list[str] = []
    done = Event()

    def note(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        if "archive.refusal" not in environ:
            asked.append(environ["QUERY_STRING"])
            done.set()
        start("200 OK", [])
        return []

    workers = make_workers(note, limits=QueueLimits(length=64, wait=0.001))
    fill(workers, 0)
    for _ in range(3):  # nobody answers yet
        environ = workers.ask(0, QUERY_STRING="q=late")[2]
        assert read_record(environ).refused == "search"
    workers.start(1)
    while not done.is_set():  # the wait is short: the last may be refused too
        workers.ask(0, QUERY_STRING="q=last")
    assert set(asked) == {"q=last"}


def test_a_crowd_at_one_worker_is_answered_by_both_each_once(
    make_workers: Callable[..., Workers],
) -> None:
    workers = make_workers()
    for number in range(2):
        workers.start(number)
    with ThreadPoolExecutor(32) as pool:
        asked = [pool.submit(workers.ask, 0, QUERY_STRING=f"q={number}") for number in range(200)]
        answers = [each.result(60) for each in asked]
    assert [body.split(b"|")[0].decode() for _, body, _ in answers] == [
        f"q={number}" for number in range(200)
    ]
    for number in range(2):
        workers.wait_until_idle(number)


@pytest.mark.site
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_connections_that_all_stay_with_one_worker_are_answered_by_both(tmp_path: Path) -> None:
    with (
        serve_seeds(tmp_path, ARCHIVE_WORKERS="2") as site,
        ExitStack() as opened,
    ):
        busy, other = find_workers(find_main(site))
        held: dict[bool, list[http.client.HTTPConnection]] = {True: [], False: []}
        while len(held[True]) < 8 or not held[False]:
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
            opened.callback(connection.close)
            connection.connect()
            held[holds_connection(busy, connection)].append(connection)
        for connections in held.values():  # what is read at the start has been read
            assert ask_on(connections[0], "/readyz") == 200
        began = [count_ticks(worker) for worker in (busy, other)]
        with ThreadPoolExecutor(8) as pool:
            statuses = pool.map(ask_many, held[True][:8], range(8))
            assert {status for each in statuses for status in each} == {200}
        own, others = (
            count_ticks(worker) - ticks for worker, ticks in zip((busy, other), began, strict=True)
        )
        assert others > own / 5


def ask_on(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status


def ask_many(connection: http.client.HTTPConnection, number: int) -> list[int]:
    """The statuses of forty searches, each for other words, on one connection."""
    return [ask_on(connection, f"/articles/?q=word{number}x{each}+OR+t*") for each in range(40)]


def holds_connection(worker: int, connection: http.client.HTTPConnection) -> bool:
    """Whether a worker took a connection; waits until one did."""
    port = f":{connection.sock.getsockname()[1]:04X}"
    deadline = time.monotonic() + 60
    while True:
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[2].endswith(port) and fields[9] != "0":
                return f"socket:[{fields[9]}]" in list_files(worker)
        assert time.monotonic() < deadline
        time.sleep(0.001)


def list_files(process: int) -> set[str]:
    """What a process has open, as Linux names it."""
    names = set()
    for file in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            names.add(os.readlink(file))
    return names


def count_ticks(process: int) -> int:
    """Processor time of a process, in ticks."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@pytest.mark.site
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_queue_outlives_a_worker_that_is_killed(tmp_path: Path) -> None:
    """The other worker takes what was waiting, and the new one finds the queue again."""
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="2") as site:
        main = find_main(site)
        workers = find_workers(main)
        assert len(workers) == 2
        with ThreadPoolExecutor(24) as pool:
            answers = [
                pool.submit(site.ask, f"/articles/?q=word{number}+OR+t*") for number in range(100)
            ]
            os.kill(workers[0], signal.SIGKILL)
            broken = sum(1 for answer in answers if answer.exception(60) is not None)
        answered = [answer.result().status for answer in answers if not answer.exception()]
        assert set(answered) <= {200, 503}
        assert broken < 100
        deadline = time.monotonic() + 60
        while len(find_workers(main)) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with ThreadPoolExecutor(24) as pool:
            later = pool.map(
                lambda number: site.ask(f"/articles/?q=then{number}").status, range(60)
            )
            assert set(later) == {200}


def find_workers(main: int) -> list[int]:
    """The processes that a server's main process has started."""
    return [
        int(number)
        for task in Path(f"/proc/{main}/task").iterdir()
        for number in (task / "children").read_text().split()
    ]
