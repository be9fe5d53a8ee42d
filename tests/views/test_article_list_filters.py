"""The article list narrowed: facets, chips, months, places, the form of all filters."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from lxml.html import HtmlElement

from documents.query.addresses import PARAMETERS
from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    parse,
    text_of,
)
from tests.helpers.list_page import found, look, said
from tests.helpers.page_elements import words

pytestmark = pytest.mark.django_db


def choice(page: HtmlElement, facet: str, label: str) -> HtmlElement:
    """The link of one value of a facet."""
    links = page.xpath(f"//section[contains(@class, 'facet-{facet}')]//li/a")
    labels = [words(link.xpath("span[1]")[0]) for link in links]
    found: HtmlElement = links[labels.index(label)]
    return found


def address_of(link: HtmlElement) -> str:
    return str(link.get("href"))


def test_a_facet_counts_without_its_own_filter(decade: Client) -> None:
    free = look(decade, "q=canal OR 水渠")
    chosen = look(decade, "q=canal OR 水渠&newspaper_page=1")
    counts = "//section[contains(@class, 'facet-newspaper_page')]//a/span[@class='count']"
    assert text_of(chosen, counts) == text_of(free, counts) == ["23", "23", "22", "22"]


def test_following_a_choice_shows_as_many_articles_as_it_promised(decade: Client) -> None:
    page = look(decade, "q=水渠&source=peoples-daily")
    links = page.xpath("//section[contains(@class, 'facet')]//li/a[not(@aria-current)]")
    assert len(links) > 10
    for link in links:
        promised = link.xpath("span[@class='count']/text()")[0]
        assert said(parse(decade.get(address_of(link)).content)).startswith(f"{promised} article")


def test_a_chosen_value_is_let_go_by_following_it(decade: Client) -> None:
    page = look(decade, "q=水渠&place=上海&place=北京")
    link = choice(page, "place", "Shanghai · 上海 (selected; activate to remove)")
    assert link.get("aria-current") == "true"
    assert parse_qs(urlsplit(address_of(link)).query) == {"q": ["水渠"], "place": ["北京"]}


def test_a_chosen_value_never_disappears(decade: Client) -> None:
    page = look(decade, "q=nosuchword&newspaper_page=3")
    assert said(page).startswith("0 articles")
    assert page.xpath("//section[contains(@class, 'facet-newspaper_page')]//a[@aria-current]")


def test_every_filter_in_force_has_a_chip_that_takes_it_off(decade: Client) -> None:
    query = "q=水渠&source=peoples-daily&year=1950&from=1950&to=1951&translation=held"
    page = look(decade, query)
    chips = page.xpath("//ul[contains(@class, 'chips')]/li/a[not(@class)]")
    left = [set(parse_qs(urlsplit(address_of(chip)).query)) for chip in chips]
    whole = {"q", "source", "year", "from", "to", "translation"}
    assert left == [
        whole - {"source"},
        whole - {"year"},
        whole - {"translation"},
        whole - {"from", "to"},
    ]


def test_letting_go_of_a_year_lets_go_of_its_months(decade: Client) -> None:
    page = look(decade, "year=1950&month=1950-01")
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


def test_months_stand_only_inside_a_chosen_year(decade: Client) -> None:
    assert not look(decade, "").xpath("//section[contains(@class, 'facet-month')]")
    months = look(decade, "year=1951").xpath(
        "//section[contains(@class, 'facet-month')]//li/a/@href"
    )
    assert months
    assert all("month=1951-" in href for href in months)


def test_the_timeline_leads_to_each_year_and_says_its_count(decade: Client) -> None:
    bars = look(decade, "").xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert len(bars) == 11  # ten years and one interval
    for bar in bars[:3]:
        count = bar.get("aria-label").split(": ")[1]
        assert said(parse(decade.get(address_of(bar)).content)).startswith(count)


def test_facet_combinations_are_not_for_search_engines(seeds: Client) -> None:
    robots = "//meta[@name='robots']/@content"
    assert look(seeds, "year=1958").xpath(robots) == ["noindex,follow"]
    assert look(seeds, "q=canal").xpath(robots) == ["noindex,follow"]
    assert look(seeds, "").xpath(robots) == []
    assert look(seeds, "utm_source=mail").xpath(robots) == []


def test_asking_anew_keeps_the_filters_and_begins_at_the_first_page(decade: Client) -> None:
    page = look(decade, "q=水渠&translation=held&sort=newest&page=2&from=1950")
    search, narrow = page.xpath("//main//form")
    fields = {node.get("name"): node.get("value") for node in search.xpath(".//input")}
    kept = {"q": "水渠", "translation": "held", "sort": "newest", "from": "1950"}
    assert fields == kept
    sent = narrow.xpath(".//input[not(@type='checkbox') or @checked]")
    fields = {node.get("name"): node.get("value") for node in sent}
    assert fields == kept | {"to": "", "page": ""}


def test_a_form_of_filters_leads_to_the_canonical_address(decade: Client) -> None:
    """A form sends its empty fields too, and an empty page number by which it is known."""
    asked = "source=peoples-daily&from=&to=1951&newspaper_page=2&newspaper_page=1&q=canal&page="
    response = decade.get(f"/articles/?{asked}")
    assert response.status_code == 302
    assert response.headers["Location"] == (
        "/articles/?q=canal&source=peoples-daily&newspaper_page=1&newspaper_page=2&to=1951"
    )
    typed = decade.get("/articles/?q=people%E2%80%99s daily 1950&from=&to=&page=")
    assert parse_qs(urlsplit(typed.headers["Location"]).query) == {"q": ["people’s daily 1950"]}
    wrong = decade.get("/articles/?from=x&to=&page=")
    assert wrong.headers["Location"] == "/articles/?from=x"


def test_the_form_of_filters_says_what_the_address_says(decade: Client) -> None:
    query = (
        "q=canal&source=peoples-daily&year=1950&newspaper_page=1&dated=1950&from=1950&sort=title"
    )
    (form,) = look(decade, query).xpath("//form[@class='facets']")
    fields = [
        (field.get("name"), field.get("value"))
        for field in form.xpath(".//input")
        if field.get("type") != "checkbox" or field.get("checked") is not None
    ]
    sent = {(name, value) for name, value in fields if value}
    assert sent == {tuple(pair.split("=")) for pair in query.split("&")}
    assert len(sent) == len([value for _, value in fields if value])
    assert {name for name, _ in fields} <= set(PARAMETERS)
