"""Page tags, judged by what Zotero makes of them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given

from documents.citation import meta
from documents.citation.meta import Tag
from documents.citation.runs import one_line
from documents.dates import PartialDate
from tests.citation.hostile_titles import titles
from tests.citation.samples import (
    encyclopedia_entry,
    local,
    newspaper_article,
    signed,
    titled,
    translated_by,
    with_ark,
)
from tests.citation.zotero import save

NEWS = newspaper_article()
ENTRY = encyclopedia_entry()


def _named(article_tags: list[Tag], name: str) -> list[str]:
    return [tag.content for tag in article_tags if tag.name == name]


def test_zotero_saves_a_newspaper_article_with_every_field() -> None:
    article = replace(signed(NEWS, "王力"), column="今日谈")
    assert save(meta.tags(article, description="Canals in Hexi.")) == {
        "itemType": "newspaperArticle",
        "title": "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "creators": [{"creatorType": "author", "firstName": "", "lastName": "王力"}],
        "publicationTitle": "People’s Daily",
        "date": "1959/05/13",
        "pages": "6",
        "section": "今日谈",
        "language": "en",
        "rights": "Copyright not evaluated",
        "url": "https://archive.example/articles/h4x9k2m7q0b/v1/",
        "archive": "Parallel Archive",
        "archiveLocation": "h4x9k2m7q0b",
        "abstractNote": "Canals in Hexi.",
        "place": "Beijing",
        "extra": "original-title: 麦收以前修好水渠　河西各社合力兴修\n"
        f"Archive version: 1\nArchive edition: {NEWS.edition}",
        # Not fields of this item type: Zotero drops them.
        "journalAbbreviation": "麦收以前修好水渠　河西各社合力兴修",
        "publisher": "People’s Daily Press",
    }


def test_zotero_saves_an_encyclopedia_entry_with_every_field() -> None:
    article = replace(
        signed(ENTRY, "V. I. IVANOV"), publisher={"en": "Macmillan"}, place={"en": "New York"}
    )
    assert save(meta.tags(article)) == {
        "itemType": "encyclopediaArticle",
        "title": "Irrigation Canals of the Socialist Countries",
        "creators": [{"creatorType": "author", "firstName": "V. I.", "lastName": "Ivanov"}],
        "publicationTitle": "The Great Soviet Encyclopedia",
        "edition": "3",
        "date": "1970-1979",
        "language": "en",
        "rights": "© 2010 The Gale Group, Inc. All rights reserved.",
        "url": "https://archive.example/articles/z0c1d2f3g4h/v2/",
        "archive": "Parallel Archive",
        "archiveLocation": "z0c1d2f3g4h",
        "place": "New York",
        "publisher": "Macmillan",
        "extra": f"Archive version: 2\nArchive edition: {ENTRY.edition}",
    }


def test_zotero_saves_author_and_translator_where_both_are_named() -> None:
    article = translated_by(signed(NEWS, "王力"), "A. B. Smith")
    assert save(meta.tags(article))["creators"] == [
        {"creatorType": "author", "firstName": "", "lastName": "王力"},
        {"creatorType": "translator", "firstName": "A. B.", "lastName": "Smith"},
    ]


def test_the_translator_of_an_unsigned_article_is_not_its_author() -> None:
    creators = save(meta.tags(translated_by(NEWS, "A. B. Smith")))["creators"]
    assert [creator["creatorType"] for creator in creators] == ["translator"]
    assert save(meta.tags(NEWS))["creators"] == []


@pytest.mark.parametrize("ark", [with_ark(NEWS, "12310"), with_ark(local(NEWS), "99999")])
def test_zotero_takes_no_identifier_of_ours_for_a_doi(ark: object) -> None:
    assert isinstance(ark, type(NEWS))
    assert "DOI" not in save(meta.tags(ark))
    assert _named(meta.tags(ark), "DCTERMS.identifier") == [ark.ark]


def test_nothing_in_the_head_makes_zotero_think_of_a_journal() -> None:
    names = {tag.name for tag in meta.tags(signed(NEWS, "王力"))}
    assert not names & {"citation_journal_title", "citation_inbook_title", "DC.contributor"}
    assert _named(meta.tags(NEWS), "og:type") == ["article"]


def test_each_author_and_each_language_has_a_tag_of_its_own() -> None:
    tags = meta.tags(signed(NEWS, "王力", "张三"))
    assert _named(tags, "citation_author") == ["王力", "张三"]
    assert _named(tags, "DC.creator") == ["王力", "张三"]
    assert _named(tags, "DC.language") == ["en", "zh-Hans"]
    [other] = [tag for tag in tags if tag.name == "DCTERMS.alternative"]
    assert (other.language, other.attribute) == ("zh-Hans", "name")
    assert {tag.attribute for tag in tags if tag.name.startswith("og:")} == {"property"}


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("1958-01-24", ["1958/01/24"]),
        ("1958-01", ["1958/01"]),
        ("1958", ["1958"]),
        ("1970/1979", ["1970-1979"]),
        ("195X", []),
        ("1848/..", []),
        ("/1850", []),
    ],
)
def test_the_publication_date_says_no_more_than_the_source(edtf: str, shown: list[str]) -> None:
    tags = meta.tags(replace(NEWS, date=PartialDate.parse(edtf)))
    assert _named(tags, "citation_publication_date") == shown
    assert _named(tags, "DC.date") == [edtf]


def test_an_archive_without_an_address_gives_open_graph_none() -> None:
    tags = meta.tags(local(NEWS))
    assert _named(tags, "og:url") == []
    assert _named(tags, "DC.identifier") == ["h4x9k2m7q0b"]


@given(titles)
def test_no_tag_is_empty_or_has_a_line_break_but_extra(title: str) -> None:
    for tag in meta.tags(signed(titled(NEWS, title), title), description=title):
        assert tag.content.strip()
        assert tag.name == "z:extra" or tag.content == one_line(tag.content)


@given(titles, titles)
def test_coins_gives_back_what_went_in(title: str, author: str) -> None:
    values = parse_qs(meta.coins(signed(titled(NEWS, title), author)), strict_parsing=True)
    assert values["ctx_ver"] == ["Z39.88-2004"]
    assert values["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert values["rft.type"] == ["newspaperArticle"]
    assert values.get("rft.title", [""]) == [one_line(title)]
    assert values["rft.date"] == ["1959-05-13"]
    assert values["rft.identifier"] == ["https://archive.example/articles/h4x9k2m7q0b/v1/"]


def test_zotero_keeps_the_name_of_a_body_whole() -> None:
    for article in (
        signed(NEWS, "Xinhua News Agency"),
        translated_by(signed(NEWS, "Xinhua News Agency"), "Ann Lee"),
    ):
        author = save(meta.tags(article))["creators"][0]
        assert author["firstName"] == ""
        assert " ".join(author["lastName"].split()) == "Xinhua News Agency"
