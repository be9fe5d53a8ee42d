"""Hits along time, held against the rows: years, months, days, and what stands behind them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from documents.models import Article
from tests.helpers.invented_reports import Report, parse, publish, text_of

pytestmark = pytest.mark.django_db

DAYS = [date(1958, 1, 3), date(1958, 1, 3), date(1958, 1, 31), date(1958, 3, 1), date(1960, 2, 29)]


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    reports = [Report(n + 10, day, translated=n % 2 == 0) for n, day in enumerate(DAYS)]
    publish(reports, tmp_path, settings)
    return Client()


def look(client: Client, query: str) -> HtmlElement:
    return parse(client.get(f"/articles/?{query}").content)


def table(page: HtmlElement) -> dict[str, list[str]]:
    rows = page.xpath("//figure[contains(@class, 'bars')]//tbody/tr")
    return {text_of(row, "th")[0]: text_of(row, "td") for row in rows}


def held(shape: str) -> Counter[str]:
    """Articles by year, month or day, as the database has them."""
    dates = Article.objects.filter(date_from__isnull=False).values_list("date_from", "date_to")
    return Counter(f"{first:{shape}}" for first, last in dates if first == last)


def test_years_stand_against_all_articles_of_the_year(shelf: Client) -> None:
    rows = table(look(shelf, f"q={quote('canal')}"))
    years = held("%Y")
    assert {name: row[1] for name, row in rows.items()} == {y: str(n) for y, n in years.items()}
    assert rows["1958"] == ["2", "5", "40.0%"]
    assert rows["1960"] == ["1", "1", "100.0%"]


def test_months_stand_inside_a_year_and_days_inside_a_month(shelf: Client) -> None:
    months = table(look(shelf, f"q={quote('水渠')}&year=1958"))
    assert months == {"January 1958": ["3", "4", "75.0%"], "March 1958": ["1", "1", "100.0%"]}
    days = table(look(shelf, f"q={quote('水渠')}&year=1958&month=1958-01"))
    assert {name: row[:2] for name, row in days.items()} == {
        "3 January 1958": ["2", "2"],
        "24 January 1958": ["0", "1"],
        "31 January 1958": ["1", "1"],
    }


@pytest.mark.parametrize("query", ["", "q=canal", "q=canal&year=1958", "year=1958&month=1958-01"])
def test_every_bar_leads_to_as_many_articles_as_it_says(shelf: Client, query: str) -> None:
    page = look(shelf, query)
    links = page.xpath("//figure[contains(@class, 'bars')]//tbody/tr[th/a]")
    assert links
    for row in links:
        there = parse(shelf.get(row.xpath("th/a/@href")[0]).content)
        assert text_of(there, "//h1")[0].split()[0] == text_of(row, "td")[0]


def test_without_words_or_filters_there_is_nothing_to_compare(shelf: Client) -> None:
    assert {len(row) for row in table(look(shelf, "")).values()} == {1}


def test_an_article_is_found_by_the_years_it_speaks_of(shelf: Client) -> None:
    page = look(shelf, "mentions=1957")
    assert text_of(page, "//h1")[0] == "1 article, mentioning 1957"
    assert "mentioning 1957" in text_of(page, "//ul[contains(@class, 'chips')]")[0]
    assert shelf.get("/articles/?mentions=57").status_code == 400


def test_what_is_in_no_bar_is_said_in_the_table(shelf: Client) -> None:
    page = look(shelf, "")
    rows = page.xpath("//figure[contains(@class, 'bars')]//tbody/tr")
    counted = sum(int(text_of(row, "td")[0]) for row in rows)
    assert counted == Article.objects.newest().count()
