"""The unAPI server, and the identifiers by which pages lead Zotero to it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from documents.citation.exports import EXPORTS
from tests.citation.zotero import import_rdf
from tests.helpers.citation_collection import CORRECTED, PUBLIC, RECALLED, SIGNED
from tests.helpers.page_elements import links, read_page, select
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served

SERVER = "//link[@rel='unapi-server']"


def identifiers(site: Served, path: str) -> list[str]:
    """What Zotero finds in a page: the unAPI identifiers, if the page names a server."""
    page = read_page(site, path)
    if not page.xpath(SERVER):
        return []
    return [str(abbr.get("title")) for abbr in select(page, "abbr.unapi-id")]


def saved(site: Served, path: str) -> list[dict[str, Any]]:
    """What Zotero saves of a page: it puts each identifier into an address as it stands."""
    (server,) = read_page(site, path).xpath(f"{SERVER}/@href")
    return [
        item
        for name in identifiers(site, path)
        for item in import_rdf(site.ask(f"{server}?id={name}&format=rdf_zotero").text)
    ]


def formats(document: str) -> dict[str, str]:
    listed = ElementTree.fromstring(document).iterfind("format")
    return {str(one.get("name")): str(one.get("type")) for one in listed}


def test_it_offers_zotero_rdf_first_and_then_every_export(citing: Served) -> None:
    answer = citing.ask("/unapi")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/xml"
    offered = formats(answer.text)
    assert list(offered)[:4] == ["rdf_zotero", "csljson", "bibtex", "ris"]
    assert list(offered.values()) == [form.media_type for form in EXPORTS.values()]


def test_an_identifier_alone_is_answered_with_its_formats(citing: Served) -> None:
    answer = citing.ask(f"/unapi?id={SEED}-v1")
    assert answer.status == 300
    assert ElementTree.fromstring(answer.text).get("id") == f"{SEED}-v1"
    assert formats(answer.text) == formats(citing.ask("/unapi").text)


def test_a_record_is_the_same_as_the_export(citing: Served) -> None:
    for name, suffix in (("bibtex", "bib"), ("ris", "ris"), ("tei", "tei.xml")):
        answer = citing.ask(f"/unapi?id={SEED}-v1&format={name}")
        assert answer.status == 200
        assert answer.headers["content-type"] == EXPORTS[suffix].content_type
        assert answer.text == citing.ask(f"/articles/{SEED}/v1.{suffix}").text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("id=nothing", 404),
        ("id=%3Cx%3E", 404),
        (f"id={SEED}-v9", 404),
        (f"id={SEED}-v1.p99", 404),
        (f"id={SEED}-v1.q1", 404),
        (f"id={SEED[:-1]}-v1&format=ris", 404),
        (f"id={RECALLED}-v1&format=ris", 410),
        (f"id={SEED}-v1&format=marc", 406),
        ("id=nothing&format=marc", 406),
    ],
)
def test_what_there_is_not_is_refused_by_its_status(
    citing: Served, query: str, status: int
) -> None:
    answer = citing.ask(f"/unapi?{query}")
    assert answer.status == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_withdrawn_article_says_why(citing: Served) -> None:
    assert "Filed <twice>." in citing.ask(f"/unapi?id={RECALLED}").text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"/articles/{CORRECTED}/", [f"{CORRECTED}-v2"]),
        (f"/articles/{CORRECTED}/v1/", [f"{CORRECTED}-v1"]),
        (f"/articles/{CORRECTED}/source/", [f"{CORRECTED}-v2"]),
        (f"/articles/{CORRECTED}/v2/changes/", [f"{CORRECTED}-v2"]),
        (f"/articles/{CORRECTED}/v1/source/", [f"{CORRECTED}-v1"]),
        (f"/articles/{CORRECTED}/v1/cite/", [f"{CORRECTED}-v1"]),
        (f"/articles/{CORRECTED}/v1/cite/?p=1-2&p=3", [f"{CORRECTED}-v1.p1-3"]),
        (f"/articles/{CORRECTED}/v1/cite/?t=1&t=3", [f"{CORRECTED}-v1.t1.3"]),
        ("/sources/great-soviet-encyclopedia/", [f"{ENTRY}-v1"]),
        ("/", []),
    ],
)
def test_each_page_names_the_records_it_shows(citing: Served, path: str, found: list[str]) -> None:
    assert identifiers(citing, path) == found
    assert identifiers(citing, f"/zh-hans{path}") == found


def test_lists_name_every_article_they_show_once(citing: Served) -> None:
    ferry = [f"{CORRECTED}-v2"]
    listed = identifiers(citing, "/articles/?q=mended")
    assert set(ferry) < set(listed)
    assert (
        len(listed)
        == len(set(listed))
        == len(select(read_page(citing, "/articles/?q=mended"), ".record"))
    )
    assert set(ferry) < set(identifiers(citing, "/sources/peoples-daily/1958/03/05/"))
    related = identifiers(citing, f"/articles/{CORRECTED}/related/")
    assert related[0] == f"{CORRECTED}-v2"
    assert len(related) > 1
    concordance = identifiers(citing, "/concordance/?q=ferry")
    assert CORRECTED in concordance
    assert len(concordance) == len(set(concordance))


def test_zotero_saves_the_article_from_the_page_that_cites_a_passage(citing: Served) -> None:
    (item,) = saved(citing, f"/articles/{CORRECTED}/v1/cite/?p=2")
    assert (item["itemType"], item["title"]) == ("newspaperArticle", "The Ferry")
    assert item["url"] == f"{PUBLIC}/articles/{CORRECTED}/v1/#p2"
    (note,) = item["notes"]
    assert "船上能坐二十个人" in note
    assert "Twenty people can sit in it" in note
    assert "para. 2" in note


def test_zotero_saves_in_the_language_of_the_page(citing: Served) -> None:
    (english,) = saved(citing, f"/articles/{SIGNED}/")
    (chinese,) = saved(citing, f"/zh-hans/articles/{SIGNED}/")
    assert (english["publicationTitle"], english["rights"]) == (
        "People's Daily",
        "Copyright not evaluated",
    )
    assert (chinese["publicationTitle"], chinese["rights"]) == ("人民日报", "版权状况未评估")
    assert (english["abstractNote"], chinese["abstractNote"]) == (
        "The village ferry was mended in spring, and people of both banks came to see it.",
        "村里的渡船在春天修好了，两岸的人都来看。",
    )


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_the_page_that_cites_a_passage_exports_it_with_the_passage(
    citing: Served, prefix: str
) -> None:
    page = read_page(citing, f"{prefix}/articles/{CORRECTED}/v1/cite/?p=2")
    exports = links(page)
    for name, suffix in (("Zotero RDF", "zotero.rdf"), ("RIS", "ris"), ("BibTeX", "bib")):
        answer = citing.ask(exports[name])
        assert answer.status == 200
        assert "Twenty people can sit in it" in answer.text
        saved_as = f'attachment; filename="{CORRECTED}-v1.p2.{suffix}"'
        assert answer.headers["content-disposition"] == saved_as
    assert "Twenty people" in citing.ask(exports["CSL-JSON"]).text
    whole = links(read_page(citing, f"{prefix}/articles/{CORRECTED}/v1/cite/"))
    assert "Twenty people" not in citing.ask(whole["RIS"]).text
