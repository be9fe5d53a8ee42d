"""What Zotero, search engines and link previews read in a page, as served."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml.html import HtmlElement

from documents.citation.meta import SCHEMA_LINKS, Tag
from tests.citation.zotero import save
from tests.helpers.citation_collection import (
    CORRECTED,
    HOSTILE,
    HOSTILE_TITLE,
    NAAN,
    PUBLIC,
    SIGNED,
)
from tests.helpers.page_elements import read_page, select
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served


def tags(page: HtmlElement) -> list[Tag]:
    """The meta tags of a page's head, in order."""
    found = page.xpath("//head/meta[@name or @property]")
    return [
        Tag(
            "name" if one.get("name") else "property",
            str(one.get("name") or one.get("property")),
            str(one.get("content")),
            str(one.get("lang") or ""),
        )
        for one in found
    ]


def saved(site: Served, path: str) -> dict[str, Any]:
    return save(
        tag
        for tag in tags(read_page(site, path))
        if ":" in tag.name or "_" in tag.name or tag.name.startswith("DC")
    )


def test_zotero_saves_the_newspaper_article_with_every_field(citing: Served) -> None:
    item = saved(citing, f"/articles/{SEED}/")
    extra = item.pop("extra").splitlines()
    assert item.pop("abstractNote") == (
        'Xinhua News Agency, Moscow, 23rd: The "Pravda" recently published an article by Mozhayev '
        "on the cultural cooperation of socialist countries."
    )
    assert item == {
        "itemType": "newspaperArticle",
        "title": "Learning Spiritual Wealth from Each Other, Conducting Scientific Research "
        "Together: Cultural Cooperation Among Socialist Countries Thrives",
        "creators": [],
        "publicationTitle": "People's Daily",
        "date": "1958/01/24",
        "pages": "6",
        "language": "en",
        "rights": "Copyright not evaluated",
        "url": f"{PUBLIC}/articles/{SEED}/v1/",
        "archive": "Parallel Archive",
        "archiveLocation": f"ark:{NAAN}/{SEED}",
        "place": "Beijing",
        "publisher": "People's Daily Press",
        "journalAbbreviation": "互相学习精神财富\u3000共同进行科学研究\u3000"
        "社会主义国家文化合作蓬勃发展",
    }
    assert extra[0].startswith("original-title: 互相学习精神财富")
    assert extra[1] == "Archive version: 1"


def test_zotero_saves_the_entry_with_its_edition(citing: Served) -> None:
    item = saved(citing, f"/articles/{ENTRY}/")
    assert (item["itemType"], item["edition"]) == ("encyclopediaArticle", "3")
    assert item["publicationTitle"] == "Great Soviet Encyclopedia"
    assert item["place"] == "Moscow"


def test_an_odd_title_is_saved_whole(citing: Served) -> None:
    assert saved(citing, f"/articles/{HOSTILE}/")["title"] == " ".join(HOSTILE_TITLE.split())


def test_zotero_saves_who_signed(citing: Served) -> None:
    item = saved(citing, f"/articles/{SIGNED}/")
    assert [creator["creatorType"] for creator in item["creators"]] == ["author"]
    assert "Li" in str(item["creators"][0])


@pytest.mark.parametrize("identifier", [SEED, ENTRY, SIGNED])
def test_zotero_finds_no_author_but_the_tagged_ones(citing: Served, identifier: str) -> None:
    """Where no author is tagged, Zotero takes the text of elements of these classes for one."""
    page = read_page(citing, f"/articles/{identifier}/")
    for name in ("byline", "bylines", "vcard", "article-byline"):
        assert select(page, f".{name}") == []


def test_prefixes_of_tags_are_declared(citing: Served) -> None:
    page = read_page(citing, f"/articles/{SEED}/")
    declared = {one.get("rel"): one.get("href") for one in page.xpath("//head/link")}
    assert set(SCHEMA_LINKS) <= set(declared.items())


@pytest.mark.parametrize("identifier", [SEED, ENTRY, HOSTILE])
def test_the_json_ld_in_the_page_is_the_exported_one(citing: Served, identifier: str) -> None:
    page = read_page(citing, f"/articles/{identifier}/")
    (script,) = page.xpath("//script[@type='application/ld+json']")
    assert "<" not in str(script.text)
    document = json.loads(str(script.text))
    assert document == json.loads(citing.ask(f"/articles/{identifier}.jsonld").text)
    assert document["@id"] == f"{PUBLIC}/articles/{identifier}/"


def test_the_original_and_its_translation_name_each_other(citing: Served) -> None:
    document = json.loads(citing.ask(f"/articles/{SEED}.jsonld").text)
    assert (document["@type"], document["inLanguage"]) == ("NewsArticle", "zh-Hans")
    (translation,) = document["workTranslation"]
    assert translation["inLanguage"] == "en"
    assert translation["translationOfWork"] == {"@id": document["@id"]}


def test_every_alternate_answers_with_the_type_it_promises(citing: Served) -> None:
    page = read_page(citing, f"/articles/{CORRECTED}/v1/")
    links = page.xpath("//link[@rel='alternate' and @type]")
    assert len(links) == 13  # two are feeds
    for link in links:
        answer = citing.ask(str(link.get("href")))
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] == link.get("type")


LED_BY_LANGUAGE = {
    *("z:place", "z:archive", "z:extra", "citation_title", "citation_language"),
    *("citation_publisher", "DC.title", "DCTERMS.alternative", "DC.source", "DC.publisher"),
    "DC.rights",
}


def test_only_what_the_interface_s_language_leads_differs_in_a_page_s_head(citing: Served) -> None:
    english, chinese = (
        [
            tag
            for tag in tags(read_page(citing, f"{prefix}/articles/{SEED}/"))
            if tag.name.startswith(("DC", "citation_", "z:")) and tag.name not in LED_BY_LANGUAGE
        ]
        for prefix in ("", "/zh-hans")
    )
    assert sorted(english) == sorted(chinese)
    assert len(english) > 10
    page = read_page(citing, f"/zh-hans/articles/{SEED}/")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}/articles/{SEED}/"]


def test_coins_stand_in_lists_and_never_on_an_articles_page(citing: Served) -> None:
    assert select(read_page(citing, f"/articles/{SEED}/"), "span.Z3988") == []
    page = read_page(citing, "/articles/")
    spans = select(page, "span.Z3988")
    assert len(spans) == len(page.xpath("//ol[@class='entries']/li")) == 5
    read = [parse_qs(str(span.get("title")), strict_parsing=True) for span in spans]
    titles = [item["rft.title"][0] for item in read]
    assert " ".join(HOSTILE_TITLE.split()) in titles
    assert all(item["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"] for item in read)
    assert {item["rft.type"][0] for item in read} == {"newspaperArticle", "encyclopediaArticle"}


def test_lists_lead_to_their_feed(citing: Served) -> None:
    page = read_page(citing, "/articles/?q=ferry")
    (feed,) = page.xpath("//link[@type='application/atom+xml']/@href")
    assert citing.ask(str(feed)).status == 200


def test_the_file_the_json_ld_names_has_the_digest_it_says(citing: Served) -> None:
    for identifier in (SEED, CORRECTED):
        document = json.loads(citing.ask(f"/articles/{identifier}/v1.jsonld").text)
        file = document["encoding"]
        answer = citing.ask(file["contentUrl"].removeprefix(PUBLIC))
        assert hashlib.sha256(answer.body).hexdigest() == file["sha256"]


def test_the_page_is_described_by_the_first_sentence_of_the_text_that_leads(citing: Served) -> None:
    for prefix, sentence in (
        ("", "The village ferry was mended in spring, and people of both banks came to see it."),
        ("/zh-hans", "村里的渡船在春天修好了，两岸的人都来看。"),
    ):
        for path in (f"/articles/{SIGNED}/", f"/articles/{SIGNED}/?view=original"):
            found = {tag.name: tag.content for tag in tags(read_page(citing, prefix + path))}
            assert found["description"] == found["og:description"] == sentence
