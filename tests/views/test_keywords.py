"""Keywords: what sets some articles apart, counted as their lists count."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.corpus import keywords
from tests.helpers.invented_reports import Report, daily_reports, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """Twenty articles, and eight of another column about something else."""
    keywords._build.cache_clear()
    others = [
        Report(
            number,
            date(1960, 1, number - 100 + 1),
            column="体育",
            closing="运动员昨天在体育场比赛。",
            translated=False,
        )
        for number in range(100, 108)
    ]
    publish([*daily_reports(20), *others], tmp_path, settings)
    return Client()


def test_the_words_of_a_column_set_it_apart(shelf: Client) -> None:
    text = shelf.get("/keywords.csv?column=体育").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"运动员", "比赛"} <= {row["keyword"] for row in rows}
    assert "canal" not in {row["keyword"] for row in rows}
    ranks = [float(row["log_likelihood"]) for row in rows if row["language"] == "zh"]
    assert ranks == sorted(ranks, reverse=True)


def test_every_count_is_that_of_its_list(shelf: Client) -> None:
    page = parse(shelf.get("/keywords/?column=体育").content)
    rows = page.xpath("//table[contains(@class, 'numbers')]/tbody/tr")
    assert rows
    for row in rows[:5]:
        found = parse(shelf.get(row.xpath("./th/a/@href")[0]).content)
        heading = text_of(found, "//h1")[0]
        assert re.match(r"\d+", heading)[0] == text_of(row, "./td")[0]  # type: ignore[index]


def test_json_says_what_the_page_says(shelf: Client) -> None:
    found = shelf.get("/keywords.json?column=体育").json()
    page = parse(shelf.get("/keywords/?column=体育").content)
    said = [word["text"] for group in found["languages"] for word in group["keywords"]]
    assert said == [text.strip() for text in text_of(page, "//tbody/tr/th")]
    assert found["articles"] == 8


@pytest.mark.parametrize("query", ["", "?q=canal", "?year=1789"])
def test_without_a_filter_that_parts_the_archive_the_page_leads_on(
    shelf: Client, query: str
) -> None:
    page = parse(shelf.get(f"/keywords/{query}").content)
    assert page.xpath("//p[contains(@class, 'lead')]/a")


def test_what_the_budget_does_not_reach_is_left_out_and_said(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shelf.get("/keywords.json?column=体育").json()
    assert whole["complete"]
    for budget in (0, 40, 80):
        keywords._build.cache_clear()
        monkeypatch.setattr(keywords, "BUDGET", budget)
        found = shelf.get("/keywords.json?column=体育").json()
        assert not found["complete"]
        rows = [word for group in found["languages"] for word in group["keywords"]]
        assert all(
            word in [one for group in whole["languages"] for one in group["keywords"]]
            for word in rows
        )
