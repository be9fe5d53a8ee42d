"""The article list: what it says, counts, marks and links."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from archive.context import Site
from documents.models import Edition
from documents.query.addresses import PARAMETERS
from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    NEWSPAPER,
    daily_reports,
    parse,
    publish,
    text_of,
)
from tests.helpers.page_elements import words

pytestmark = pytest.mark.django_db

# The request's own savepoint and its release; the edition, told once; sources, articles,
# translations.
QUERIES = 6
RESULTS = "//ol[contains(@class, 'entries')]/li"


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """The seeds and ninety reports over ten years."""
    publish(daily_reports(90), tmp_path, settings)
    return Client()


def look(client: Client, query: str, status: int = 200, path: str = "/articles/") -> HtmlElement:
    response = client.get(f"{path}?{query}")
    assert response.status_code == status
    return parse(response.content)


def found(page: HtmlElement) -> list[str]:
    """The identifiers listed, in order."""
    return [href.split("/")[-2] for href in map(_path, page.xpath(f"{RESULTS}//h3/a/@href"))]


def _path(href: str) -> str:
    return urlsplit(href).path


def said(page: HtmlElement) -> str:
    return text_of(page, "//h1")[0]


def choice(page: HtmlElement, facet: str, label: str) -> HtmlElement:
    """The link of one value of a facet."""
    links = page.xpath(f"//section[contains(@class, 'facet-{facet}')]//li/a")
    labels = [words(link.xpath("span[1]")[0]) for link in links]
    found: HtmlElement = links[labels.index(label)]
    return found


def address_of(link: HtmlElement) -> str:
    return str(link.get("href"))


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


def test_a_facet_counts_without_its_own_filter(shelf: Client) -> None:
    free = look(shelf, "q=canal OR 水渠")
    chosen = look(shelf, "q=canal OR 水渠&newspaper_page=1")
    counts = "//section[contains(@class, 'facet-newspaper_page')]//a/span[@class='count']"
    assert text_of(chosen, counts) == text_of(free, counts) == ["23", "23", "22", "22"]


def test_following_a_choice_shows_as_many_articles_as_it_promised(shelf: Client) -> None:
    page = look(shelf, "q=水渠&source=peoples-daily")
    links = page.xpath("//section[contains(@class, 'facet')]//li/a[not(@aria-current)]")
    assert len(links) > 10
    for link in links:
        promised = link.xpath("span[@class='count']/text()")[0]
        assert said(parse(shelf.get(address_of(link)).content)).startswith(f"{promised} article")


def test_a_chosen_value_is_let_go_by_following_it(shelf: Client) -> None:
    page = look(shelf, "q=水渠&place=上海&place=北京")
    link = choice(page, "place", "Shanghai · 上海 (selected; activate to remove)")
    assert link.get("aria-current") == "true"
    assert parse_qs(urlsplit(address_of(link)).query) == {"q": ["水渠"], "place": ["北京"]}


def test_a_chosen_value_never_disappears(shelf: Client) -> None:
    page = look(shelf, "q=nosuchword&newspaper_page=3")
    assert said(page).startswith("0 articles")
    assert page.xpath("//section[contains(@class, 'facet-newspaper_page')]//a[@aria-current]")


def test_every_filter_in_force_has_a_chip_that_takes_it_off(shelf: Client) -> None:
    query = "q=水渠&source=peoples-daily&year=1950&from=1950&to=1951&translation=held"
    page = look(shelf, query)
    chips = page.xpath("//ul[contains(@class, 'chips')]/li/a[not(@class)]")
    left = [set(parse_qs(urlsplit(address_of(chip)).query)) for chip in chips]
    whole = {"q", "source", "year", "from", "to", "translation"}
    assert left == [
        whole - {"source"},
        whole - {"year"},
        whole - {"translation"},
        whole - {"from", "to"},
    ]


def test_letting_go_of_a_year_lets_go_of_its_months(shelf: Client) -> None:
    page = look(shelf, "year=1950&month=1950-01")
    hrefs = page.xpath("//ul[contains(@class, 'chips')]/li/a[not(@class)]/@href")
    assert hrefs[0] == "/articles/"


def test_an_interval_has_a_row_of_its_own_that_leads_to_its_range(seeds: Client) -> None:
    link = choice(look(seeds, ""), "year", "1970–1979")
    assert link.get("href") == "/articles/?year=1970%2F1979"
    assert found(parse(seeds.get(address_of(link)).content)) == [ENCYCLOPEDIA]


def test_a_place_is_listed_in_the_interface_s_language_and_as_the_original_writes_it(
    seeds: Client,
) -> None:
    link = choice(look(seeds, ""), "place", "Moscow · 莫斯科")
    assert [span.get("lang") for span in link.xpath("span[1]/span")] == ["en", "zh-Hans"]


def test_months_stand_only_inside_a_chosen_year(shelf: Client) -> None:
    assert not look(shelf, "").xpath("//section[contains(@class, 'facet-month')]")
    months = look(shelf, "year=1951").xpath(
        "//section[contains(@class, 'facet-month')]//li/a/@href"
    )
    assert months
    assert all("month=1951-" in href for href in months)


def test_no_link_of_the_list_carries_an_unknown_parameter_or_a_default(shelf: Client) -> None:
    page = look(shelf, "q=canal&utm_source=mail&page=1&sort=relevance&source=")
    hrefs = page.xpath("//main//a/@href | //link[@rel='canonical']/@href")
    assert len(hrefs) > 30
    for href in hrefs:
        query = parse_qs(urlsplit(href).query)
        own = {"id"} if urlsplit(href).path == "/list/" else {*PARAMETERS, "result"}
        assert set(query) <= own, href
        assert query.get("page") != ["1"]
        assert query.get("sort") != ["relevance"]


def test_pages_hold_every_article_once(shelf: Client) -> None:
    listed: list[str] = []
    href = "/articles/"
    while href:
        page = parse(shelf.get(href).content)
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


def test_the_orders_are_those_of_the_index(shelf: Client) -> None:
    oldest = found(look(shelf, "source=peoples-daily"))
    newest = found(look(shelf, "source=peoples-daily&sort=newest&page=5"))
    assert oldest[:11] == newest[::-1][:11]


def test_the_timeline_leads_to_each_year_and_says_its_count(shelf: Client) -> None:
    bars = look(shelf, "").xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert len(bars) == 11  # ten years and one interval
    for bar in bars[:3]:
        count = bar.get("aria-label").split(": ")[1]
        assert said(parse(shelf.get(address_of(bar)).content)).startswith(count)


def test_facet_combinations_are_not_for_search_engines(seeds: Client) -> None:
    robots = "//meta[@name='robots']/@content"
    assert look(seeds, "year=1958").xpath(robots) == ["noindex,follow"]
    assert look(seeds, "q=canal").xpath(robots) == ["noindex,follow"]
    assert look(seeds, "").xpath(robots) == []
    assert look(seeds, "utm_source=mail").xpath(robots) == []


def test_the_canonical_address_is_the_canonical_question(
    seeds: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "base_url", "https://archive.example.org")
    page = look(seeds, "utm_source=x&year=1958&source=peoples-daily&page=1")
    href = page.xpath("//link[@rel='canonical']/@href")[0]
    assert href.endswith("/articles/?source=peoples-daily&year=1958")


def test_asking_anew_keeps_the_filters_and_begins_at_the_first_page(shelf: Client) -> None:
    page = look(shelf, "q=水渠&translation=held&sort=newest&page=2&from=1950")
    search, narrow = page.xpath("//main//form")
    fields = {node.get("name"): node.get("value") for node in search.xpath(".//input")}
    kept = {"q": "水渠", "translation": "held", "sort": "newest", "from": "1950"}
    assert fields == kept
    sent = narrow.xpath(".//input[not(@type='checkbox') or @checked]")
    fields = {node.get("name"): node.get("value") for node in sent}
    assert fields == kept | {"to": "", "page": ""}


@pytest.mark.parametrize("query", ["", "q=水渠", "q=canal&place=上海&sort=newest"])
def test_a_list_asks_the_database_a_fixed_number_of_times(
    shelf: Client, query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    look(shelf, query)  # names of places are looked up once an edition
    with django_assert_num_queries(QUERIES):
        look(shelf, query)


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


def test_an_article_reached_by_a_search_leads_back_and_on(shelf: Client) -> None:
    page = look(shelf, "q=水渠&sort=oldest&page=2")
    articles = found(page)
    href = page.xpath(f"{RESULTS}//h3/a/@href")[0]
    assert parse_qs(urlsplit(href).query)["result"] == ["21"]
    article = parse(shelf.get(href).content)
    links = [urlsplit(link) for link in article.xpath("//main//a/@href")]
    back = [link for link in links if link.path == "/articles/"]
    assert {"q": ["水渠"], "sort": ["oldest"], "page": ["2"]} in [parse_qs(b.query) for b in back]
    on = [link for link in links if parse_qs(link.query).get("result") == ["22"]]
    assert {_path(link.geturl()).split("/")[-2] for link in on} == {articles[1]}
    permalink = article.xpath("//a[@id='address']/@href")[0]
    assert "?" not in permalink


def test_a_rank_that_is_another_article_s_shows_no_way_on(shelf: Client) -> None:
    first, second = found(look(shelf, "q=水渠"))[:2]
    for rank, identifier, shown in ((1, first, True), (1, second, False), (999, first, False)):
        article = look(shelf, f"q=水渠&result={rank}", path=f"/articles/{identifier}/")
        back = [href for href in article.xpath("//main//a/@href") if _path(href) == "/articles/"]
        assert bool(back) is shown


def test_a_form_of_filters_leads_to_the_canonical_address(shelf: Client) -> None:
    """A form sends its empty fields too, and an empty page number by which it is known."""
    asked = "source=peoples-daily&from=&to=1951&newspaper_page=2&newspaper_page=1&q=canal&page="
    response = shelf.get(f"/articles/?{asked}")
    assert response.status_code == 302
    assert response.headers["Location"] == (
        "/articles/?q=canal&source=peoples-daily&newspaper_page=1&newspaper_page=2&to=1951"
    )
    typed = shelf.get("/articles/?q=people%E2%80%99s daily 1950&from=&to=&page=")
    assert parse_qs(urlsplit(typed.headers["Location"]).query) == {"q": ["people’s daily 1950"]}
    wrong = shelf.get("/articles/?from=x&to=&page=")
    assert wrong.headers["Location"] == "/articles/?from=x"


def test_the_form_of_filters_says_what_the_address_says(shelf: Client) -> None:
    query = (
        "q=canal&source=peoples-daily&year=1950&newspaper_page=1&dated=1950&from=1950&sort=title"
    )
    (form,) = look(shelf, query).xpath("//form[@class='facets']")
    fields = [
        (field.get("name"), field.get("value"))
        for field in form.xpath(".//input")
        if field.get("type") != "checkbox" or field.get("checked") is not None
    ]
    sent = {(name, value) for name, value in fields if value}
    assert sent == {tuple(pair.split("=")) for pair in query.split("&")}
    assert len(sent) == len([value for _, value in fields if value])
    assert {name for name, _ in fields} <= set(PARAMETERS)
