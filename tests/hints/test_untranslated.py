"""Articles held in one language alone are offered to a search in the other, and counted truly."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from documents.renderings.translations import chinese_translations, english_translations
from tests.helpers.invented_reports import Report, daily_reports, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    alone = [
        Report(number, date(1960, 1, number - 99), closing=closing, translated=False)
        for number, closing in (
            (100, "水库昨天完工。"),
            (101, "两国的文化合作。"),
            (102, "文化。"),
            (103, "两队协作。"),
        )
    ]
    publish([*daily_reports(6), *alone], tmp_path, settings)
    return Client()


def offered(client: Client, q: str, more: str = "") -> tuple[int, str, str]:
    """How many articles are offered, what is said of them, and the address of their list."""
    page = parse(client.get(f"/articles/?{urlencode({'q': q})}{more}").content)
    offers = page.xpath("//p[starts-with(normalize-space(.), 'Untranslated:')]")
    if not offers:
        return 0, "", ""
    (link,) = offers[0].xpath("./a")
    count = re.match(r"\d+", link.text_content())
    return int(count[0]) if count else 0, offers[0].text_content(), link.get("href")


def listed(client: Client, url: str) -> HtmlElement:
    response = client.get(url)
    assert response.status_code == 200
    return parse(response.content)


@pytest.mark.parametrize(
    ("q", "count", "word"),
    [
        ("reservoir", 1, "水库"),
        ("cultural cooperation", 3, "文化"),
        ("culture", 2, "文化"),
        ("reservoir OR culture", 3, "水库"),
        ("reservoir xyzzy", 1, "水库"),
        ("reservoir culture", 3, "文化"),
    ],
)
def test_an_english_search_offers_what_is_held_only_in_chinese(
    shelf: Client, q: str, count: int, word: str
) -> None:
    found, said, url = offered(shelf, q)
    assert found == count
    assert word in said
    page = listed(shelf, url)
    assert len(page.xpath("//ol[contains(@class, 'entries')]/li")) == count
    heading = " ".join(text_of(page, "//h1")[0].split())
    articles = "article" if count == 1 else "articles"
    assert heading.startswith(f"{count} {articles} not held in English that may speak of")


@pytest.mark.parametrize("q", ["title:reservoir", "水库", "the", "xyzzy", "-reservoir", ""])
def test_nothing_is_offered_where_nothing_can_be_translated_or_found(shelf: Client, q: str) -> None:
    assert offered(shelf, q)[0] == 0


def test_an_offer_keeps_the_filters_of_its_list(shelf: Client) -> None:
    found, _, url = offered(shelf, "culture", "&dated=1960-01-02")
    assert found == 1
    assert "dated=1960-01-02" in url
    assert len(listed(shelf, url).xpath("//ol[contains(@class, 'entries')]/li")) == 1


def test_each_result_says_which_words_answered(shelf: Client) -> None:
    page = listed(shelf, offered(shelf, "cultural cooperation")[2])
    said = [" ".join(text.split()) for text in text_of(page, "//p[contains(@class, 'answered')]")]
    assert said[0] == "cultural → 文化 cooperation → 合作"
    assert sorted(said[1:]) == ["cooperation → 协作", "cultural → 文化"]
    assert "文化" in text_of(page, "//mark")


def test_a_translation_is_left_out_and_chosen_by_a_link(shelf: Client) -> None:
    page = listed(shelf, offered(shelf, "cooperation")[2])
    assert sorted(text_of(page, "//mark")) == ["协作", "合作"]
    (link,) = page.xpath("//section[contains(@class, 'across')]//a[span[text()='合作']]/@href")
    without = listed(shelf, link)
    assert text_of(without, "//mark") == ["协作"]
    (back,) = without.xpath("//section[contains(@class, 'across')]//a[span[text()='合作']]/@href")
    again = listed(shelf, back)
    assert len(again.xpath("//ol[contains(@class, 'entries')]/li")) == 2


def test_a_list_in_the_other_language_leads_back_to_the_words_themselves(shelf: Client) -> None:
    page = listed(shelf, offered(shelf, "culture")[2])
    assert page.xpath("//section[contains(@class, 'across')]//a[@href='/articles/?q=culture']")


def test_an_article_reached_by_its_translations_has_them_marked(shelf: Client) -> None:
    page = listed(shelf, offered(shelf, "reservoir")[2])
    (href,) = page.xpath("//ol[contains(@class, 'entries')]//h3/a/@href")
    assert text_of(listed(shelf, href), "//main//mark") == ["水库"]


def test_exports_and_feeds_hold_the_same_articles(shelf: Client) -> None:
    query = "q=cultural+cooperation&across=1"
    exported = shelf.get(f"/articles.json?{query}").json()
    assert exported["total"] == 3
    said = exported["across"]
    assert [word["word"] for word in said["words"]] == ["cultural", "cooperation"]
    used = [one["text"] for one in said["words"][1]["translations"] if one["used"]]
    assert "合作" in used
    assert said["part_is_enough"]
    assert shelf.get("/articles.json?q=reservoir").json()["across"] is None
    assert shelf.get(f"/articles.atom?{query}").content.count(b"<entry>") == 3


def test_the_archive_s_own_renderings_go_first_and_say_so(shelf: Client) -> None:
    (word,) = shelf.get("/articles.json?q=canal&across=1").json()["across"]["words"]
    first = word["translations"][0]
    assert (first["text"], first["origin"], first["used"]) == ("水渠", "archive", True)
    (word,) = shelf.get("/articles.json?q=reservoir&across=1").json()["across"]["words"]
    assert {one["origin"] for one in word["translations"]} == {"dictionary"}


def test_facets_count_the_list_in_the_other_language(shelf: Client) -> None:
    counts = shelf.get("/articles.json?q=culture&across=1").json()["facets"]
    assert [(one["value"], one["articles"]) for one in counts["language"]] == [("zh-Hans", 2)]


def test_a_list_in_the_other_language_leads_to_its_words_in_use(shelf: Client) -> None:
    page = listed(shelf, offered(shelf, "reservoir")[2])
    href = page.xpath("//a[starts-with(@href, '/concordance/?')]/@href")[0]
    assert text_of(listed(shelf, href), "//mark") == ["水库"]


def test_the_list_itself_is_not_mixed(shelf: Client) -> None:
    page = parse(shelf.get("/articles/?q=reservoir").content)
    assert not page.xpath("//ol[contains(@class, 'entries')]//h3")


def test_a_list_of_nothing_says_what_has_no_translation(shelf: Client) -> None:
    page = listed(shelf, "/articles/?q=xyzzy&across=1")
    assert "xyzzy" in text_of(page, "//section[contains(@class, 'across')]")[0]
    assert not page.xpath("//ol[contains(@class, 'entries')]")


def test_words_that_only_begin_alike_are_not_translated_alike() -> None:
    assert "区域" in chinese_translations("districts")
    assert "分布式" not in chinese_translations("districts")  # distributed


def test_words_have_translations_that_can_be_searched() -> None:
    assert "cooperate" in english_translations("合作")
    assert "scientific research" in english_translations("科学研究")
    assert "合作" in chinese_translations("cooperation")
    assert next(iter(chinese_translations("scientific research"))) == "科学研究"
    assert "文化" in chinese_translations("cultural")
    assert chinese_translations("xyzzy") == {}
    assert chinese_translations("the") == {}
