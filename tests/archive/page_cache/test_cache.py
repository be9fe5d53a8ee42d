"""The cache in front of the archive: exact across editions, languages and encodings."""

from __future__ import annotations

import gzip
import time
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from archive.page_cache import polled_value
from archive.page_cache.cache import PageCache, add_page_cache
from documents.ingest.importer import Options, ingest
from documents.models import Edition
from tests.helpers.invented_reports import NEWSPAPER, THEN, daily_reports, publish
from tests.helpers.site_process import ROOT, serve_seeds
from tests.helpers.wsgi_reply import Reply

ARTICLE = f"/articles/{NEWSPAPER}/"
PAGES = ("/", "/articles/", ARTICLE, "/sources/", "/about/", "/help/", "/robots.txt")


@pytest.fixture
def pages(db: None, tmp_path: Path, settings: Settings) -> PageCache:
    """The whole application over the seeds, as `manage.py serve` runs it; the edition looked up."""
    settings.ALLOWED_HOSTS = ["testserver"]
    publish([], tmp_path, settings)
    made = add_page_cache(WSGIHandler())
    Reply(made, "/random/")
    return made


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
