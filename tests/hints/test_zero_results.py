"""Help with zero results, and notes on queries: every suggestion finds what it promises."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import daily_reports, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """The seeds and thirty reports of a canal, over three years and three places."""
    publish(daily_reports(30), tmp_path, settings)
    return Client()


def look(client: Client, query: str) -> HtmlElement:
    response = client.get(f"/articles/?{query}")
    assert response.status_code == 200
    return parse(response.content)


def total(page: HtmlElement) -> int:
    number = re.match(r"[\d,]+", text_of(page, "//h1")[0])
    assert number is not None
    return int(number[0].replace(",", ""))


def promises(page: HtmlElement) -> dict[str, int]:
    """Every proposed address with the number it promises."""
    found = {}
    counted = (
        "//div[@class='nothing']//a[contains(@href, '?')][not(contains(@href, '/renderings/'))]"
    )
    for link in page.xpath(counted):
        item = " ".join(link.getparent().text_content().split())
        number = re.search(r"([\d,]+) articles?$", item)
        assert number is not None, item
        found[link.get("href")] = int(number[1].replace(",", ""))
    for link in page.xpath("//p[contains(@class, 'remark')]/a"):
        found[link.get("href")] = int(link.text_content().split()[0].replace(",", ""))
    return found


@pytest.mark.parametrize(
    "q",
    [
        "canol",
        "canal zzz",
        "cannal finsihed",
        "水渠船闸",
        "修成水库",
        "渠 成 船",
        "title:dug",
        '"canal finished"',
        '"one canal was dig"',
        "canal&place=布拉格&newspaper_page=9",
        "canal&year=1999",
        "canal&from=1990&to=1991",
        "zzz&year=1950&language=en",
        "canal -canal",
        "people's daily 1951 船",
        "人民日报1950年 zzz canal",
        "鞠 鹏 zzz",
        "zzz~ qqq*",
        "cannal 水渠船",
        "canol fnished 蟹&year=1999",
        "canal&place=Peking&year=1950",
    ],
)
def test_every_way_out_finds_what_it_promises(shelf: Client, q: str) -> None:
    words, amp, rest = q.partition("&")
    page = look(shelf, f"q={quote(words)}{amp}{rest}")
    assert total(page) == 0
    ways = promises(page)
    assert all(ways.values())
    for url, count in ways.items():
        assert total(parse(shelf.get(url).content)) == count, url


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("canal zzz", "“zzz” occurs in no headline, byline, section, column or text (English)."),
        ("水渠 蟹", "“蟹” occurs in no headline, byline, section, column or text (Chinese)."),
        ("canal zzz", "“canal”: 30 articles".replace("30", "24")),
    ],
)
def test_each_word_is_judged_by_itself(shelf: Client, q: str, said: str) -> None:
    page = look(shelf, f"q={quote(q)}")
    assert said in text_of(page, "//ul[@class='verdicts']/li")


@pytest.mark.parametrize(
    ("q", "words"),
    [("canal&year=1999", ["canal"]), ("水渠 蟹", ["水渠"]), ("canol", []), ("title:canal zzz", [])],
)
def test_words_held_elsewhere_lead_to_their_renderings(
    shelf: Client, q: str, words: list[str]
) -> None:
    typed, amp, rest = q.partition("&")
    page = look(shelf, f"q={quote(typed)}{amp}{rest}")
    assert total(page) == 0
    found = page.xpath("//div[@class='nothing']//a[contains(@href, '/renderings/')]/@href")
    assert found == [f"/renderings/?q={quote(word)}" for word in words]
    for address in found:
        assert parse(shelf.get(address).content).xpath("//section[@class='renderings']//tbody/tr")


@pytest.mark.parametrize("q", ["canol", "canla", "cana", "canaal"])
def test_a_misspelt_word_is_set_right(shelf: Client, q: str) -> None:
    assert "“canal”" in text_of(look(shelf, f"q={q}"), "//ul[@class='ways']/li/a")


@pytest.mark.parametrize(
    "q",
    [
        "people's daily 1950 canal",
        "Peoples Daily canal 1950",
        "ＰＥＯＰＬＥ’Ｓ ＤＡＩＬＹ　１９５０ canal",
        "人民日报 1950年 canal",
        "人民日報1950 canal",
        "source:peoples-daily year:1950 canal",
        "来源：人民日报 年份：1950年 canal",
        "source:“People’s Daily” from:1950 to:1950 canal",
    ],
)
def test_a_source_and_a_year_among_the_words_are_understood_and_said(shelf: Client, q: str) -> None:
    page = look(shelf, f"q={quote(q)}")
    wanted = parse(shelf.get("/articles/?q=canal&source=peoples-daily&year=1950").content)
    assert total(page) == total(wanted) == 8
    assert "People’s Daily" in text_of(page, "//ul[contains(@class, 'chips')]")[0]
    assert "Read as a filter" in text_of(page, "//p[contains(@class, 'remark')]")[0]


@pytest.mark.parametrize("q", ["人民日报", "1950", "canal 1950", '"people\'s daily" 1950'])
def test_a_name_or_a_year_alone_stays_words(shelf: Client, q: str) -> None:
    page = look(shelf, f"q={quote(q)}")
    assert page.xpath("//ul[contains(@class, 'chips')]") == []
    for url, count in promises(page).items():
        assert total(parse(shelf.get(url).content)) == count


@pytest.mark.parametrize("q", ["source:nowhere canal", "年份：某年 canal", "language:xx canal"])
def test_a_field_that_cannot_be_read_is_named(shelf: Client, q: str) -> None:
    remarks = text_of(look(shelf, f"q={quote(q)}"), "//p[contains(@class, 'remark')]")
    assert any("could not be read" in remark for remark in remarks)


def test_characters_set_apart_are_one_name_with_the_other_reading_offered(shelf: Client) -> None:
    page = look(shelf, f"q={quote('水 渠')}")
    assert total(page) == total(look(shelf, f"q={quote('水渠')}")) > 0
    apart = promises(page)
    assert len(apart) == 1
    assert all(total(parse(shelf.get(url).content)) == count for url, count in apart.items())


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("cannal fnished", "“canal finished”"),
        ("cannal zzzz", "“canal”"),
        ("cannal 水渠船&year=1999", "“canal” in the whole archive"),
        ("cannal 修成船闸", "“canal 修成”"),
        ("渠蟹", "“渠”"),
        ("zzz&place=Peking", ""),
        ("canal&place=Peking", "from “北京”"),
    ],
)
def test_several_faults_at_once_are_mended_together(shelf: Client, q: str, wanted: str) -> None:
    words, amp, rest = q.partition("&")
    page = look(shelf, f"q={quote(words)}{amp}{rest}")
    assert total(page) == 0
    assert not wanted or wanted in text_of(page, "//ul[@class='ways']/li/a")
