"""Sources, their calendars and their issues."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    NEWSPAPER,
    Report,
    look,
    parse,
    publish,
    text_of,
)

pytestmark = pytest.mark.django_db

DAILY = "/sources/peoples-daily/"
REPORTS = [
    Report(11, date(1958, 1, 24), page=1),
    Report(12, date(1958, 1, 24), page=6, translated=False),
    Report(13, date(1958, 2, 28)),
    Report(14, date(1960, 2, 29)),
]


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> Client:
    """The seeds and four reports: three of the issue of 24 January 1958, two of later days."""
    publish(REPORTS, tmp_path, settings)
    return Client()


def days(page: HtmlElement) -> dict[str, str]:
    """The days that lead somewhere, and what each link says."""
    links = page.xpath("//table[contains(@class, 'month')]//td/a")
    return {link.get("href"): link.get("title") for link in links}


def test_every_source_is_listed_with_its_count_and_span(archive: Client) -> None:
    rows = text_of(look(archive, "/sources/"), "//ul[@class='holdings']/li")
    assert "Great Soviet Encyclopedia" in rows[0]
    assert rows[0].endswith("Encyclopedia Moscow 1970–1979 1 article")
    assert "People’s Daily 人民日报" in rows[1]
    assert rows[1].endswith("Newspaper Beijing 1958–1960 5 articles")


def test_a_source_says_its_facts_its_rights_and_its_notes(archive: Client) -> None:
    page = look(archive, "/sources/great-soviet-encyclopedia/")
    facts = " ".join(text_of(page, "//dl[contains(@class, 'holding')]"))
    for words in ("Moscow", "© 2010 The Gale Group", "ideologically biased", "not held"):
        assert words in facts
    assert page.xpath("//a[@rel='license']/@href") == ["http://rightsstatements.org/vocab/InC/1.0/"]
    daily = " ".join(text_of(look(archive, DAILY), "//dl[contains(@class, 'holding')]"))
    assert "the archive attributed it" in daily


def test_a_source_with_issues_leads_to_its_years(archive: Client) -> None:
    years = look(archive, DAILY).xpath("//ul[contains(@class, 'years')]//a[@class='of-year']")
    assert [(a.get("href"), " ".join(a.text_content().split())) for a in years] == [
        (f"{DAILY}1958/", "1958 4"),
        (f"{DAILY}1960/", "1960 1"),
    ]


def test_a_source_with_issues_leads_to_each_month_that_holds_something(archive: Client) -> None:
    months = look(archive, DAILY).xpath("//ul[contains(@class, 'years')]//ol//a")
    assert [(a.get("href"), a.get("aria-label")) for a in months] == [
        (f"{DAILY}1958/01/", "Jan 1958: 3 articles"),
        (f"{DAILY}1958/02/", "Feb 1958: 1 article"),
        (f"{DAILY}1960/02/", "Feb 1960: 1 article"),
    ]


def test_a_period_without_articles_says_so_and_leads_to_the_nearest(archive: Client) -> None:
    page = parse(archive.get(f"{DAILY}1958/03/").content)
    assert "Nothing of People’s Daily, March 1958, is held." in text_of(page, "//main//p")
    ways = page.xpath("//main//ul[@class='ways']//a/@href")
    assert ways == [f"{DAILY}1958/02/", f"{DAILY}1960/02/", DAILY]
    page = parse(archive.get(f"{DAILY}1958/02/30/").content)
    assert "No such day in the calendar." in text_of(page, "//main//p")


def test_a_source_without_issues_lists_its_titles(archive: Client) -> None:
    page = look(archive, "/sources/great-soviet-encyclopedia/")
    assert page.xpath("//ol[contains(@class, 'entries')]//h3/a/@href") == [
        f"/articles/{ENCYCLOPEDIA}/"
    ]
    assert archive.get("/sources/great-soviet-encyclopedia/?page=2").status_code == 404
    assert archive.get("/sources/great-soviet-encyclopedia/?page=x").status_code == 404


def test_a_year_is_twelve_tables_whose_days_lead_to_issues(archive: Client) -> None:
    page = look(archive, f"{DAILY}1958/")
    assert len(page.xpath("//table")) == 12
    for table in page.xpath("//table"):
        assert text_of(table, ".//caption")[0]
        assert len(table.xpath(".//th[@scope='col']")) == 7
    assert days(page) == {
        f"{DAILY}1958/01/24/": "24 January 1958: 3 articles",
        f"{DAILY}1958/02/28/": "28 February 1958: 1 article",
    }


def test_a_day_stands_under_its_weekday(archive: Client) -> None:
    page = look(archive, f"{DAILY}1958/01/")
    cell = page.xpath("//td[a]")[0]
    place = len(cell.xpath("preceding-sibling::td"))
    assert text_of(page, "//th")[place] == "Fri"  # 24 January 1958 was a Friday


def test_a_leap_day_has_its_issue(archive: Client) -> None:
    assert list(days(look(archive, f"{DAILY}1960/02/"))) == [f"{DAILY}1960/02/29/"]


def test_an_issue_is_grouped_by_page_in_order(archive: Client) -> None:
    page = look(archive, f"{DAILY}1958/01/24/")
    assert text_of(page, "//section/h2") == ["Page 1", "Page 6"]
    groups = [
        [href.split("/")[2] for href in section.xpath(".//h3/a/@href")]
        for section in page.xpath("//section[h2]")
    ]
    assert groups == [[REPORTS[0].identifier], [NEWSPAPER, REPORTS[1].identifier]]


def test_a_headline_of_an_issue_is_as_large_as_its_article_is_long(archive: Client) -> None:
    page = look(archive, f"{DAILY}1958/01/24/")
    sizes = {
        item.xpath(".//h3/a/@href")[0].split("/")[2]: item.get("class")
        for item in page.xpath("//ol[@class='headlines']/li")
    }
    assert sizes == {
        NEWSPAPER: "lead",
        REPORTS[0].identifier: "brief",
        REPORTS[1].identifier: "brief",
    }
    titles = text_of(page, "//li[@class='lead']//*[self::h3 or @class='other']")
    assert [title[:8] for title in titles] == ["Learning", "互相学习精神财富"]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("1958/", None, "1960/"),
        ("1960/", "1958/", None),
        ("1958/01/", None, "1958/02/"),
        ("1958/02/", "1958/01/", "1960/02/"),
        ("1958/02/28/", "1958/01/24/", "1960/02/29/"),
    ],
)
def test_before_and_after_lead_to_what_is_held(
    archive: Client, path: str, before: str | None, after: str | None
) -> None:
    page = look(archive, DAILY + path)
    for rel, wanted in (("prev", before), ("next", after)):
        hrefs = page.xpath(f"//nav[contains(@class, 'beside')]/a[@rel='{rel}']/@href")
        assert hrefs == ([DAILY + wanted] if wanted else [])


@pytest.mark.parametrize(
    "path",
    [
        "/sources/pravda/",
        f"{DAILY}1957/",
        f"{DAILY}0000/",
        f"{DAILY}1958/03/",
        f"{DAILY}1958/13/",
        f"{DAILY}1958/00/",
        f"{DAILY}1958/01/23/",
        f"{DAILY}1958/02/30/",
        "/sources/great-soviet-encyclopedia/1970/",  # its 1970–1979 lies in no single year
        "/sources/great-soviet-encyclopedia/1975/",
    ],
)
def test_what_holds_nothing_answers_404(archive: Client, path: str) -> None:
    assert archive.get(path).status_code == 404


def test_a_month_asks_the_database_no_more_for_more_days(
    archive: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The savepoint and its release; source, days, before, after; the edition for the footer.
    with django_assert_num_queries(7):
        look(archive, f"{DAILY}1958/01/")
    with django_assert_num_queries(7):
        look(archive, f"{DAILY}1958/")


@pytest.mark.parametrize("path", ["/sources/", DAILY, f"{DAILY}1958/", f"{DAILY}1958/01/24/"])
def test_every_page_answers_in_the_chinese_interface(archive: Client, path: str) -> None:
    page = look(archive, f"/zh-hans{path}")
    assert page.get("lang") == "zh-Hans"
    assert all(
        href.startswith(("/zh-hans/", "/sources/"))
        for href in page.xpath("//main//a/@href")
        if href.startswith("/") and not href.startswith("/articles.atom?")
    )
    assert "人民日报" in page.text_content()
