"""Authors, translators, sections and columns: found, selected, linked, listed from A to Z."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.browsing import authors as author_pages
from documents.models import Article
from tests.helpers.invented_reports import Report, look, parse, publish, text_of

pytestmark = pytest.mark.django_db

BOTH_SCRIPTS = str.maketrans({"鹏": "鵬", "张": "張", "单": "單", "华": "華"})
AUTHORS = "/sources/peoples-daily/authors/"


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """The seeds, and reports of which each shows one thing about names."""
    ai_qing = ("艾青", "Ai Qing")
    reports = [
        Report(10, date(1950, 1, 1), byline=ai_qing, section="副刊", column="诗"),
        Report(11, date(1957, 3, 1), byline=ai_qing, section="副刊", translator="Jane Doe"),
        Report(12, date(1951, 1, 3), byline=("艾青", ""), translated=False, column="诗"),
        Report(13, date(1951, 1, 4), byline=("本报记者　鞠　鹏", "Ju Peng")),
        Report(14, date(1951, 1, 5), byline=("张华　单立文", "Zhang Hua and Shan Liwen")),
        Report(15, date(1951, 1, 6), byline=("张华", "Zhang Hua, Li Si"), section="国际"),
        Report(16, date(1951, 1, 7), byline=("", "Edgar Snow")),
        Report(17, date(1951, 1, 8)),
        Report(18, date(1951, 1, 9), translated=False, closing="    （王小河译）"),
        Report(19, date(1951, 1, 10), translated=False, byline=("李大江译", "")),
    ]
    publish(reports, tmp_path, settings)
    return Client()


def total(client: Client, path: str, **query: str) -> int:
    (heading,) = text_of(look(client, path, **query), "//h1")
    found = re.search("[0-9]+", re.sub("“.*”|from 19..", "", heading))
    assert found, heading
    return int(found[0])


def every_author() -> list[str]:
    names = [name for row in Article.objects.all() for name in row.authors]
    assert len(set(names)) == 4
    return sorted(set(names))


def suggested(client: Client, typed: str) -> list[tuple[str, str, str]]:
    answer: list[Any] = json.loads(client.get("/suggest", {"q": typed}).content)
    return [
        (text, note, url)
        for text, note, url in zip(*answer[1:], strict=True)
        if note.startswith("Author")
    ]


def test_every_author_is_found_by_name_in_both_scripts_and_languages(shelf: Client) -> None:
    held = {"艾青": 3, "鞠鹏": 1, "张华": 2, "单立文": 1}
    assert set(every_author()) == held.keys()
    for name, count in held.items():
        for written in (name, name.translate(BOTH_SCRIPTS), f"{name[0]} {name[1:]}"):
            assert total(shelf, "/articles/", q=f'author:"{written}"') == count, written
            assert total(shelf, "/articles/", q=f"作者：「{written}」") == count, written
        for written in (name, name.translate(BOTH_SCRIPTS)):
            assert total(shelf, "/articles/", q=written) == count, written
    for name, count in {"Ai Qing": 3, "Ju Peng": 1, "Shan Liwen": 1, "edgar snow": 1}.items():
        assert total(shelf, "/articles/", q=f'author:"{name}"') == count, name


def test_a_name_set_wide_is_typed_behind_the_filters_name(shelf: Client) -> None:
    assert total(shelf, "/articles/", q="作者：鞠 鹏") == 1
    assert total(shelf, "/articles/", q="author:鞠 鹏 水渠") == 1


def test_an_author_whom_no_text_spells_so_is_found_by_pinyin(shelf: Client) -> None:
    assert total(shelf, "/articles/", q="author:aiqing") == 3
    assert total(shelf, "/articles/", q='author:"shàn lìwén"') == 1
    assert total(shelf, "/articles/", q="author:nobody") == 0


def test_a_translator_is_found_by_name(shelf: Client) -> None:
    for q in ('translator:"Jane Doe"', "译者：“jane doe”", "Doe"):
        assert total(shelf, "/articles/", q=q) == 1, q


@pytest.mark.parametrize(
    ("q", "shown"),
    [("Jane Doe", "艾青 Jane Doe"), ("王小河", "王小河"), ("李大江", "李大江译")],
)
def test_a_list_shows_the_translator_it_was_asked_for_once(
    shelf: Client, q: str, shown: str
) -> None:
    """Of a translation held, of a text that was one in print, and in a byline that says so."""
    page = look(shelf, "/articles/", q=q)
    (line,) = page.xpath("//p[contains(@class, 'facts-line')][.//mark]/span[.//mark]")
    assert line.text_content().endswith(shown)
    assert line.text_content().count(q) == 1


def test_sections_and_columns_are_searched_and_selected(shelf: Client) -> None:
    for q, count in {
        "副刊": 2,
        "section:副刊": 2,
        "版名：国际": 1,
        "column:诗": 2,
        "专栏：詩": 2,
    }.items():
        assert total(shelf, "/articles/", q=q) == count, q
    assert total(shelf, "/articles/", section="副刊", column="诗") == 1


def test_an_entry_shows_where_the_words_stand(shelf: Client) -> None:
    for q, marked in {"鞠鹏": "鞠 鹏", "Snow": "Snow", "国际": "国际", "诗": "诗"}.items():
        page = look(shelf, "/articles/", q=q)
        assert marked in text_of(page, "//p[contains(@class, 'facts-line')]//mark"), q


def test_a_hit_in_a_byline_stands_below_one_in_a_headline_and_above_one_in_a_text(
    tmp_path: Path, settings: Settings
) -> None:
    days = [date(1951, 1, n) for n in range(1, 4)]
    reports = [
        Report(20, days[0], place=("水泽", "Shuize")),
        Report(21, days[1], byline=("水泽", "Shui Ze")),
        Report(22, days[2], title="水泽到第二十二号"),
    ]
    publish(reports, tmp_path, settings)
    for q in ("水泽", "水泽 渠"):
        links = look(Client(), "/articles/", q=q).xpath(
            "//ol[contains(@class, 'entries')]//h3/a/@href"
        )
        found = [urlsplit(link).path.split("/")[2] for link in links]
        assert found == [reports[n].identifier for n in (2, 1, 0)]


def test_an_author_is_chosen_in_the_facet_and_taken_off(shelf: Client) -> None:
    facet = "//section[contains(@class, 'facet-author')]//li"
    page = look(shelf, "/articles/")
    rows = {row.text_content().strip(): row for row in page.xpath(facet)}
    (link,) = [row.xpath(".//a/@href")[0] for text, row in rows.items() if "艾青" in text]
    assert parse_qs(urlsplit(link).query)["author"] == ["艾青"]
    chosen = parse(shelf.get(link).content)
    assert text_of(chosen, "//h1") == ["3 articles, by Ai Qing · 艾青"]
    (chip,) = chosen.xpath("//ul[contains(@class, 'chips')]//a/@href")
    assert text_of(parse(shelf.get(chip).content), "//h1") == text_of(page, "//h1")


def test_each_row_of_the_facets_finds_as_many_as_it_says(shelf: Client) -> None:
    page = look(shelf, "/articles/")
    for name in ("author", "section", "column"):
        rows = page.xpath(f"//section[contains(@class, 'facet-{name}')]//li")
        assert rows
        for row in rows:
            (count,) = set(row.xpath(".//*[@class='count']/text()"))  # as a link, and with a box
            assert total(shelf, row.xpath(".//a/@href")[0]) == int(count)


def test_each_name_in_a_byline_leads_to_all_by_that_author(shelf: Client) -> None:
    held = {13: [("Ju Peng", 1), ("鞠　鹏", 1)], 10: [("Ai Qing", 3), ("艾青", 3)]}
    held[14] = [("Zhang Hua", 2), ("Shan Liwen", 1), ("张华", 2), ("单立文", 1)]
    for number, names in held.items():
        identifier = Report(number, date(1951, 1, 1)).identifier
        links = look(shelf, f"/articles/{identifier}/").xpath("//p[@class='by']//a")
        assert [link.text_content() for link in links] == [name for name, _ in names]
        for link, (_, count) in zip(links, names, strict=True):
            assert total(shelf, link.get("href")) == count


@pytest.mark.parametrize("view", ["", "&glossary=1", "&pinyin=1&glossary=1"])
def test_no_link_of_a_byline_stands_inside_another(shelf: Client, view: str) -> None:
    identifier = Report(13, date(1951, 1, 1)).identifier
    response = shelf.get(f"/articles/{identifier}/?q={quote('鞠鹏 记者')}{view}")
    source = response.content.decode()
    (line,) = re.findall(r'<p class="by" lang="zh.*?</p>', source, re.DOTALL)
    depth = 0
    for tag in re.findall(r"<(/?)a\b", line):
        depth += -1 if tag else 1
        assert 0 <= depth <= 1
    assert line.count("<mark") == 2
    assert len(re.findall(r'<mark id="hit[0-9]+"', line)) == 2


def test_names_in_pinyin_are_suggested(shelf: Client) -> None:
    for typed in ("aiqing", "ai qing", "ài qīng", "aiq", "Ai Qing", "艾", "艾青"):
        ((text, note, url),) = suggested(shelf, typed)
        assert (text, note) == ("艾青", "Author · Ai Qing · 3 articles")
        assert total(shelf, url) == 3
    assert [text for text, _, _ in suggested(shelf, "shanliwen")] == ["单立文"]
    assert suggested(shelf, "nobody") == []


def test_the_page_of_authors_counts_as_their_lists_do(shelf: Client) -> None:
    (link,) = look(shelf, "/sources/peoples-daily/").xpath("//a[text()='Authors A–Z']/@href")
    assert link == AUTHORS
    page = look(shelf, AUTHORS)
    rows = page.xpath("//ul[contains(@class, 'authors')]/li")
    names = [row.xpath("./a")[0].text_content() for row in rows]
    assert names == [
        *("艾青 Ai Qing", "Edgar Snow", "鞠鹏 Ju Peng", "Li Si"),
        *("单立文 Shan Liwen", "Zhang Hua", "张华 Zhang Hua"),
    ]
    assert text_of(page, "//h2[contains(@class, 'rule')]") == ["A", "E", "J", "L", "S", "Z"]
    assert text_of(rows[0], ".//span[@class='span']") == ["1950–1957"]
    for row in rows:
        (count,) = row.xpath("./span[@class='count']/text()")
        assert total(shelf, row.xpath("./a/@href")[0]) == int(count)


def test_many_authors_have_a_page_for_each_letter(
    shelf: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(author_pages, "ON_A_PAGE", 2)
    monkeypatch.setattr("documents.views.sources.ON_A_PAGE", 2)
    whole = look(shelf, AUTHORS)
    assert text_of(whole, "//ul[contains(@class, 'authors')]/li/a") == ["艾青 Ai Qing"]
    links = whole.xpath("//nav[contains(@class, 'letters')]//a/@href")
    names = [
        name
        for link in links
        for name in text_of(look(shelf, link), "//ul[contains(@class, 'authors')]/li/a")
    ]
    assert len(links) == 6
    assert len(names) == 7
    for wrong in ("?letter=Q", "?letter=A&page=2", "?page=x", "?letter=QQ"):
        assert shelf.get(AUTHORS + wrong).status_code == 404


def test_a_source_without_authors_has_no_link_to_them(shelf: Client) -> None:
    page = look(shelf, "/sources/great-soviet-encyclopedia/")
    assert not page.xpath("//a[text()='Authors A–Z']")
    assert text_of(look(shelf, "/sources/great-soviet-encyclopedia/authors/"), "//h1")


def test_nothing_is_said_to_stand_nowhere_that_a_byline_has(shelf: Client) -> None:
    page = look(shelf, "/articles/", q="艾青 鞠鹏")
    assert text_of(page, "//h1")[0].startswith("0 articles")
    assert not page.xpath("//ul[@class='verdicts']/li[not(a)]")


def test_a_whole_name_is_suggested_before_those_that_begin_with_it(
    tmp_path: Path, settings: Settings
) -> None:
    """However much more the others wrote."""
    names = ["张文平", "张文明", "张文青", "张文生", "张文海"]
    bylines = [*names * 2, "张文", "章文"]
    publish(
        [
            Report(number, date(1951, 1, 1 + number), byline=(byline, ""), translated=False)
            for number, byline in enumerate(bylines)
        ],
        tmp_path,
        settings,
    )
    for typed, first in (
        ("zhangwen", {"张文", "章文"}),
        ("zhāng wén", {"张文", "章文"}),
        ("张文", {"张文"}),
    ):
        suggested = json.loads(Client().get("/suggest", {"q": typed}).content)[1]
        assert set(suggested[: len(first)]) == first
