"""On this day in every year, and a random article."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from lxml.html import HtmlElement
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from archive.clock import today
from documents.browsing.anniversary import IN_EACH_YEAR
from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    NEWSPAPER,
    Report,
    ask_on,
    look,
    publish,
    text_of,
    use_archive,
)

pytestmark = pytest.mark.django_db

REPORTS = [
    *(Report(number, date(1958, 1, 24), page=number) for number in range(1, 5)),
    Report(11, date(1961, 1, 24)),
    Report(12, date(1960, 2, 29)),
    Report(13, date(1959, 12, 31)),
    Report(14, date(1962, 10, 5)),
]
DAYS = 366


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> Client:
    publish(REPORTS, tmp_path, settings)
    return Client()


def listed(page: HtmlElement) -> list[str]:
    return [href.split("/")[-2] for href in page.xpath("//ol[@class='entries']//h3/a/@href")]


def test_a_day_lists_its_articles_of_every_year(archive: Client) -> None:
    page = look(archive, "/on-this-day/01-24/")
    assert text_of(page, "//h1") == ["On this day: 24 January"]
    assert text_of(page, "//main//section/h2") == ["1958", "1961"]
    assert set(listed(page)) < {NEWSPAPER, *(one.identifier for one in REPORTS)}
    assert len(listed(page)) == IN_EACH_YEAR + 1
    assert text_of(page, "//main//header//p") == ["6 articles"]


def test_a_year_with_more_articles_leads_to_all_of_them(archive: Client) -> None:
    page = look(archive, "/on-this-day/01-24/")
    (more,) = page.xpath("//p[contains(@class, 'more')]/a")
    assert more.text_content() == "All 5 articles of 24 January 1958"
    assert text_of(look(archive, more.get("href")), "//h1")[0].startswith("5 articles")


def test_the_calendar_leads_to_every_day_there_is(archive: Client) -> None:
    page = look(archive, "/on-this-day/02-29/")
    links = page.xpath("//nav[@id='any-day']//a")
    assert len({link.get("href") for link in links}) == len(links) == DAYS
    (here,) = page.xpath("//nav[@id='any-day']//a[@aria-current]")
    assert (here.get("href"), here.get("aria-label")) == ("/on-this-day/02-29/", "29 February")
    assert listed(page) == [REPORTS[5].identifier]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("01-01", "12-31", "01-02"), ("02-28", "02-27", "02-29"), ("12-31", "12-30", "01-01")],
)
def test_a_day_leads_to_the_days_beside_it(
    archive: Client, day: str, before: str, after: str
) -> None:
    page = look(archive, f"/on-this-day/{day}/")
    for rel, other in (("prev", before), ("next", after)):
        assert page.xpath(f"//main//a[@rel='{rel}']/@href") == [f"/on-this-day/{other}/"]


def test_a_day_without_articles_says_so_and_leads_to_those_around_it(archive: Client) -> None:
    page = look(archive, "/on-this-day/01-02/")
    assert text_of(page, "//p[@class='lead']") == ["No article is dated 2 January of any year."]
    assert REPORTS[6].identifier in listed(page)  # of 31 December
    assert NEWSPAPER not in listed(page)
    assert NEWSPAPER in listed(look(archive, "/on-this-day/01-22/"))


def test_without_a_day_the_page_is_that_of_the_day_of_the_request(archive: Client) -> None:
    ask_on(archive, date(2026, 10, 5))
    page = look(archive, "/on-this-day/")
    (here,) = page.xpath("//nav[@id='any-day']//a[@aria-current]/@href")
    assert here == "/on-this-day/10-05/"
    assert listed(page) == [REPORTS[7].identifier]


def test_today_is_the_utc_day(rf: RequestFactory) -> None:
    before = datetime.now(UTC).date()
    found = today(rf.get("/on-this-day/"))
    assert before <= found <= datetime.now(UTC).date()


@pytest.mark.parametrize("day", ["02-30", "13-01", "00-10", "1-24"])
def test_what_is_no_day_answers_404(archive: Client, day: str) -> None:
    assert archive.get(f"/on-this-day/{day}/").status_code == 404
    assert archive.get(f"/on-this-day/{day}.json").status_code == 404


def test_the_json_has_what_the_page_has(archive: Client) -> None:
    document = archive.get("/on-this-day/01-24.json").json()
    assert [(one["date"], one["articles"]) for one in document["years"]] == [
        ("1958-01-24", 5),
        ("1961-01-24", 1),
    ]
    shown = [article["identifier"] for one in document["years"] for article in one["first"]]
    assert shown == listed(look(archive, "/on-this-day/01-24/"))


def test_a_day_asks_the_database_a_fixed_number_of_times(
    archive: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The savepoint and its release; edition, sources, the index of issues, articles, translations.
    for day in ("01-24", "12-31"):
        with django_assert_num_queries(7):
            look(archive, f"/on-this-day/{day}/")


# -- a random article ------------------------------------------------------------------------------


def test_a_random_article_is_another_one_each_time_and_every_one_in_the_end(
    archive: Client,
) -> None:
    held = {NEWSPAPER, ENCYCLOPEDIA, *(one.identifier for one in REPORTS)}
    met = set()
    for _ in range(400):  # of ten articles one is missed by a chance of 10^-17
        response = archive.get("/random/")
        met.add(urlsplit(response.headers["Location"]).path.split("/")[2])
    assert met == held
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_a_random_article_stays_in_the_readers_language(archive: Client) -> None:
    location = archive.get("/zh-hans/random/").headers["Location"]
    assert location.startswith("/zh-hans/articles/")


def test_an_empty_archive_leads_to_its_empty_list(tmp_path: Path, settings: Settings) -> None:
    use_archive(tmp_path, settings)
    assert Client().get("/random/").headers["Location"] == "/articles/"
    assert Client().get("/on-this-day/01-24/").status_code == 200
