"""The article list: what it says of a query, marks, orders, pages and links to."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from archive.context import Site
from documents.models import Edition
from documents.query.addresses import PARAMETERS
from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    NEWSPAPER,
    parse,
    text_of,
)
from tests.helpers.list_page import RESULTS, found, look, path_of, said

pytestmark = pytest.mark.django_db
# The request's own savepoint and its release; the edition, told once; sources, articles,
# translations.
QUERIES = 6


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("q=科学研究", {NEWSPAPER}),
        ("q=科學研究", {NEWSPAPER}),
        ("q=合作", {NEWSPAPER}),
        ("q=研", {NEWSPAPER}),
        ('q="scientific research"', {NEWSPAPER}),
        ("q=COMECON", {ENCYCLOPEDIA}),
        ("from=1950&to=1960", {NEWSPAPER}),
        ("from=1975", {ENCYCLOPEDIA}),
        ("to=1957", set()),
        ("source=great-soviet-encyclopedia", {ENCYCLOPEDIA}),
        ("source=great-soviet-encyclopedia&source=peoples-daily", {NEWSPAPER, ENCYCLOPEDIA}),
        ("year=1958", {NEWSPAPER}),
        ("language=en", {NEWSPAPER, ENCYCLOPEDIA}),
        ("language=zh-Hans", {NEWSPAPER}),
        ("newspaper_page=6", {NEWSPAPER}),
        ("newspaper_page=5", set()),
        ("place=莫斯科", {NEWSPAPER}),
    ],
)
def test_a_query_finds_exactly_what_it_should(
    seeds: Client, query: str, articles: set[str]
) -> None:
    assert set(found(look(seeds, query))) == articles


def test_the_query_is_said_in_words(seeds: Client) -> None:
    assert said(look(seeds, "")) == "2 articles"
    assert said(look(seeds, "q=COMECON")) == "1 article with “COMECON”"
    assert said(look(seeds, "q=科学研究")) == "1 article with “科学研究”"
    assert said(look(seeds, "q=scientific cooperation")) == "2 articles with scientific cooperation"
    phrase = '"scientific research"'
    assert said(look(seeds, f"q={phrase}")) == f"1 article with {phrase}"
    page = look(seeds, "from=1950&to=1960&source=peoples-daily")
    assert said(page) == "1 article, 1950 to 1960, People’s Daily"
    page = look(seeds, "q=研&year=1958&month=1958-01&language=en&language=zh-Hans&place=莫斯科")
    assert said(page) == "1 article with “研”, January 1958, English or Chinese, Moscow · 莫斯科"


def test_what_is_typed_is_printed_as_text(seeds: Client) -> None:
    response = seeds.get("/articles/", {"q": "<script>alert(1)</script>"})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("q", ['"', "-", "title:", "((", "OR", "\x00", "科" * 5000, "a" * 9000])
def test_whatever_is_typed_the_page_stands(seeds: Client, q: str) -> None:
    assert seeds.get("/articles/", {"q": q}).status_code == 200


def test_a_bad_value_is_said_beside_its_field_and_nothing_is_searched(seeds: Client) -> None:
    page = look(seeds, "q=canal&year=19x8&from=1960&to=1950", status=400)
    assert found(page) == []
    for name, fault in (("year", "“19x8” is not a year"), ("to", "ends before it begins")):
        field = page.xpath(f"//input[@name='{name}']")[0]
        assert field.get("aria-invalid") == "true"
        assert fault in page.get_element_by_id(field.get("aria-describedby")).text_content()
    assert page.xpath("//input[@name='q']/@value") == ["canal"]


def test_a_hit_is_marked_in_the_language_it_was_found_in(seeds: Client) -> None:
    page = look(seeds, "q=科学研究")
    quotation = page.xpath(f"{RESULTS}//div[contains(@class, 'quotation')]/p")
    assert [one.get("lang") for one in quotation] == ["zh-Hans"]
    assert quotation[0].xpath("mark/text()") == ["科学研究"]
    assert page.xpath(f"{RESULTS}//p[@class='other']//mark/text()") == ["科学研究"]


@pytest.mark.parametrize(
    ("q", "sentence", "answer"),
    [
        ("科学研究", "共同进行科学研究", "scientific research"),
        ('"scientific research"', "scientific research", "科学研究"),
        ("鞠 鹏", "", ""),
    ],
)
def test_a_hit_stands_beside_the_sentence_that_answers_it(
    seeds: Client, q: str, sentence: str, answer: str
) -> None:
    page = look(seeds, f"q={quote(q)}")
    quotations = page.xpath(f"{RESULTS}//div[contains(@class, 'quotation')]")
    for quotation in quotations[:1]:
        own, other = text_of(quotation, "p | div[@class='answer']")
        assert sentence.replace("共同进行", "") in own
        assert answer in other
        assert "Somewhere in this" not in other
    assert bool(quotations) == bool(sentence)


def test_both_titles_stand_in_their_own_languages(seeds: Client) -> None:
    page = look(seeds, "year=1958")
    titles = page.xpath(f"{RESULTS}//h3 | {RESULTS}//p[@class='other']")
    assert [title.get("lang") for title in titles] == ["en", "zh-Hans"]


def test_no_link_of_the_list_carries_an_unknown_parameter_or_a_default(decade: Client) -> None:
    page = look(decade, "q=canal&utm_source=mail&page=1&sort=relevance&source=")
    hrefs = page.xpath("//main//a/@href | //link[@rel='canonical']/@href")
    assert len(hrefs) > 30
    for href in hrefs:
        query = parse_qs(urlsplit(href).query)
        own = {"id"} if urlsplit(href).path == "/list/" else {*PARAMETERS, "result"}
        assert set(query) <= own, href
        assert query.get("page") != ["1"]
        assert query.get("sort") != ["relevance"]


def test_pages_hold_every_article_once(decade: Client) -> None:
    listed: list[str] = []
    href = "/articles/"
    while href:
        page = parse(decade.get(href).content)
        listed += found(page)
        href = next(iter(page.xpath("//nav//a[starts-with(@rel, 'next')]/@href")), "")
    assert len(listed) == len(set(listed)) == 92


def test_a_page_beyond_the_last_is_a_bad_value(seeds: Client) -> None:
    page = look(seeds, "page=2", status=400)
    assert found(page) == []
    assert page.xpath("//input[@name='page']/@aria-invalid") == ["true"]


def test_a_page_of_a_list_that_found_nothing_is_its_first(seeds: Client) -> None:
    assert said(look(seeds, "q=nosuchword")) == "0 articles with “nosuchword”"


def test_without_any_index_the_list_says_so(
    seeds: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.INDEX_ROOT = tmp_path / "nowhere"
    page = look(seeds, "q=COMECON", status=503)
    assert "manage.py reindex" in text_of(page, "//p[contains(@class, 'remark')]")[0]
    for path in ("/sources/", "/sources/peoples-daily/", "/about/"):
        assert "manage.py reindex" in parse(seeds.get(path).content).text_content()


def test_the_orders_are_those_of_the_index(decade: Client) -> None:
    oldest = found(look(decade, "source=peoples-daily"))
    newest = found(look(decade, "source=peoples-daily&sort=newest&page=5"))
    assert oldest[:11] == newest[::-1][:11]


def test_the_canonical_address_is_the_canonical_question(
    seeds: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "base_url", "https://archive.example.org")
    page = look(seeds, "utm_source=x&year=1958&source=peoples-daily&page=1")
    href = page.xpath("//link[@rel='canonical']/@href")[0]
    assert href.endswith("/articles/?source=peoples-daily&year=1958")


@pytest.mark.parametrize("query", ["", "q=水渠", "q=canal&place=上海&sort=newest"])
def test_a_list_asks_the_database_a_fixed_number_of_times(
    decade: Client, query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    look(decade, query)  # names of places are looked up once an edition
    with django_assert_num_queries(QUERIES):
        look(decade, query)


def test_an_older_index_that_answers_is_named(seeds: Client) -> None:
    digest = Edition.objects.get().digest
    Edition.objects.create(
        digest="f" * 64, derivation=1, articles=2, published_at="2026-02-03T00:00:00Z"
    )
    page = look(seeds, "q=COMECON")
    assert found(page) == [ENCYCLOPEDIA]
    assert any(digest[:12] in text for text in text_of(page, "//p[contains(@class, 'remark')]"))


def test_the_chinese_interface_lists_the_same_articles(seeds: Client) -> None:
    page = look(seeds, "q=合作", path="/zh-hans/articles/")
    assert page.get("lang") == "zh-Hans"
    assert page.xpath(f"{RESULTS}//h3/a/@href")[0].startswith(f"/zh-hans/articles/{NEWSPAPER}/")


def test_an_article_reached_by_a_search_leads_back_and_on(decade: Client) -> None:
    page = look(decade, "q=水渠&sort=oldest&page=2")
    articles = found(page)
    href = page.xpath(f"{RESULTS}//h3/a/@href")[0]
    assert parse_qs(urlsplit(href).query)["result"] == ["21"]
    article = parse(decade.get(href).content)
    links = [urlsplit(link) for link in article.xpath("//main//a/@href")]
    back = [link for link in links if link.path == "/articles/"]
    assert {"q": ["水渠"], "sort": ["oldest"], "page": ["2"]} in [parse_qs(b.query) for b in back]
    on = [link for link in links if parse_qs(link.query).get("result") == ["22"]]
    assert {path_of(link.geturl()).split("/")[-2] for link in on} == {articles[1]}
    permalink = article.xpath("//a[@id='address']/@href")[0]
    assert "?" not in permalink


def test_a_rank_that_is_another_article_s_shows_no_way_on(decade: Client) -> None:
    first, second = found(look(decade, "q=水渠"))[:2]
    for rank, identifier, shown in ((1, first, True), (1, second, False), (999, first, False)):
        article = look(decade, f"q=水渠&result={rank}", path=f"/articles/{identifier}/")
        back = [href for href in article.xpath("//main//a/@href") if path_of(href) == "/articles/"]
        assert bool(back) is shown
