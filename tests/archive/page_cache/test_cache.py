"""The cache in front of Django: exact across editions, days, languages, encodings; bounded."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from archive.clock import DAY, PRINTED
from archive.context import EDITION
from archive.page_cache import cache as cache_module
from archive.page_cache import fingerprint, polled_value
from archive.page_cache.cache import PageCache, add_page_cache
from archive.page_cache.memory_store import CachedResponse, MemoryStore
from archive.page_cache.polled_value import PolledValue
from archive.query_parameters import ViewInputs
from documents.ingest.importer import Options, ingest
from documents.models import Edition
from tests.helpers.invented_reports import NEWSPAPER, THEN, daily_reports, publish
from tests.helpers.site_process import ROOT, serve_seeds

ARTICLE = f"/articles/{NEWSPAPER}/"
PAGES = ("/", "/articles/", ARTICLE, "/sources/", "/about/", "/help/", "/robots.txt")


class Reply:
    """One answer of a WSGI application, read as a server would."""

    def __init__(self, application: PageCache, path: str, method: str = "GET", **headers: str):
        path, _, query = path.partition("?")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().generic(method, path, headers=headers, query_params=None)
        environ = {"HTTP_HOST": "testserver"} | request.environ | {"QUERY_STRING": query}
        self.headers: dict[str, str] = {}
        pieces = application(environ, self._start)
        self.body = b"".join(pieces)
        getattr(pieces, "close", lambda: None)()

    def _start(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = dict(headers)
        return lambda piece: None

    @property
    def etag(self) -> str:
        return self.headers.get("ETag", "")


# -- the archive itself ----------------------------------------------------------------------------


@pytest.fixture
def pages(db: None, tmp_path: Path, settings: Settings) -> PageCache:
    """The whole application over the seeds, as `manage.py serve` runs it; the edition looked up."""
    settings.ALLOWED_HOSTS = ["testserver"]
    publish([], tmp_path, settings)
    made = add_page_cache(WSGIHandler())
    Reply(made, "/healthz")
    return made


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests keep the test's own connection, as those of Django's test client do."""
    monkeypatch.setattr(cache_module, "close_old_connections", lambda: None)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def believe_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """No look-up falls into a counted stretch, however slow the machine."""
    monkeypatch.setattr(polled_value, "FRESH", 60.0)
    monkeypatch.setattr(polled_value, "STALE", 60.0)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asked_before_needs_no_query(
    pages: PageCache, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = Reply(pages, path)
    assert first.status == 200
    with django_assert_num_queries(0):
        again = Reply(pages, path)
        head = Reply(pages, path, "HEAD")
        unchanged = Reply(pages, path, if_none_match=first.etag)
    assert (again.status, again.body, again.headers) == (200, first.body, first.headers)
    assert (head.status, head.body, head.headers) == (200, b"", first.headers)
    assert (unchanged.status, unchanged.body) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control"):
        assert unchanged.headers[name] == first.headers[name]


@pytest.mark.parametrize("path", ["/", ARTICLE, "/articles/?q=合作&year=1958"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_worker_that_never_made_a_page_knows_that_the_reader_has_it(
    pages: PageCache, path: str, encoding: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = path.replace("合作", "%E5%90%88%E4%BD%9C")
    first = Reply(pages, path, accept_encoding=encoding)
    other = add_page_cache(WSGIHandler())
    Reply(other, "/healthz")
    with django_assert_num_queries(0):
        unchanged = Reply(other, path, accept_encoding=encoding, if_none_match=first.etag)
    assert unchanged.status == 304
    assert unchanged.headers["Vary"] == first.headers["Vary"]


def test_every_encoding_is_its_own_answer(pages: PageCache) -> None:
    plain, small = Reply(pages, ARTICLE), Reply(pages, ARTICLE, accept_encoding="br")
    assert brotli.decompress(small.body) == plain.body
    assert plain.etag != small.etag
    assert Reply(pages, ARTICLE, if_none_match=small.etag).status == 200
    assert Reply(pages, ARTICLE, accept_encoding="br", if_none_match=plain.etag).status == 200
    assert Reply(pages, ARTICLE, accept_encoding="br").body == small.body


def test_a_reader_who_refuses_plain_answers_gets_none(pages: PageCache) -> None:
    small = Reply(pages, "/robots.txt", accept_encoding="gzip, identity;q=0")
    assert (small.status, small.headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(small.body) == Reply(pages, "/robots.txt").body
    assert small.etag not in ("", Reply(pages, "/robots.txt", accept_encoding="gzip").etag)
    refused = Reply(pages, "/about/", accept_encoding="identity;q=0")
    assert (refused.status, refused.headers["Vary"]) == (406, "Accept-Encoding")
    assert b"br, gzip" in refused.body
    assert Reply(pages, "/about/", method="HEAD", accept_encoding="*;q=0").body == b""


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_that_is_not_the_one_expected_is_refused(
    pages: PageCache, method: str, warm: bool
) -> None:
    tag = Reply(pages, "/about/").etag
    if not warm:
        pages.pages.clear()
    wanted = {
        '"another"': 412,
        f"W/{tag}": 412,
        f'"another", {tag}': 200,
        tag: 200,
        "*": 200,
        "": 412,
    }
    for header, status in wanted.items():
        reply = Reply(pages, "/about/", method, if_match=header)
        assert reply.status == status, header
        assert bool(reply.body) == (method == "GET")
    both = Reply(pages, "/about/", method, if_match='"another"', if_none_match=tag)
    assert both.status == 412
    assert Reply(pages, "/about/", method, if_match=tag, if_none_match=tag).status == 304
    assert Reply(pages, "/nothing/", method, if_match='"another"').status == 404


def test_a_page_published_since_is_refused(pages: PageCache) -> None:
    published = Edition.objects.latest().published_at
    for seconds, status in ((-1, 412), (0, 200), (1, 200)):
        moment = format_datetime(published + timedelta(seconds=seconds), usegmt=True)
        reply = Reply(pages, "/about/", if_unmodified_since=moment)
        assert reply.status == status
        tag = Reply(pages, "/about/").etag
        assert Reply(pages, "/about/", if_unmodified_since=moment, if_match=tag).status == 200
    assert Reply(pages, "/about/", if_unmodified_since="yesterday").status == 200


def test_languages_are_never_mixed(pages: PageCache) -> None:
    english, chinese = Reply(pages, ARTICLE), Reply(pages, f"/zh-hans{ARTICLE}")
    assert (english.headers["Content-Language"], chinese.headers["Content-Language"]) == (
        "en",
        "zh-hans",
    )
    assert english.etag != chinese.etag
    assert Reply(pages, f"/zh-hans{ARTICLE}").body == chinese.body
    assert Reply(pages, ARTICLE, accept_language="zh-CN").body == english.body
    assert len(pages.pages) == 2


@pytest.mark.parametrize("path", [ARTICLE, "/articles/?q=party", "/about/"])
def test_unknown_parameters_share_one_answer(
    pages: PageCache, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plain = Reply(pages, path)
    joint = "&" if "?" in path else "?"
    with django_assert_num_queries(0):
        for number in range(50):
            tracked = Reply(pages, f"{path}{joint}utm_source=letter{number}")
            assert (tracked.body, tracked.etag) == (plain.body, plain.etag)
    assert len(pages.pages) == 1


def test_known_parameters_are_told_apart_whatever_their_order(pages: PageCache) -> None:
    one = Reply(pages, "/articles/?q=party&year=1958")
    other = Reply(pages, "/articles/?year=1958&q=party")
    assert one.etag == other.etag
    assert Reply(pages, "/articles/?q=party&year=1959").etag != one.etag
    assert len(pages.pages) == 2


def test_a_refused_query_is_kept_apart_from_pages(
    pages: PageCache, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert Reply(pages, "/articles/?year=x").status == 400
    with django_assert_num_queries(0):
        again = Reply(pages, "/articles/?year=x")
    assert (again.status, again.etag) == (400, "")
    assert (len(pages.pages), len(pages.refusals)) == (0, 1)


def test_health_is_asked_every_time(pages: PageCache) -> None:
    for path in ("/healthz", "/readyz"):
        assert Reply(pages, path).headers["Cache-Control"] == "no-store"
        assert Reply(pages, path).etag == ""
    assert len(pages.pages) == 0


def test_a_host_that_is_not_ours_gets_no_kept_page(pages: PageCache) -> None:
    assert Reply(pages, "/about/").status == 200
    assert Reply(pages, "/about/", host="elsewhere.example").status == 400


def test_a_new_edition_is_another_page(
    pages: PageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polled_value, "FRESH", 0.0)
    before = Reply(pages, "/articles/")
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "sources.toml").write_bytes((ROOT / "seeds" / "sources.toml").read_bytes())
    for report in daily_reports(1):
        (folder / report.file_name).write_text(report.text, "utf-8")
    assert ingest([folder], Options(date=THEN)).published
    after = Reply(pages, "/articles/", if_none_match=before.etag)
    assert after.status == 200
    assert after.etag != before.etag
    assert len(pages.pages) == 1


@pytest.mark.database
@pytest.mark.site
def test_readers_see_a_correction_within_two_seconds(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for file in (ROOT / "seeds").iterdir():
        (seeds / file.name).write_bytes(file.read_bytes())
    with serve_seeds(tmp_path / "var", ARCHIVE_SEEDS=str(seeds)) as site:
        old = {path: site.ask(path) for path in (ARTICLE, f"/zh-hans{ARTICLE}", "/articles/")}
        first = next(seeds.glob("000_*.txt"))
        text = first.read_text("utf-8").replace("Title: ", "Title: Corrected: ", 1)
        first.with_name(f"{first.stem}~2.txt").write_text(text, "utf-8")
        assert site.manage("ingest").returncode == 0
        deadline = time.monotonic() + 2
        for path, page in old.items():
            while (new := site.ask(path, headers={"If-None-Match": page.headers["etag"]})).body in {
                b"",
                page.body,
            }:
                assert time.monotonic() < deadline, f"{path}: {new.status}"
                time.sleep(0.05)
            assert "Corrected: " in new.text


# -- the cache before any application --------------------------------------------------------------


class Site:
    """A small application: says what it was told, and can be made to misbehave."""

    def __init__(self) -> None:
        self.asked = 0
        self.shown: tuple[str, ...] = ("one", "one")
        self.status = "200 OK"
        self.headers: list[tuple[str, str]] = []
        self.prints_day = False
        self.made_from = ""
        self.whole = True

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        body = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {self.asked} ".encode() * 50
        if self.prints_day:
            environ[PRINTED] = True
            body = str(environ[DAY]).encode()
        if self.made_from:
            environ[EDITION] = self.made_from
        length = [("Content-Length", str(len(body)))] if self.whole else []
        start(self.status, [("Content-Type", "text/html"), *length, *self.headers])
        return [body]


def find_inputs(path: str) -> ViewInputs | None:
    return ViewInputs(("a", "b"), varies=("Accept",) if path == "/varies/" else ())


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def cache(site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> PageCache:
    settings.ALLOWED_HOSTS = ["testserver"]
    monkeypatch.setattr(polled_value, "FRESH", 0.0)
    return PageCache(site, lambda: site.shown, find_inputs, "release", 1_000_000)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("500 Internal Server Error", []),
        ("503 Service Unavailable", []),
        ("301 Moved Permanently", [("Location", "/")]),
        ("200 OK", [("Cache-Control", "no-store")]),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "User-Agent")]),
    ],
)
def test_what_may_not_last_is_neither_kept_nor_tagged(
    cache: PageCache, site: Site, status: str, headers: list[tuple[str, str]]
) -> None:
    site.status, site.headers = status, headers
    for times in (1, 2):
        reply = Reply(cache, "/", accept_encoding="br")
        assert (reply.etag, site.asked) == ("", times)
        assert "Accept-Encoding" in reply.headers["Vary"]


def test_a_page_of_another_edition_than_the_one_known_is_not_kept(
    cache: PageCache, site: Site
) -> None:
    site.made_from = "two"
    assert Reply(cache, "/").etag == ""
    site.made_from = "one"
    assert Reply(cache, "/").etag != ""


def test_a_page_that_prints_the_day_lasts_for_that_day(
    cache: PageCache, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.prints_day = True
    monkeypatch.setattr(cache_module, "utc_today", lambda: date(2026, 1, 24))
    today = Reply(cache, "/")
    assert Reply(cache, "/").body == today.body == b"2026-01-24"
    assert site.asked == 1
    monkeypatch.setattr(cache_module, "utc_today", lambda: date(2026, 1, 25))
    tomorrow = Reply(cache, "/", if_none_match=today.etag)
    assert (tomorrow.status, tomorrow.body) == (200, b"2026-01-25")


def test_a_page_that_prints_no_day_outlives_it(
    cache: PageCache, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "utc_today", lambda: date(2026, 1, 24))
    today = Reply(cache, "/")
    monkeypatch.setattr(cache_module, "utc_today", lambda: date(2026, 1, 25))
    assert Reply(cache, "/", if_none_match=today.etag).status == 304
    assert Reply(cache, "/").body == today.body


def test_releases_and_settings_have_tags_of_their_own(
    cache: PageCache, site: Site, settings: Settings
) -> None:
    other = PageCache(site, lambda: site.shown, find_inputs, "another release", 1_000_000)
    assert Reply(cache, "/").etag != Reply(other, "/").etag
    settings.ARCHIVE_NAMES = {"en": "Parallel Archive"}
    before = fingerprint.fingerprint()
    assert fingerprint.fingerprint() == before
    settings.ARCHIVE_NAMES = {"en": "Another archive"}
    assert fingerprint.fingerprint() != before


def test_negotiated_answers_are_told_apart_where_an_address_negotiates(
    cache: PageCache, site: Site
) -> None:
    site.headers = [("Vary", "Accept")]
    browser = Reply(cache, "/varies/", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    machine = Reply(cache, "/varies/", accept="application/json")
    assert Reply(cache, "/varies/").body == browser.body != machine.body
    assert browser.headers["Vary"] == "Accept, Accept-Encoding"
    assert browser.etag != machine.etag
    site.headers = []
    assert Reply(cache, "/", accept="application/json").etag == Reply(cache, "/").etag


def test_while_the_database_is_away_nothing_is_tagged_or_taken_for_known(
    cache: PageCache, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged = Reply(cache, "/").etag

    def away() -> tuple[str, ...]:
        raise DatabaseError

    monkeypatch.setattr(cache, "_glance", PolledValue(away))
    reply = Reply(cache, "/", if_none_match=tagged)
    assert (reply.status, reply.etag, site.asked) == (200, "", 2)


def test_what_comes_in_pieces_is_passed_on(cache: PageCache, site: Site) -> None:
    site.whole = False
    reply = Reply(cache, "/", accept_encoding="br")
    assert reply.body.startswith(b"/? 1 ")
    assert "Content-Encoding" not in reply.headers


def test_other_methods_and_static_files_go_past_the_cache(cache: PageCache, site: Site) -> None:
    for path, method in (("/", "POST"), ("/static/x.css", "GET")):
        for _ in range(2):
            Reply(cache, path, method)
    assert site.asked == 4
    assert len(cache.pages) == 0


def test_any_page_matches_a_star(cache: PageCache, site: Site) -> None:
    assert Reply(cache, "/", if_none_match="*").status == 304
    site.status = "404 Not Found"
    assert Reply(cache, "/nothing/", if_none_match="*").status == 404


# -- its parts -------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3000)), max_size=200))
def test_the_store_never_holds_more_than_it_may(asked: list[tuple[int, int]]) -> None:
    store = MemoryStore(40_000)
    for key, length in asked:
        store.put(key, CachedResponse.of("200 OK", [], b"x" * length))
        assert store.held <= 40_000
    held = [answer for key in range(31) if (answer := store.get(key))]
    assert store.held == sum(answer.weight for answer in held)
    assert len(store) == len(held)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    answer = CachedResponse.of("200 OK", [], b"x")
    store = MemoryStore(answer.weight * 20)
    for key in range(20):
        store.put(key, answer)
    assert store.get(0) is answer
    store.put(20, answer)
    assert store.get(0) is answer
    assert store.get(1) is None


def test_an_answer_too_large_to_share_the_room_is_not_kept() -> None:
    store = MemoryStore(100_000)
    store.put("large", CachedResponse.of("200 OK", [], b"x" * 20_000))
    assert len(store) == 0


def test_a_glance_looks_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polled_value, "FRESH", 1.0)
    now = [0.0]
    looks = count(1)
    seen = PolledValue(lambda: next(looks), clock=lambda: now[0])
    values = []
    for now[0] in (0.0, 0.5, 0.99, 1.0, 1.9, 2.1):
        values.append(seen.now())
    assert values == [1, 1, 1, 2, 2, 3]
