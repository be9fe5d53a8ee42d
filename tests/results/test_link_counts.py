"""Each number beside a link is what the link finds, however exactly articles are dated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import Report, parse, publish, text_of, use_archive

pytestmark = pytest.mark.django_db

# As files print dates; the seeds bring a span, 1970/1979.
PRINTED = (
    *("1958-01-03", "1958-01-03", "1958-01-31", "1958-03-01", "1958-12-31", "1960-02-29"),
    *("1958-01", "1958-01", "1958-02", "1958", "1958", "1960", "1975", "1972-05", ""),
    *("1970-1979", "1958-1962", "1958-1962"),
)
LONG = ("1871-01-03", "1871-05", "1877", "1879-12-31", "1899", "1958")  # bars are decades


def look(client: Client, address: str) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.content)


def shelve(printed: tuple[str, ...], folder: Path, settings: Settings) -> Client:
    reports = [
        Report(
            number + 10, date(1958, 1, 24), number % 3 + 1, translated=number % 2 == 0, printed=said
        )
        for number, said in enumerate(printed)
    ]
    publish(reports, folder, settings)
    return Client()


def number_in(words: str) -> int:
    return int(words.replace(",", "").split()[0])


def promises(page: HtmlElement) -> dict[str, int]:
    """The links of a page's timeline, facets and lists of dates, with the number beside each."""
    found: dict[str, int] = {}
    for row in page.xpath("//figure[contains(@class, 'bars')]//tbody/tr[th/a]"):
        found[row.xpath("th/a/@href")[0]] = number_in(text_of(row, "td")[0])
    for link in page.xpath(
        "//figure[contains(@class, 'bars')]//*[local-name() = 'a'][@aria-label]"
    ):
        said = link.get("aria-label").rpartition(": ")[2]
        assert found[link.get("href")] == number_in(said)
    for facet in page.xpath("//section[contains(@class, 'facet-')]"):
        chosen = facet.xpath(".//a[@aria-current]")  # a further value is added to what these find
        already = number_in(text_of(page, "//h1")[0]) if chosen else 0
        for link in facet.xpath(".//a[not(@aria-current)][span[@class='count']]"):
            more = number_in(text_of(link, "span[@class='count']")[0])
            found[link.get("href")] = already + more
    for item in page.xpath("//ul[contains(@class, 'inexact')]/li"):
        found[item.xpath("a/@href")[0]] = number_in(text_of(item, "span")[0])
    return found


def hold(client: Client, address: str) -> None:
    kept = promises(look(client, address))
    assert kept, address
    for link, number in kept.items():
        heading = text_of(look(client, link), "//h1")[0]
        assert number_in(heading) == number, (address, link)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/",
        "/articles/?q=canal",
        "/articles/?year=1958",
        "/articles/?q=canal&year=1958",
        "/articles/?q=canal&year=1958&month=1958-01",
        "/articles/?month=1958-01",
        "/articles/?from=1958-01-15&to=1960",
        "/articles/?dated=1958-01",
        "/articles/?year=1958/1962",
        "/sources/peoples-daily/1958/",
        "/sources/peoples-daily/1958/01/",
    ],
)
def test_a_link_finds_exactly_what_it_promises(
    address: str, tmp_path: Path, settings: Settings
) -> None:
    hold(shelve(PRINTED, tmp_path, settings), address)


@pytest.mark.parametrize("address", ["/", "/articles/", "/articles/?q=canal"])
def test_so_does_a_decade(address: str, tmp_path: Path, settings: Settings) -> None:
    hold(shelve(LONG, tmp_path, settings), address)


def test_an_exact_date_is_no_range(tmp_path: Path, settings: Settings) -> None:
    client = shelve(PRINTED, tmp_path, settings)
    for query, number in (
        ("dated=1958-01-03", 2),
        ("dated=1958-01", 2),
        ("dated=1958", 2),
        ("dated=1958&dated=1958-01", 4),
        ("dated=1958/1962", 2),
        ("year=1958/1962", 2),
        ("year=1958/1962&year=1960", 4),
        ("dated=1958-01&year=1960", 0),
    ):
        page = look(client, f"/articles/?{query}")
        assert number_in(text_of(page, "//h1")[0]) == number, query
    assert "dated 3 January 1958" in text_of(look(client, "/articles/?dated=1958-01-03"), "//h1")[0]


@pytest.mark.parametrize(
    "query",
    [
        *("year=1962/1958", "year=1958/1958", "year=1958/", "year=0000", "dated=58"),
        *("dated=1958-13", "dated=1962/1958", "dated=195X", "dated=1958-02-30", "dated=1958/9/10"),
    ],
)
def test_an_impossible_date_is_refused(
    query: str, client: Client, tmp_path: Path, settings: Settings
) -> None:
    use_archive(tmp_path, settings)
    assert client.get(f"/articles/?{query}").status_code == 400
