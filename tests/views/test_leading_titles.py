"""Titles lead in the interface's language, and both are there where both are held."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from lxml.html import HtmlElement

from tests.helpers.page_elements import read_page, select, words
from tests.helpers.reading_collection import DIKE, LONE, SEED, WITHDRAWN
from tests.helpers.site_process import Served

TITLES = {"en": "The Dike", "zh-Hans": "人民的河堤"}
INTERFACES = pytest.mark.parametrize(
    ("prefix", "own", "other"), [("", "en", "zh-Hans"), ("/zh-hans", "zh-Hans", "en")]
)
GLOSS = "cold weather, frozen ground"  # how the dictionary has 天寒地冻


def named(elements: list[HtmlElement]) -> list[tuple[str | None, str]]:
    return [(element.get("lang"), words(element)) for element in elements]


@INTERFACES
@pytest.mark.parametrize("query", ["", "?left=translation", "?view=stacked"])
def test_both_titles_are_headings_and_the_interface_s_own_is_the_page_s(
    library: Served, prefix: str, own: str, other: str, query: str
) -> None:
    page = read_page(library, f"{prefix}/articles/{DIKE}/{query}")
    heads = page.xpath("//div[@class='heads']//*[self::h1 or self::h2]")
    assert [head.tag for head in heads] == ["h1", "h2"]
    assert named(heads) == [(own, TITLES[own]), (other, TITLES[other])]


def test_each_headline_stands_above_its_own_column(library: Served) -> None:
    for prefix in ("", "/zh-hans"):
        for query, first in (("", "zh-Hans"), ("?left=translation", "en")):
            page = read_page(library, f"{prefix}/articles/{DIKE}/{query}")
            (column,) = select(page, "div.column-1")
            assert column[0].get("lang") == first


@INTERFACES
def test_a_browser_s_title_has_both_titles(
    library: Served, prefix: str, own: str, other: str
) -> None:
    page = read_page(library, f"{prefix}/articles/{DIKE}/")
    said = words(select(page, "title")[0])
    assert said.startswith(f"{TITLES[own]} · {TITLES[other]} · ")


@INTERFACES
@pytest.mark.parametrize("tail", ["related/", "source/", "v1/cite/?p=1", "v1/changes/"])
def test_pages_about_an_article_name_it_in_their_titles(
    library: Served, prefix: str, own: str, other: str, tail: str
) -> None:
    page = read_page(library, f"{prefix}/articles/{DIKE}/{tail}")
    assert f" · {TITLES[own]} · " in words(select(page, "title")[0])
    shown = [said for lang, said in named(page.xpath("//main//span[@lang]"))]
    assert shown.index(TITLES[own]) < shown.index(TITLES[other])


@INTERFACES
@pytest.mark.parametrize(
    "path",
    ["/articles/", "/articles/?q=title:dike", "/sources/peoples-daily/1958/01/24/", "/"],
)
def test_lists_lead_with_the_interface_s_own_title(
    library: Served, prefix: str, own: str, other: str, path: str
) -> None:
    page = read_page(library, prefix + path)
    found = page.xpath(f"//div[@class='record'][.//a[contains(@href, '{SEED}')]]")
    found += page.xpath(f"//div[@class='record'][.//a[contains(@href, '{DIKE}')]]")
    assert found
    for record in found:
        (first,) = record.xpath("./h3")
        assert first.get("lang") == own
        assert [each.get("lang") for each in record.xpath("./p[@class='other']")] == [other]


@INTERFACES
def test_a_quotation_s_columns_follow_the_titles(
    library: Served, prefix: str, own: str, other: str
) -> None:
    for q, found in (("科学研究", "zh-Hans"), ("spiritual", "en")):
        page = read_page(library, f"{prefix}/articles/?q={quote(q)}")
        quotations = page.xpath("//div[contains(@class, 'quotation')][.//div[@class='answer']]")
        assert quotations
        for quotation in quotations:
            assert quotation[0].get("lang") == found
            assert ("turned" in str(quotation.get("class"))) == (found == other)


@INTERFACES
def test_the_articles_before_and_after_have_both_titles(
    library: Served, prefix: str, own: str, other: str
) -> None:
    page = read_page(library, f"{prefix}/articles/{DIKE}/")
    (link,) = page.xpath("//nav[@class='neighbours']//a[@rel='next']")
    there = read_page(library, str(link.get("href")))
    (back,) = there.xpath("//nav[@class='neighbours']//a[@rel='prev']")
    assert named(back.xpath(".//span[@lang]")) == [(own, TITLES[own]), (other, TITLES[other])]


def test_suggested_titles_name_the_other_title_beside_what_completes_the_typed(
    library: Served,
) -> None:
    for typed, first, other in (("The Dik", "en", "zh-Hans"), ("人民的河", "zh-Hans", "en")):
        for prefix in ("", "/zh-hans"):
            answer = json.loads(library.ask(f"{prefix}/suggest?q={quote(typed)}").text)
            notes = dict(zip(answer[1], answer[2], strict=True))
            assert notes[TITLES[first]].startswith(f"{TITLES[other]} · ")


def test_a_withdrawn_article_s_page_names_it(library: Served) -> None:
    page = read_page(library, f"/articles/{WITHDRAWN}/", 410)
    assert named(select(page, "p.of")[0].xpath("./span")) == [("zh-Hans", "撤回的文章")]
    assert "撤回的文章" in words(select(page, "title")[0])


def test_a_chinese_headline_has_a_marked_gloss_in_english_pages(library: Served) -> None:
    for path in (f"/articles/{LONE}/", "/articles/?q=%E5%A4%A9%E5%AF%92%E5%9C%B0%E5%86%BB"):
        (gloss,) = select(read_page(library, path), "p.title-gloss")
        assert words(gloss).startswith("Word for word, by a program: ")
        assert GLOSS in words(gloss)
        assert gloss.get("data-nosnippet") is not None
        assert select(read_page(library, f"/zh-hans{path}"), "p.title-gloss") == []
    assert select(read_page(library, f"/articles/{DIKE}/"), "p.title-gloss") == []


def test_a_gloss_stands_in_no_metadata_citation_or_export(library: Served) -> None:
    page = read_page(library, f"/articles/{LONE}/")
    for gloss in select(page, "p.title-gloss"):
        gloss.drop_tree()
    assert GLOSS not in page.text_content()
    assert not page.xpath(f"//@*[contains(., '{GLOSS}')]")
    for suffix in ("json", "bib", "ris", "csl.json", "jsonld", "tei.xml", "txt", "md"):
        assert GLOSS not in library.ask(f"/articles/{LONE}.{suffix}").text
    for suffix in ("json", "csv", "atom"):
        assert GLOSS not in library.ask(f"/articles.{suffix}").text
