"""Admission in front of Django: which addresses need a place, and what refusals say."""

from __future__ import annotations

import io
import json
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler

from archive.admission.admission import Admission, count_threads, find_kind
from archive.admission.client_allowance import BURST, ClientAllowance
from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.flood_detector import QueueLimits
from archive.request_record import RequestRecord
from tests.helpers.site_process import Served, clean_environment, serve

pytestmark = pytest.mark.usefixtures("plain_static")
NOBODY_WAITS = QueueLimits(length=0, wait=0.01)
ARTICLE_PATHS = ("/", "/articles/R27H22JB0F/", "/sources/", "/help/", "/zh-hans/about/", "/nothing")
SEARCH_PATHS = (
    *("/articles/", "/zh-hans/articles/", "/articles.json", "/articles.csv", "/articles.atom"),
    *("/concordance/", "/concordance.csv", "/concordance.json", "/renderings/", "/renderings.csv"),
    *("/trends/", "/trends.csv", "/trends.svg", "/suggest", "/zh-hans/suggest", "/oai"),
    *("/sitemaps/1.xml", "/articles/R27H22JB0F/related/"),
)


def ask(admission: Admission, path: str, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    asked: WSGIEnvironment = {"PATH_INFO": path, "QUERY_STRING": "q=x", "wsgi.input": io.BytesIO()}
    setup_testing_defaults(asked)
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
        started.append((status, headers))

    body = b"".join(admission(asked | environ, start))
    status, headers = started[-1]
    return status, dict(headers), body


def closed(share: float = 0.0) -> Admission:
    """Django behind a limiter that lets nobody in."""
    limiter = ConcurrencyLimiter(ConcurrencyLimits(places=0, searches=0))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No directory at")  # no static files were collected
        return Admission(WSGIHandler(), limiter, NOBODY_WAITS, ClientAllowance(share))


@pytest.mark.parametrize("path", ARTICLE_PATHS)
def test_pages_wait_in_the_queue_of_pages(path: str) -> None:
    assert find_kind(path) is Kind.PAGE


@pytest.mark.parametrize("path", SEARCH_PATHS)
def test_whatever_searches_waits_in_the_queue_of_searches(path: str) -> None:
    assert find_kind(path) is Kind.SEARCH


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/static/nothing.css", "/data/none"])
def test_probes_and_files_need_no_place(path: str) -> None:
    status, _, _ = ask(closed(), path)
    assert not status.startswith("503")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "said"),
    [("/articles/", "busy just now"), ("/zh-hans/articles/", "档案库此刻繁忙")],
)
def test_a_refusal_is_a_page_in_the_language_of_the_address(path: str, said: str) -> None:
    admission = closed()
    for _ in range(2):  # made, then from memory
        status, headers, body = ask(admission, path)
        assert status == "503 Service Unavailable"
        assert said in body.decode()
        assert int(headers["Retry-After"]) > 0
        assert headers["Cache-Control"] == "no-store"
        assert "Content-Security-Policy" in headers
        assert headers["Content-Length"] == str(len(body))
    assert ask(admission, path, REQUEST_METHOD="HEAD")[2] == b""


@pytest.mark.django_db
def test_a_program_is_refused_by_a_problem_with_its_own_address() -> None:
    for path in ("/articles.json", "/articles/"):
        status, headers, body = ask(closed(), path, HTTP_ACCEPT="application/json")
        problem = json.loads(body)
        assert (status[:3], problem["status"]) == ("503", 503)
        assert problem["type"].endswith("#busy")
        assert problem["instance"] == f"{path}?q=x"
        assert headers["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_who_took_more_than_its_share_is_told_when_to_go_on_and_where_the_files_lie() -> None:
    admission = closed(share=0.1)
    admission._allowance.charge("8.8.8.8", BURST + 1)
    status, headers, body = ask(admission, "/articles/", REMOTE_ADDR="8.8.8.8")
    assert status == "429 Too Many Requests"
    assert 9 <= int(headers["Retry-After"]) <= 10
    assert "/data/" in body.decode()
    assert ask(admission, "/articles/", REMOTE_ADDR="9.9.9.9")[0].startswith("503")
    assert ask(admission, "/healthz", REMOTE_ADDR="8.8.8.8")[0].startswith("200")


def test_a_page_is_charged_to_its_client_and_gives_its_place_back_when_it_fails() -> None:
    def work(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        if environ["PATH_INFO"] == "/fault":
            raise ValueError("broken")
        sum(range(200_000))
        start("200 OK", [])
        return [b"made"]

    allowance = ClientAllowance(0.001)
    limiter = ConcurrencyLimiter(ConcurrencyLimits(places=1, searches=1))
    admission = Admission(work, limiter, NOBODY_WAITS, allowance)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            ask(admission, "/fault")
    assert ask(admission, "/", REMOTE_ADDR="8.8.8.8")[2] == b"made"
    allowance.charge("8.8.8.8", BURST)
    assert allowance.wait("8.8.8.8") > 0


def test_without_a_queue_every_place_is_given_at_once() -> None:
    limiter = ConcurrencyLimiter(ConcurrencyLimits(places=3, searches=2))
    admission = Admission(answer_made, limiter, NOBODY_WAITS, ClientAllowance(0))
    assert limiter.acquire(Kind.SEARCH)
    assert ask(admission, "/articles/")[2] == b"made"
    assert limiter.acquire(Kind.SEARCH)
    record = RequestRecord()
    ask(admission, "/articles/", **{"archive.record": record})
    assert record.refused == "search"


def answer_made(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    start("200 OK", [])
    return [b"made"]


def test_there_are_more_threads_than_may_work_and_wait() -> None:
    assert count_threads(16) - count_threads(0) == 2 * 16


@pytest.mark.site
def test_a_flood_of_searches_is_shed_while_everything_else_is_answered(tmp_path: Any) -> None:
    settings = {"ARCHIVE_QUEUE": "1", "ARCHIVE_QUEUE_MS": "20"}
    with (
        serve(clean_environment(tmp_path, **settings), "--prepare") as site,
        ThreadPoolExecutor(24) as pool,
    ):
        home = site.ask("/").body
        answers = pool.map(lambda n: site.ask(f"/articles/?q=one{n}+OR+t*"), range(120))
        beside = [check_beside(site, home) for _ in range(5)]
        answered = list(answers)
    assert {answer.status for answer in answered} == {200, 503}
    assert all(beside)
    refused = [answer for answer in answered if answer.status == 503]
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)


def check_beside(site: Served, home: bytes) -> bool:
    """Whether probes, files and pages from memory are answered."""
    known = site.ask("/")
    probes = [site.ask(path).status for path in ("/healthz", "/readyz", "/robots.txt")]
    return known.body == home and probes == [200, 200, 200]
