"""Articles held in one language alone are offered to a search in the other, and counted truly."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.renderings.translations import chinese_translations, english_translations
from tests.helpers.invented_reports import Report, daily_reports, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    alone = [
        Report(number, date(1960, 1, number - 99), closing=closing, translated=False)
        for number, closing in ((100, "水库昨天完工。"), (101, "两国的文化合作。"), (102, "文化。"))
    ]
    publish([*daily_reports(6), *alone], tmp_path, settings)
    return Client()


def offered(client: Client, q: str) -> tuple[int, str, str]:
    """How many articles are offered, what is said of them, and their list's first heading."""
    page = parse(client.get("/articles/", {"q": q}).content)
    offers = page.xpath("//p[contains(., 'without a translation')]")
    if not offers:
        return 0, "", ""
    (link,) = offers[0].xpath("./a")
    listed = parse(client.get(link.get("href")).content)
    count = re.match(r"\d+", link.text_content())
    return int(count[0]) if count else 0, offers[0].text_content(), text_of(listed, "//h1")[0]


@pytest.mark.parametrize(
    ("q", "count", "word"),
    [("reservoir", 1, "水库"), ("cultural cooperation", 1, "文化"), ("culture", 2, "文化")],
)
def test_an_english_search_offers_what_is_held_only_in_chinese(
    shelf: Client, q: str, count: int, word: str
) -> None:
    found, said, heading = offered(shelf, q)
    assert found == count
    assert word in said
    assert heading.startswith(f"{count} article")


@pytest.mark.parametrize("q", ["reservoir OR culture", "title:reservoir", "水库", "the", "xyzzy"])
def test_nothing_is_offered_where_nothing_can_be_translated_or_found(shelf: Client, q: str) -> None:
    assert offered(shelf, q)[0] == 0


def test_the_list_itself_is_not_mixed(shelf: Client) -> None:
    page = parse(shelf.get("/articles/?q=reservoir").content)
    assert not page.xpath("//ol[contains(@class, 'entries')]//h3")


def test_words_have_translations_that_can_be_searched() -> None:
    assert "cooperate" in english_translations("合作")
    assert "scientific research" in english_translations("科学研究")
    assert "合作" in chinese_translations("cooperation")
    assert chinese_translations("scientific research")[0] == "科学研究"
    assert "文化" in chinese_translations("cultural")
    assert chinese_translations("xyzzy") == ()
    assert chinese_translations("the") == ()
