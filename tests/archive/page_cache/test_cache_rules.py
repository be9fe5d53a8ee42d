"""What the cache keeps of an application's answers: days, releases, failures, pieces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from archive.clock import DAY, PRINTED
from archive.context import EDITION, INDEX
from archive.page_cache import cache as cache_module
from archive.page_cache import fingerprint, polled_value
from archive.page_cache.cache import PageCache
from archive.page_cache.polled_value import PolledValue
from archive.query_parameters import ViewInputs
from tests.helpers.wsgi_reply import Reply


class Site:
    """A small application: says what it was told, and can be made to misbehave."""

    def __init__(self) -> None:
        self.asked = 0
        self.shown: tuple[str, ...] = ("one", "one")
        self.status = "200 OK"
        self.headers: list[tuple[str, str]] = []
        self.prints_day = False
        self.made_from = ""
        self.searched = ""
        self.whole = True

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        body = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {self.asked} ".encode() * 50
        if self.prints_day:
            environ[PRINTED] = True
            body = str(environ[DAY]).encode()
        if self.made_from:
            environ[EDITION] = self.made_from
        if self.searched:
            environ[INDEX] = self.searched
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


def test_a_page_made_with_another_index_than_the_one_known_is_not_kept(
    cache: PageCache, site: Site
) -> None:
    for site.searched in ("two", "one two"):
        assert Reply(cache, "/").etag == ""
    site.searched = "one"
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

    monkeypatch.setattr(cache, "_polled", PolledValue(away))
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
