"""A site whose index or database fails: what it still answers, and that it heals by itself."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.db import OperationalError, ProgrammingError
from django.db.utils import DataError, InterfaceError

from archive.database import is_unavailable
from archive.failure_guard import guard_failures
from archive.page_cache import polled_value
from archive.page_cache.polled_value import PolledValue
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Answer, Served, clean_environment, serve

SEARCHES = ("/articles/?q={}", "/articles.json?q={}", "/concordance/?q={}", "/trends.csv?q={}")
READ = (f"/articles/{SEED}/?q={{}}", "/", "/sources/peoples-daily/", "/zh-hans/about/", "/help/")
_numbers = count()

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site of its own on SQLite, without anything in its write-ahead log."""
    folder = tmp_path_factory.mktemp("failing")
    environment = clean_environment(folder, ARCHIVE_INDEX_CHECK_SECONDS="0")
    for command in (["migrate", "--verbosity=0"], ["ingest"], ["collectstatic", "--noinput"]):
        assert Served(0, environment).manage(*command).returncode == 0
    with serve(environment) as site:
        yield site


def folder_of(site: Served) -> Path:
    return Path(site.environment["ARCHIVE_VAR"])


def ask(site: Served, paths: tuple[str, ...]) -> list[Answer]:
    """Pages that nobody has asked for before, where they take words."""
    return [site.ask(path.format(f"w{next(_numbers)}")) for path in paths]


def wait_for(condition: Callable[[], bool]) -> None:
    """A worker looks at its edition and index once a second."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_ready(site: Served) -> bool:
    return site.ask("/readyz").status == 200 and ask(site, SEARCHES[:1])[0].status == 200


def check_unavailable(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "content-security-policy" in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_a_cut_index_takes_down_searches_alone_and_is_built_anew(site: Served) -> None:
    assert is_ready(site)
    (file,) = folder_of(site).glob("index/*/*.store")
    os.truncate(file, file.stat().st_size - 1)
    wait_for(lambda: ask(site, SEARCHES[:1])[0].status == 503)
    check_unavailable(ask(site, SEARCHES))
    assert {answer.status for answer in ask(site, READ)} == {200}
    told = json.loads(site.ask("/readyz").body)
    assert file.name in told["reason"]
    assert "manage.py reindex" in told["reason"]
    assert "Built" in site.manage("reindex").stdout
    wait_for(lambda: is_ready(site))


def test_bits_that_flip_under_a_running_site_are_found_by_the_search_that_fails(
    site: Served,
) -> None:
    assert is_ready(site)
    (file,) = folder_of(site).glob("index/*/*.term")
    with file.open("r+b") as opened:
        opened.write(bytes(byte ^ 0x55 for byte in file.read_bytes()))
    answers = [*ask(site, READ), *ask(site, SEARCHES)]
    assert {answer.status for answer in answers} <= {200, 503}
    assert {answer.status for answer in answers[: len(READ)]} == {200}
    wait_for(lambda: site.ask("/readyz").status == 503)
    assert "not those that were written" in json.loads(site.ask("/readyz").body)["reason"]
    assert "Built" in site.manage("reindex").stdout
    wait_for(lambda: is_ready(site))


def test_one_bit_that_flips_silently_is_found_though_no_search_fails(site: Served) -> None:
    path = "/articles/?q=steel"
    (file,) = folder_of(site).glob("index/*/*.pos")
    before, data = file.stat(), bytearray(file.read_bytes())
    with serve(site.environment | {"ARCHIVE_INDEX_CHECK_SECONDS": "1"}) as checked:
        kept = checked.ask(path)  # with which the index is open
        data[len(data) // 2] ^= 1
        with file.open("r+b") as opened:
            opened.write(data)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        wait_for(lambda: checked.ask("/readyz").status == 503)
        assert file.name in json.loads(checked.ask("/readyz").body)["reason"]
        assert file.name in (folder_of(site) / "serve.log").read_text("utf-8")
        wait_for(lambda: checked.ask(path).status == 503)
        assert "Built" in site.manage("reindex").stdout
        wait_for(lambda: checked.ask(path).status == 200)
        # What was kept anywhere may be wrong: it is not said to be so still.
        again = checked.ask(path, headers={"If-None-Match": kept.headers["etag"]})
        assert (again.status, again.body) == (200, kept.body)
    wait_for(lambda: is_ready(site))


@pytest.mark.parametrize("left", [0, 100_000])
def test_while_the_database_is_damaged_known_pages_are_served_and_it_heals(
    site: Served, left: int, tmp_path: Path
) -> None:
    known = site.ask(f"/articles/{SEED}/")
    file = folder_of(site) / "archive.sqlite3"
    shutil.copy(file, tmp_path / "kept")
    os.truncate(file, left)
    wait_for(lambda: site.ask("/readyz").status == 503)
    check_unavailable(ask(site, (*SEARCHES, *READ[:1])))
    again = site.ask(f"/articles/{SEED}/", headers={"If-None-Match": known.headers["etag"]})
    assert again.status == 304
    assert site.ask(f"/articles/{SEED}/").body == known.body
    assert site.ask("/healthz").status == 200
    shutil.copy(tmp_path / "kept", file)
    wait_for(lambda: is_ready(site))


def test_another_file_in_the_databases_place_is_read_without_a_restart(site: Served) -> None:
    file = folder_of(site) / "archive.sqlite3"
    file.rename(file.with_suffix(".old"))
    assert "manage.py migrate" in json.loads(site.ask("/readyz").body)["reason"]
    assert {answer.status for answer in ask(site, READ[1:])} == {200}
    assert ask(site, READ[:1])[0].status in {200, 503}  # by a thread that still has it open
    shutil.copy(file.with_suffix(".old"), file)
    wait_for(lambda: is_ready(site))


@pytest.mark.parametrize("path", ["/", "/articles/", "/articles.json", "/zh-hans/", "/oai"])
def test_too_many_parameters_are_refused_as_any_other_fault_is(site: Served, path: str) -> None:
    query = "&".join(f"p{number}=1" for number in range(1001))
    answer = site.ask(f"{path}?{query}")
    assert answer.status == 400
    assert "content-security-policy" in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in (folder_of(site) / "serve.log").read_text("utf-8")


# -- their parts -----------------------------------------------------------------------------------


def test_a_polled_value_stays_while_the_database_is_away() -> None:
    now = [0.0]
    said: Iterator[int | Exception] = iter(
        [1, OperationalError(), UnicodeDecodeError("utf-8", b"", 0, 1, "x"), InterfaceError(), 2]
    )

    def look() -> int:
        value = next(said)
        if isinstance(value, Exception):
            raise value
        return value

    seen = PolledValue(look, clock=lambda: now[0])
    values = []
    for now[0] in (0.0, 2.0, 4.0, 6.0):
        values.append(seen.get())
    assert values == [1, 1, 1, 1]
    now[0] = 8.0
    wait_for(lambda: seen.get() == 2)  # looked for by a thread of its own: no reader waits


def test_nobody_waits_long_for_a_look_up_that_is_not_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polled_value, "PATIENCE", 0.05)
    answer, asked = threading.Event(), threading.Event()
    said = iter((1, 2))

    def look() -> int:
        value = next(said)
        if value == 2:
            asked.set()
            answer.wait(10)
        return value

    now = [0.0]
    seen = PolledValue(look, clock=lambda: now[0])
    assert seen.get() == 1
    now[0] = 2.0
    waiting = threading.Thread(target=seen.get)
    waiting.start()
    assert asked.wait(10)
    began = time.monotonic()
    assert [seen.get() for _ in range(100)] == [1] * 100
    assert time.monotonic() - began < 2  # one waited, and all others knew
    answer.set()
    waiting.join()
    assert seen.get() == 2


def test_a_question_put_wrongly_is_no_database_that_is_away() -> None:
    assert is_unavailable(OperationalError("database is locked"))
    assert is_unavailable(InterfaceError("the connection is closed"))
    assert not is_unavailable(DataError("a NUL character"))
    assert not is_unavailable(ProgrammingError("syntax error"))
    assert not is_unavailable(ValueError("no database"))


class _Panic(BaseException):
    """As code in Rust panics: no `Exception`."""


@pytest.mark.parametrize("error", [ValueError, OSError, _Panic])
def test_what_fails_outside_django_is_answered_500_with_the_sites_headers(
    error: type[BaseException],
) -> None:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def fail(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        raise error

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        started.append((status, headers))

    body = guard_failures(fail)({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, start)  # type: ignore[arg-type]
    ((status, headers),) = started
    assert status.startswith("500")
    assert {"Content-Security-Policy", "X-Frame-Options"} <= dict(headers).keys()
    assert b"".join(body).startswith(b"The archive failed")
