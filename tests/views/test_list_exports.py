"""Lists longer than one export: slices that meet, the true total, nothing twice, nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.helpers.citation_collection import PUBLIC, serve_citing
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.site_process import ROOT, Served
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


@pytest.mark.parametrize("suffix", LIST)
def test_slices_meet_and_say_the_true_total(many: Served, suffix: str) -> None:
    slices = [many.ask(f"/articles.{suffix}{page}") for page in ("", "?page=2", "?page=3")]
    assert {one.headers["x-total-count"] for one in slices} == {str(ARTICLES)}
    parts = [found(one, suffix) for one in slices]
    assert [len(part) for part in parts] == [500, 500, 50]
    assert len({article for part in parts for article in part}) == ARTICLES
    first, second, _ = slices
    assert f'<{PUBLIC}/articles.{suffix}?page=2>; rel="next"' in first.headers["link"]
    assert f'<{PUBLIC}/articles.{suffix}>; rel="prev"' in second.headers["link"]
    assert many.ask(f"/articles.{suffix}?page=4").status == 400


def test_a_saved_file_is_named_by_what_it_holds(many: Served) -> None:
    named = many.ask("/articles.ris?page=3").headers["content-disposition"]
    assert named == f'attachment; filename="articles-1001-{ARTICLES}-of-{ARTICLES}.ris"'


def test_json_leads_to_the_next_slice(many: Served) -> None:
    document = json.loads(many.ask("/articles.json").text)
    assert (document["total"], document["returned"]) == (ARTICLES, 500)
    following = json.loads(many.ask(document["next"].removeprefix(PUBLIC)).text)
    assert following["first"] == 501
    last = json.loads(many.ask(following["next"].removeprefix(PUBLIC)).text)
    assert (last["first"], last["next"]) == (1001, None)


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
    assert "Export the first 500 of 1,050:" in words(select(page, "p.exports")[0])


def test_every_article_is_in_one_sitemap(many: Served) -> None:
    index = many.ask("/sitemap.xml").text
    mapped = [
        address
        for file in re.findall(rf"<loc>{PUBLIC}([^<]*)", index)
        for address in re.findall(r"<loc>([^<]*/articles/\w+/)</loc>", many.ask(file).text)
    ]
    assert len(mapped) == len(set(mapped)) == ARTICLES
