"""Several translations into one language: each shown, chosen, cited and exported as its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from documents.models import Article
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from tests.helpers.invented_reports import parse, use_archive
from tests.helpers.seed_workshop import Workshop, publish_once, workshop

__all__ = ["workshop"]

pytestmark = pytest.mark.django_db

SOURCES = """
[classics]
kind = "book"
layout = "document"
languages = ["zh-Hans", "en", "fr"]
rights = "http://rightsstatements.org/vocab/NoC-US/1.0/"
names = { en = "Classics", zh-Hans = "经典" }
"""
RECORD = """---
title:
  zh-Hans: 道可道章
  en: The Way
  fr: La Voie
translators: {fr: Marie Blanc}
---

## [zh-Hans]

道可道，非常道。

无名天地之始，有名万物之母。

## [en] James Legge, 1891

The way that can be trodden is not the enduring way.

Having no name, it is the originator of heaven and earth.

## [en] Ann Lee, May 1979

A road that one may walk is no lasting road.

Nameless, it began heaven, earth and the elephant.

## [fr]

La voie qui peut être dite n'est pas la Voie.

L'être sans nom est l'origine du ciel.
"""
LEE = "en-x-ann-lee"


def _publish(made: Workshop) -> str:
    made.write("seeds/sources.toml", SOURCES)
    made.write("seeds/way.md", RECORD)
    made.ingest()
    return Article.objects.get().identifier


@pytest.fixture
def way(workshop: Workshop, tmp_path: Path, settings: Settings) -> str:
    """The address of the article."""
    use_archive(tmp_path, settings)
    return f"/articles/{publish_once(workshop, _publish)}"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def read(client: Client, address: str) -> HtmlElement:
    return parse(get(client, address).encode())


def words(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def test_the_reader_chooses_which_translation_stands_beside_the_original(
    client: Client, way: str
) -> None:
    first, second = read(client, f"{way}/"), read(client, f"{way}/?beside={LEE}")
    choices = "//nav[@aria-label='Translation beside']/a"
    assert words(second, choices) == [
        "English · James Legge",
        "English · Ann Lee",
        "French",
    ]
    assert [words(one, f"{choices}[@aria-current]") for one in (first, second)] == [
        ["English · James Legge"],
        ["English · Ann Lee"],
    ]
    assert words(first, "//*[@id='en-x-james-legge']/p") == ["English · James Legge, 1891"]
    assert words(second, f"//*[@id='{LEE}']/p") == ["English · Ann Lee, May 1979"]
    assert "lasting road" in words(second, "//*[@id='t1']")[0]


def test_what_is_in_english_says_so_to_browsers_and_the_filter(client: Client, way: str) -> None:
    for address in (f"{way}/", f"{way}/?beside={LEE}", f"{way}/v1/cite/?t=1&beside={LEE}"):
        tags = read(client, address).xpath("//@lang")
        assert {"en", "zh-Hans"} <= set(tags)
        assert not [tag for tag in tags if "-x-" in tag], address
    listed = json.loads(get(client, "/articles.json?language=en&q=elephant"))
    assert listed["total"] == 1
    assert [one["value"] for one in listed["facets"]["language"]] == ["en", "fr", "zh-Hans"]


@pytest.mark.parametrize(
    ("q", "beside"),
    [("elephant", LEE), ("ciel", "fr"), ("originator", ""), ("heaven", ""), ("万物", "")],
)
def test_a_result_opens_with_the_translation_that_alone_has_what_was_found(
    client: Client, way: str, q: str, beside: str
) -> None:
    links = set(read(client, f"/articles/?q={q}").xpath("//h3/a/@href"))
    assert len(links) == 1
    (link,) = links
    assert link.startswith(f"{way}/?")
    assert link.partition("beside=")[2] == beside


def test_a_paragraph_keeps_its_number_and_names_its_translation(client: Client, way: str) -> None:
    assert 'href="#t2"' in get(client, f"{way}/")
    html = get(client, f"{way}/?beside={LEE}")
    assert f'href="{way}/?beside={LEE}#t2"' in html
    assert f"{way}/v1/cite/?beside={LEE}&amp;p=2" in html


def test_each_is_cited_with_its_own_translators_date_and_address(client: Client, way: str) -> None:
    told = {
        tag: get(client, f"{way}/v1/cite/?t=2&beside={tag}")
        for tag in ("en-x-james-legge", LEE, "fr")
    }
    assert "Translated by James Legge, 1891." in told["en-x-james-legge"]
    assert f"{way}/v1/#t2" in told["en-x-james-legge"]
    assert "Translated by Ann Lee, 1979." in told[LEE]
    assert "James Legge, 1891" not in told[LEE]
    assert "the elephant." in told[LEE]
    assert f"{way}/v1/?beside={LEE}#t2" in told[LEE]
    assert "Translated by Marie Blanc." in told["fr"]


def test_a_record_of_each_has_a_key_that_is_read_again(client: Client, way: str) -> None:
    key = f"{way.rpartition('/')[2]}-v1-{LEE}"
    (item,) = json.loads(get(client, f"/unapi?id={key}.t2&format=csljson"))
    assert (item["id"], item["language"]) == (key, "en")
    assert item["translator"] == [{"literal": "Ann Lee"}]
    assert "elephant" in item["annote"]
    assert "Ann Lee" in get(client, f"{way}.bib?lang={LEE}")
    assert f"?beside={LEE}#t2" in get(client, f"/list/?id={key}.t2")


def test_lines_of_a_translation_lead_to_it_wherever_they_stand(client: Client, way: str) -> None:
    there = f"{way}/?q=elephant&amp;beside={LEE}#t2"
    assert there in get(client, "/concordance/?q=elephant")
    source = get(client, f"{way}/source/")
    assert f'href="{way}/?beside={LEE}#t2"' in source
    assert f'href="{way}/#t2"' in source
    cited = json.loads(get(client, f"{way}/v1/cite.json?t=2&beside={LEE}"))
    assert cited["pinned"].endswith(f"/v1/?beside={LEE}#t2")
    assert "elephant" in cited["quotations"][1]["blocks"][0]
    assert any("Ann Lee, 1979" in one["text"] for one in cited["citations"])


@pytest.mark.parametrize("suffix", ["json", "md", "txt", "tei.xml", "tmx", "pairs.tsv", "jsonld"])
def test_every_export_has_all_of_them(client: Client, way: str, suffix: str) -> None:
    written = get(client, f"{way}.{suffix}")
    if suffix == "jsonld":
        assert f"?beside={LEE}#{LEE}" in written
    else:
        assert "enduring way" in written
        assert "lasting road" in written
        assert "Voie" in written


def test_tei_comes_back_as_the_same_record(client: Client, way: str) -> None:
    record = parse_file(decode(get(client, f"{way}.tei.xml").encode(), "x.xml"), "tei")
    ours = parse_file(decode(RECORD.encode(), "x.md"), "document")
    assert record.notes["translated"] == ours.notes["translated"]
    assert [(one.language, one.translators, one.blocks) for one in record.translations] == [
        (one.language, one.translators, one.blocks) for one in ours.translations
    ]
