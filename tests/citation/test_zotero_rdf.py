"""Zotero RDF, judged by what Zotero imports of it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given

from documents.citation import zotero_rdf
from documents.citation.passage import Passage
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.dates import PartialDate
from tests.citation.hostile_titles import titles
from tests.citation.samples import (
    encyclopedia_entry,
    led_by,
    local,
    newspaper_article,
    published,
    signed,
    signed_in_both,
    titled,
    translated_by,
    with_ark,
)
from tests.citation.zotero import import_rdf

NEWS = newspaper_article()
ENTRY = encyclopedia_entry()


def imported(article: CitedArticle) -> dict[str, object]:
    (item,) = import_rdf(zotero_rdf.record(article))
    return item


def test_zotero_imports_a_newspaper_article_with_every_field() -> None:
    article = replace(
        translated_by(signed(with_ark(NEWS), "Xinhua News Agency"), "A. B. Smith"),
        column="今日谈",
        rights_line="",
        rights_names={"en": "Copyright not evaluated", "zh-Hans": "版权状况未评估"},
    )
    assert imported(article) == {
        "itemType": "newspaperArticle",
        "title": "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "creators": [
            {"creatorType": "author", "name": "Xinhua News Agency"},
            {"creatorType": "translator", "firstName": "A. B.", "lastName": "Smith"},
        ],
        "abstractNote": "Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended.",
        "publicationTitle": "People’s Daily",
        "publisher": "People’s Daily Press",
        "place": "Beijing",
        "date": "1959-05-13",
        "section": "今日谈",
        "pages": "6",
        "language": "en",
        "rights": "Copyright not evaluated",
        "archive": "Parallel Archive",
        "archiveLocation": "ark:12345/h4x9k2m7q0b",
        "libraryCatalog": "Parallel Archive",
        "url": "https://archive.example/articles/h4x9k2m7q0b/v1/",
        "extra": "original-title: 麦收以前修好水渠　河西各社合力兴修\n"
        f"Archive version: 1\nArchive edition: {NEWS.edition}",
    }


def test_zotero_imports_it_in_chinese_where_chinese_leads() -> None:
    item = imported(led_by(signed_in_both(NEWS, ("新华社",), ("Xinhua",)), "zh-Hans"))
    assert item["creators"] == [{"creatorType": "author", "name": "新华社"}]
    assert (item["publicationTitle"], item["place"]) == ("人民日报", "北京")
    assert item["abstractNote"] == "新华社兰州12日电　河西走廊的水渠已经修好。"
    assert item["language"] == "zh-Hans"
    assert "original-title" not in str(item["extra"])


def test_zotero_imports_an_encyclopedia_entry_with_its_edition() -> None:
    item = imported(published(signed(ENTRY, "V. I. IVANOV")))
    assert item["itemType"] == "encyclopediaArticle"
    assert item["publicationTitle"] == "The Great Soviet Encyclopedia"
    assert (item["edition"], item["date"]) == ("3", "1970-1979")
    assert (item["publisher"], item["place"]) == ("Sovetskaia entsiklopediia", "Moscow")
    assert item["creators"] == [
        {"creatorType": "author", "firstName": "V. I.", "lastName": "Ivanov"}
    ]
    assert item["rights"] == "© 2010 The Gale Group, Inc. All rights reserved."


def test_a_romanised_author_keeps_the_characters_for_citation_processors() -> None:
    item = imported(signed_in_both(NEWS, ("王大力",), ("Wang Dali",)))
    assert item["creators"] == [{"creatorType": "author", "firstName": "Dali", "lastName": "Wang"}]
    assert "original-author: 王大力\n" in str(item["extra"])


def test_a_passage_is_a_note_in_both_languages_with_a_citation() -> None:
    item = imported(replace(signed(NEWS, "<王力>"), passage=Passage((2,))))
    assert item["url"] == "https://archive.example/articles/h4x9k2m7q0b/v1/#p2"
    assert item["notes"] == [
        '<blockquote lang="zh-Hans"><p>今年麦收以前，渠水将流到三千亩田里。</p></blockquote>'
        '<blockquote lang="en"><p>Before this year’s wheat harvest, water will reach '
        "three thousand mu.</p></blockquote>"
        "<p>&lt;王力&gt;, “Canals Mended before the Wheat Harvest: Hexi Communes Join Forces” "
        "[麦收以前修好水渠　河西各社合力兴修], People’s Daily 人民日报, May 13, 1959, "
        "p. 6 (第6版), "
        "Parallel Archive, no. h4x9k2m7q0b, version 1, para. 2, archive edition 1a2b3c4d5e6f read, "
        "https://archive.example/articles/h4x9k2m7q0b/v1/#p2.</p>"
    ]
    chinese = imported(led_by(replace(NEWS, passage=Passage((2,))), "zh-Hans"))
    assert "[N/OL]. 人民日报, 1959-05-13(6)" in str(chinese["notes"])


@pytest.mark.parametrize(
    ("kind", "item_type"),
    [
        ("periodical", "magazineArticle"),
        ("book", "bookSection"),
        ("leaflet", "document"),
        ("documents", "document"),
    ],
)
def test_each_kind_of_source_has_its_item_type(kind: str, item_type: str) -> None:
    item = imported(replace(NEWS, source_kind=kind))
    assert item["itemType"] == item_type
    assert item.get("publicationTitle") == ("People’s Daily" if item_type != "document" else None)


def test_the_collection_of_a_document_stands_in_extra() -> None:
    extra = str(imported(replace(NEWS, source_kind="documents"))["extra"])
    assert "container-title: People’s Daily" in extra


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("1958-01", "1958-01"), ("1958~", "ca. 1958"), ("195X", "1950s"), ("1958?", "[1958?]")],
)
def test_a_date_says_no_more_than_the_source(edtf: str, said: str) -> None:
    assert imported(replace(NEWS, date=PartialDate.parse(edtf)))["date"] == said


def test_an_archive_without_an_address_gives_none() -> None:
    assert "url" not in imported(local(NEWS))


@given(titles, titles)
def test_any_title_and_name_give_a_readable_document(title: str, author: str) -> None:
    document = zotero_rdf.records([signed(titled(NEWS, title), author), ENTRY])
    first, second = import_rdf(document)
    ElementTree.fromstring(document)
    if one_line(title).isprintable() and one_line(title):
        assert first["title"] == one_line(title)
    assert second["title"] == "Irrigation Canals of the Socialist Countries"
