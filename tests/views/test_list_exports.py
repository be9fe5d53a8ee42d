"""Lists longer than one export: slices that meet, the true total, nothing twice, nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from documents.query.cursor import Cursor
from documents.search.request import SortKey
from tests.helpers.citation_collection import PUBLIC, serve_citing
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.site_process import ROOT, Answer, Served
from tests.views.test_article_exports import ATOM, OPENSEARCH, found

pytestmark = pytest.mark.site

ARTICLES = 1_050
LIST = ("json", "csv", "bib", "ris", "csl.json")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site over more articles than one export holds."""
    folder: Path = tmp_path_factory.mktemp("many")
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "sources.toml").write_bytes((ROOT / "seeds" / "sources.toml").read_bytes())
    for number in range(ARTICLES):
        head = f"### 第{number}号通告\n\n1958-03-05\n第{number % 8 + 1}版()\n专栏：\n\n"
        text = f"{head}    村里的渡船修好了。\n"
        (seeds / f"notice{number:04}.txt").write_text(text, encoding="utf-8", newline="")
    with serve_citing(folder) as site:
        yield site


def follow(site: Served, path: str) -> Iterator[Answer]:
    """A list slice by slice, along the links named next."""
    while path:
        answer = site.ask(path)
        assert answer.status == 200, answer.text
        yield answer
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        path = following[1].removeprefix(PUBLIC) if following else ""


@pytest.mark.parametrize("suffix", LIST)
def test_slices_meet_and_say_the_true_total(many: Served, suffix: str) -> None:
    slices = [many.ask(f"/articles.{suffix}{page}") for page in ("", "?page=2", "?page=3")]
    assert {one.headers["x-total-count"] for one in slices} == {str(ARTICLES)}
    parts = [found(one, suffix) for one in slices]
    assert [len(part) for part in parts] == [500, 500, 50]
    assert len({article for part in parts for article in part}) == ARTICLES
    assert [found(one, suffix) for one in follow(many, f"/articles.{suffix}")] == parts
    assert f'<{PUBLIC}/articles.{suffix}>; rel="prev"' in slices[1].headers["link"]
    assert many.ask(f"/articles.{suffix}?page=4").status == 400


@pytest.mark.parametrize("query", ["?sort=newest", "?sort=title", "?q=渡船&sort=oldest", "?q=渡船"])
def test_next_leads_through_every_order_and_every_search(many: Served, query: str) -> None:
    path = quote(f"/articles.json{query}", safe="/?&=")
    slices = [json.loads(answer.text) for answer in follow(many, path)]
    met = [article["identifier"] for one in slices for article in one["articles"]]
    assert [one["first"] for one in slices] == [1, 501, 1001]
    assert len(met) == len(set(met)) == ARTICLES
    assert ("cursor=" in slices[0]["next"]) is ("sort" in query)


@pytest.mark.parametrize(
    "query",
    [
        *("cursor=x", "cursor=%20", "cursor=W10", "cursor=bnVsbA", f"cursor={'a' * 9000}"),
        # a true cursor in another order, beside a page, of best match; keys that are none
        *("{next}&sort=newest", "{next}&page=2", "{next}&q=%E6%B8%A1"),
        "cursor=WyJvbGRlc3QiLC0xLCJ4IiwxXQ",  # ["oldest",-1,"x",1]
        "cursor=WyJ0aXRsZSIsIlx1ZDgwMCIsIngiLDFd&sort=title",  # half a character
    ],
)
def test_what_is_no_cursor_is_refused_with_a_reason(many: Served, query: str) -> None:
    following = json.loads(many.ask("/articles.json").text)["next"].partition("?")[2]
    answer = many.ask(f"/articles.json?{query.format(next=following)}")
    said = json.loads(answer.text)
    assert (answer.status, said["status"]) == (400, 400)
    assert said["errors"][0]["parameter"] == "cursor"


def test_a_cursor_at_the_end_of_time_finds_nothing_and_says_so(many: Served) -> None:
    place = Cursor("oldest", SortKey(2**64 - 1, "x"), 7).write()
    document = json.loads(many.ask(f"/articles.json?cursor={place}").text)
    assert (document["articles"], document["next"], document["total"]) == ([], None, ARTICLES)


def test_a_saved_file_is_named_by_what_it_holds(many: Served) -> None:
    named = many.ask("/articles.ris?page=3").headers["content-disposition"]
    assert named == f'attachment; filename="articles-1001-{ARTICLES}-of-{ARTICLES}.ris"'


def test_json_leads_to_the_next_slice(many: Served) -> None:
    document = json.loads(many.ask("/articles.json").text)
    assert (document["total"], document["returned"]) == (ARTICLES, 500)
    following = json.loads(many.ask(document["next"].removeprefix(PUBLIC)).text)
    assert following["first"] == 501
    last = json.loads(many.ask(following["next"].removeprefix(PUBLIC)).text)
    assert (last["first"], last["next"], last["whole"]) == (1001, None, None)


def test_the_feed_is_paged_to_its_end(many: Served) -> None:
    seen: list[str] = []
    path = "/articles.atom?sort=newest"
    while path:
        answer = many.ask(path)
        feed = ElementTree.fromstring(answer.body)
        assert feed.findtext(f"{OPENSEARCH}startIndex") == str(len(seen) + 1)
        seen += found(answer, "atom")
        relations = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        path = str(relations.get("next", "")).removeprefix(PUBLIC)
    assert len(seen) == len(set(seen)) == ARTICLES


def test_the_list_says_how_much_an_export_holds(many: Served) -> None:
    page = read_page(many, "/articles/")
    assert "Export the first 500 of 1,050:" in words(select(page, ".tools")[0])


def test_every_article_is_in_one_sitemap(many: Served) -> None:
    index = many.ask("/sitemap.xml").text
    mapped = [
        address
        for file in re.findall(rf"<loc>{PUBLIC}([^<]*)", index)
        for address in re.findall(r"<loc>([^<]*/articles/\w+/)</loc>", many.ask(file).text)
    ]
    assert len(mapped) == len(set(mapped)) == ARTICLES
