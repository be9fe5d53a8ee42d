"""JSON-LD of the archive, its sources and its lists, as pages have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.helpers.citation_collection import CORRECTED, PUBLIC
from tests.helpers.page_elements import read_page, select
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served

SOURCE = "/sources/peoples-daily/"
PAGES = ("/", "/about/", "/sources/", SOURCE, "/articles/", "/articles/?q=ferry&sort=newest")
ISSUE = f"{SOURCE}1958/03/05/"


def json_ld(site: Served, path: str) -> dict[str, Any]:
    (script,) = read_page(site, path).xpath("//script[@type='application/ld+json']")
    node = json.loads(str(script.text))
    assert node.pop("@context") == "https://schema.org"
    assert isinstance(node, dict)
    return node


def names_of(node: object) -> Iterator[str]:
    """Every ``@id`` in a document."""
    if isinstance(node, dict):
        if "@id" in node:
            yield str(node["@id"])
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from names_of(one)


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
@pytest.mark.parametrize("path", [*PAGES, ISSUE, f"/articles/{SEED}/", f"/articles/{ENTRY}/"])
def test_every_name_leads_to_a_page_and_to_a_place_in_it(
    citing: Served, path: str, prefix: str
) -> None:
    names = set(names_of(json_ld(citing, prefix + path)))
    assert names
    for name in names:
        address = urlsplit(name.removeprefix(PUBLIC))
        assert name.startswith(PUBLIC)
        page = read_page(citing, f"{address.path}?{address.query}")
        if address.fragment:
            (head,) = select(page, f"#{address.fragment}")
            assert head.xpath(".//*[@lang=$tag]", tag=address.fragment)


@pytest.mark.parametrize("path", ["/", "/sources/", "/about/"])
def test_the_archive_is_a_catalogue_of_its_sources(citing: Served, path: str) -> None:
    archive = json_ld(citing, path)
    assert archive["@type"] == ["WebSite", "DataCatalog"]
    assert (archive["@id"], archive["name"]) == (f"{PUBLIC}/", "Parallel Archive")
    assert [dataset["@id"] for dataset in archive["dataset"]] == [
        f"{PUBLIC}/sources/great-soviet-encyclopedia/",
        f"{PUBLIC}{SOURCE}",
    ]
    assert all(len(dataset["description"]) >= 50 for dataset in archive["dataset"])
    search = archive["potentialAction"]["target"]["urlTemplate"].removeprefix(PUBLIC)
    assert citing.ask(search.replace("{query}", "ferry")).status == 200


def test_a_source_is_a_data_set_that_can_be_had(citing: Served) -> None:
    dataset = json_ld(citing, SOURCE)
    assert dataset["@type"] == "Dataset"
    assert (dataset["name"], dataset["alternateName"]) == ("People’s Daily", ["人民日报"])
    assert (dataset["temporalCoverage"], dataset["inLanguage"]) == ("1958", ["zh-Hans", "en"])
    assert dataset["license"] == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert dataset["isBasedOn"]["publisher"]["location"] == "Beijing"
    assert dataset["includedInDataCatalog"] == {"@id": f"{PUBLIC}/"}
    for form in dataset["distribution"]:
        answer = citing.ask(form["contentUrl"].removeprefix(PUBLIC))
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] == form["encodingFormat"]
    entry = json_ld(citing, "/sources/great-soviet-encyclopedia/")
    assert entry["isBasedOn"]["bookEdition"] == "3"
    assert entry["temporalCoverage"] == "1970/1979"


@pytest.mark.parametrize("path", ["/articles/?q=mended&sort=oldest", ISSUE])
def test_a_list_names_the_articles_that_it_shows(citing: Served, path: str) -> None:
    page = json_ld(citing, path)
    listed = page["mainEntity"]["itemListElement"]
    assert page["@type"] == "CollectionPage"
    assert [one["position"] for one in listed] == list(range(1, len(listed) + 1))
    shown = read_page(citing, path).xpath("//h3/a/@href")
    assert [urlsplit(one["item"]["url"]).path for one in listed] == [
        urlsplit(str(href)).path for href in shown
    ]
    assert f"/articles/{CORRECTED}/" in [urlsplit(one["item"]["@id"]).path for one in listed]
    assert page["mainEntity"]["numberOfItems"] == len(listed)
