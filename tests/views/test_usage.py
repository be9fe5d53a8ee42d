"""Concordance and trends: every hit once, in order, and frequencies as counting gives them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from documents.corpus import concordance
from documents.corpus.concordance import ConcordanceLine, sort_lines
from documents.corpus.trends import (
    HEIGHT,
    LINE_OF_LABEL,
    Point,
    Series,
    _place_labels,
    _round_up,
)
from documents.models import Article
from documents.search import cost
from tests.helpers.invented_reports import parse, text_of

pytestmark = pytest.mark.django_db


def table(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in address else ","))


def gathered(client: Client, query: str) -> tuple[html.HtmlElement, str]:
    """A concordance's page, and what it says of how many hits it shows."""
    page = parse(client.get(f"/concordance/?{query}").content)
    return page, text_of(page, "//p[@class='soft']")[0]


@pytest.fixture(autouse=True)
def _forgetting() -> Iterator[None]:
    """Each test gathers its concordances itself: what they may cost differs."""
    concordance._gather.cache_clear()
    yield
    concordance._gather.cache_clear()


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_every_hit_is_one_line_in_order_of_date(shelf: Client, kind: str) -> None:
    lines = table(shelf, f"/concordance.{kind}?q={quote('水渠')}")
    expected = sum(
        block.text.count("水渠") for row in Article.objects.all() for block in row.blocks
    )
    assert len(lines) == expected > 0
    assert [line["date"] for line in lines] == sorted(line["date"] for line in lines)
    assert {line["keyword"] for line in lines} == {"水渠"}
    assert all(line["left"].endswith("修成") and line["right"] == "一条。" for line in lines)


def test_the_page_says_how_many_and_each_line_leads_to_its_place(shelf: Client) -> None:
    page = parse(shelf.get("/concordance/?q=canal").content)
    rows = page.xpath("//table[contains(@class, 'kwic')]/tbody/tr")
    assert text_of(page, "//p[@class='soft']")[0].startswith(f"{len(rows)} hits in ")
    href = rows[-1].xpath("td[@class='key']/a/@href")[0]
    there = parse(shelf.get(href).content)
    assert "canal" in text_of(there, f"//*[@id='{href.partition('#')[2]}']//mark")


def test_lines_are_sorted_outwards_from_the_keyword() -> None:
    def line(left: str, right: str) -> ConcordanceLine:
        return ConcordanceLine(left, "x", right, "en", "id", "p1", "", "s")

    lines = (line("a big", "zoo"), line("the Apple", "yard"), line("科学", "“Bank”"))
    assert [one.left for one in sort_lines(lines, "left")] == ["the Apple", "a big", "科学"]
    assert [one.right for one in sort_lines(lines, "right")] == ["“Bank”", "yard", "zoo"]
    assert tuple(sort_lines(lines, "date")) == lines


def test_trends_are_shares_of_each_year(shelf: Client) -> None:
    rows = table(shelf, f"/trends.csv?q=canal&q={quote('水渠')}")
    for row in rows:
        held = Article.objects.filter(date_from__year=row["year"], date_to__year=row["year"])
        assert int(row["articles"]) == held.count()
        assert float(row["水渠 (per 1000)"]) == round(1000 * int(row["水渠"]) / held.count(), 1)
    assert sum(int(row["水渠"]) for row in rows) == 12
    assert 0 < sum(int(row["canal"]) for row in rows) < 12
    page = parse(shelf.get(f"/trends/?q=canal&q={quote('水渠')}").content)
    assert len(page.xpath("//table[contains(@class, 'numbers')]/tbody/tr")) == len(rows)


@pytest.mark.parametrize("page", ["concordance", "trends"])
@pytest.mark.parametrize("q", ["", "   ", '"', "OR", "\x00", "*", "~", "x" * 900, "zzzzz", "-a"])
def test_whatever_is_asked_is_answered(shelf: Client, page: str, q: str) -> None:
    assert shelf.get(f"/{page}/?q={quote(q)}").status_code == 200


def test_a_bad_filter_is_refused_by_name(shelf: Client) -> None:
    for address in ("/concordance/", "/concordance.csv", "/trends/", "/trends.csv"):
        response = shelf.get(f"{address}?q=a&year=19x8")
        assert response.status_code == 400
        assert "19x8" in response.content.decode()
    assert shelf.get("/concordance/?q=canal&page=99").status_code == 400


def test_every_fault_stands_beside_its_field(shelf: Client) -> None:
    for address, name in (
        ("/concordance/?q=a&order=sideways", "order"),
        ("/concordance/?q=canal&page=99", "page"),
        ("/zh-hans/concordance/?q=canal&page=x", "page"),
        ("/trends/?q=a&q=b&year=19x8", "year"),
        ("/trends/?translation=some", "translation"),
    ):
        response = shelf.get(address)
        assert response.status_code == 400
        (field,) = parse(response.content).xpath("//div[@class='wrong']//input")
        assert field.get("name") == name
        path = address.partition("?")[0]
        assert parse(response.content).xpath(f"//main//form[@action='{path}']")
    refused = shelf.get("/concordance.tsv?q=a&order=sideways")
    assert refused.status_code == 400
    assert "\torder: “sideways” is not an order" in refused.content.decode()


def test_a_comparison_keeps_its_filters_and_says_how_words_were_read(shelf: Client) -> None:
    response = shelf.get("/trends/?q=canal&q=people's daily 1950&q=\"unclosed&source=peoples-daily")
    page = parse(response.content)
    remarks = " ".join(text_of(page, "//p[contains(@class, 'remark')]"))
    assert "Read as a filter" in remarks
    assert "could not be read" in remarks
    (kept,) = page.xpath("//form[contains(@class, 'compare')]//input[@type='hidden']")
    assert (kept.get("name"), kept.get("value")) == ("source", "peoples-daily")
    assert "People’s Daily" in text_of(page, "//main//p[contains(@class, 'lead')]")[0]
    assert text_of(page, "//figcaption//li/a")[1] == "people's daily 1950"


@pytest.mark.parametrize(
    ("share", "top"),
    [(0, 1), (1, 1), (1.1, 1.2), (216, 240), (401, 500), (999, 1000), (1000, 1000)],
)
def test_the_scale_of_the_drawing_ends_at_a_round_number_that_is_near(
    share: float, top: float
) -> None:
    assert _round_up(share) == top


def test_words_beside_their_lines_never_stand_on_one_another() -> None:
    def series(words: str, y: float) -> Series:
        return Series(words, 1, "", (Point(1958, 1, 10, 50, y, ""),))

    placed = _place_labels([series("a", 200), series("b", 199), series("c", 20), series("d", 198)])
    heights = sorted(one.label_y for one in placed)
    assert all(below - above >= LINE_OF_LABEL for above, below in itertools.pairwise(heights))
    assert heights[0] == 20
    assert heights[-1] < HEIGHT


def test_the_drawing_stands_at_an_address_of_its_own_and_is_the_pages(shelf: Client) -> None:
    query = f"q=canal&q={quote('水渠')}&q={quote('<&>')}&source=peoples-daily"
    response = shelf.get(f"/trends.svg?{query}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/svg+xml")
    assert response["Cache-Control"] == shelf.get(f"/trends.csv?{query}")["Cache-Control"]
    drawn = etree.fromstring(response.content)
    page = parse(shelf.get(f"/trends/?{query}").content)
    mark = "*[starts-with(@class, 'mark')]"
    for shape, places in (("line", ("x1", "y1", "x2", "y2")), (mark, ("x", "y"))):
        chosen = shape if shape == mark else f"*[local-name()='{shape}']"
        shown = page.xpath(f"//figure/svg/svg//{chosen}")
        here = [tuple(map(one.get, places)) for one in shown]
        there = drawn.xpath(f"/*/*[local-name()='svg']//{chosen}")
        assert [tuple(map(one.get, places)) for one in there] == here != []
    said = " ".join(drawn.itertext())
    assert "水渠 · 12 articles" in said
    assert "<&>" in said
    link = page.xpath("//p[contains(@class, 'exports')]/a[text()='SVG']/@href")[0]
    assert shelf.get(link).content == response.content
    assert shelf.get("/trends.svg").status_code == 400
    assert shelf.get("/trends.svg?q=a%00b%0b").status_code == 200
    assert "19x8" in shelf.get("/trends.svg?q=a&year=19x8").content.decode()


def test_a_concordance_that_is_cut_says_what_its_total_counts(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concordance, "MAX_LINES", 5)
    _, said = gathered(shelf, f"q={quote('水渠')}&page_of=cut")
    assert said.startswith("The first 5 hits in order of date, from the oldest 5 of 12 articles.")
    assert "The hits of the other articles are not counted." in said


def test_a_concordance_looks_through_no_more_than_it_may_and_says_how_much(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for effort, read in ((1, 1), (10_000, 4), (10_000_000, 12)):
        concordance._gather.cache_clear()
        monkeypatch.setattr(concordance, "_EFFORT", effort)
        monkeypatch.setattr(concordance, "_FETCHING", 2_500)
        page, said = gathered(shelf, f"q={quote('水渠')}")
        assert ("12 hits in 12 articles." in said) == (read == 12)
        assert (f"from the oldest {read} of 12 articles." in said) == (read < 12)
        assert len(page.xpath("//tbody/tr")) >= read


def test_a_concordance_of_many_articles_is_gathered_some_at_a_time(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for at_once in (250, 5, 4, 1):
        concordance._gather.cache_clear()
        monkeypatch.setattr(concordance, "_AT_ONCE", at_once)
        pages.append(shelf.get(f"/concordance.csv?q={quote('水渠')}").content)
    assert len(set(pages)) == 1
    assert pages[0].count(b"\r\n") == 13


def test_a_concordance_without_a_line_in_what_was_read_does_not_say_that_nothing_was_found(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concordance, "_lines", lambda article, texts, matcher: iter(()))
    monkeypatch.setattr(concordance, "MAX_LINES", 5)
    page, said = gathered(shelf, f"q={quote('水渠')}")
    assert said.startswith("The first 0 hits in order of date, from the oldest 5 of 12 articles.")
    assert not page.xpath("//table")
    assert "Nothing in the archive" not in page.text_content()


def test_a_concordance_says_what_it_did_not_search(shelf: Client) -> None:
    page = parse(shelf.get("/concordance/?q=canal OR").content)
    assert any("could not be read" in one for one in text_of(page, "//p"))


def test_a_sixth_word_is_left_out_and_said_to_be(shelf: Client) -> None:
    page = shelf.get("/trends/?" + "&".join(f"q=w{n}" for n in range(6))).content.decode()
    assert "“w5” was left out" in page


def test_words_that_are_compared_share_what_one_search_may_cost(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost, "BUDGET", 2_000)
    monkeypatch.setattr(cost, "_COUNTED", 0)
    for together in (1, 5):
        words = "&".join(f"q={quote(f'修成水渠 -other{number}')}" for number in range(together))
        page = parse(shelf.get(f"/trends/?{words}").content)
        said = text_of(page, "//p[contains(@class, 'remark')]")
        loosened = [one for one in said if "so common" in one]
        assert len(loosened) == (together if together > 1 else 0)


def test_a_concordance_that_is_cut_goes_on_from_the_day_it_reached(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {line["article"] for line in table(shelf, f"/concordance.csv?q={quote('水渠')}")}
    monkeypatch.setattr(concordance, "MAX_LINES", 5)
    concordance._gather.cache_clear()
    seen: set[str] = set()
    address, slices = f"/concordance/?q={quote('水渠')}&order=right&source=peoples-daily", 0
    while address:
        page = parse(shelf.get(address).content)
        rows = page.xpath("//tbody/tr//a/@href")
        seen |= {href.split("/")[2] for href in rows}
        further = page.xpath("//p[@class='soft']/a[starts-with(., 'Continue from')]")
        address = further[0].get("href") if further else ""
        slices += 1
        assert not address or ("from=1950" in address and "order=right" in address)
    assert seen == whole
    assert slices == 3  # of five articles, each slice beginning with the day the last one reached


def test_a_concordance_that_reached_no_later_day_does_not_go_round(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concordance, "MAX_LINES", 1)
    _, said = gathered(shelf, f"q={quote('水渠')}&from=1950-01-01")
    assert "from the oldest 1 of" in said
    assert "Continue from" not in said


def test_no_article_is_read_for_words_that_are_only_excluded(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(names: list[str], **_: bool) -> list[Article]:
        assert not names
        return []

    monkeypatch.setattr(concordance, "fetch_articles", fetch)
    page = parse(shelf.get("/concordance/?q=-canal").content)
    assert not page.xpath("//table")
    (said,) = text_of(page, "//p[@class='lead']")
    assert said.startswith("Excluded words have no context to show")
    page = parse(shelf.get("/concordance/?q=-zzqx canal zzqx").content)
    (said,) = text_of(page, "//p[@class='lead']")
    assert said.startswith("No articles match.")


def test_a_concordance_asks_the_database_as_often_for_many_articles_as_for_few(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for most in (12, 2):
        concordance._gather.cache_clear()
        monkeypatch.setattr(concordance, "MAX_LINES", most)
        with CaptureQueriesContext(connection) as queries:
            shelf.get(f"/concordance/?q={quote('水渠')}&order=left")
        asked.append(len(queries))
    assert asked[0] == asked[1] > 0
