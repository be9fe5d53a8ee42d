"""The article to take away: nothing left out, and every format gives back the text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.blocks import Block, BlockKind, Mark
from documents.citation import plain, tei, xml_elements
from documents.citation.record import CitedArticle
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

NEWS = newspaper_article()
ENTRY = encyclopedia_entry()
NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _with_block(article: CitedArticle, block: Block) -> CitedArticle:
    texts = (replace(article.texts[0], blocks=(block,)), *article.texts[1:])
    return replace(article, texts=texts)


def test_plain_text_and_markdown_hold_every_block_and_the_address_of_the_version() -> None:
    article = translated_by(signed(NEWS, "王力"), "Ann Lee")
    for text in (plain.text(article), plain.markdown(article)):
        for held in article.texts:
            assert all(block.text in text for block in held.blocks)
        assert "https://archive.example/articles/h4x9k2m7q0b/v1/" in text
        assert "Translated by Ann Lee" in text
        assert article.edition in text
    assert "Sotsializm i voda. Moscow, 1971." in plain.text(ENTRY)
    assert "Local address: /articles/h4x9k2m7q0b/v1/" in plain.text(local(NEWS))


@given(titles)
def test_escaped_markdown_loses_nothing(text: str) -> None:
    escaped = plain.escape_markdown(text)
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert re.sub("[ \t\u00a0]", "", bare) == re.sub("[ \t\u00a0]", "", text)


def test_markdown_takes_no_text_for_markup() -> None:
    assert plain.escape_markdown("1. one") == r"1\. one"
    assert plain.escape_markdown("- a\n+ b") == "\\- a\n\\+ b"
    assert plain.escape_markdown("# *x* <b> & [y](z)") == r"\# \*x\* \<b\> \& \[y\]\(z\)"
    assert plain.escape_markdown("    four") == "\u00a0\u00a0\u00a0\u00a0four"


def test_verse_keeps_its_lines_and_a_table_its_columns() -> None:
    verse = plain.markdown(_with_block(NEWS, Block("verse", "麦浪\n渠水")))
    assert "麦浪\\\n渠水" in verse
    table = plain.markdown(_with_block(NEWS, Block("table", "a │ b\n``` │ d")))
    assert "````\na │ b\n``` │ d\n````" in table


def test_the_keys_of_the_json_twin_do_not_change() -> None:
    assert (
        list(plain.data(NEWS))
        == list(plain.data(ENTRY))
        == [
            *("format", "format_version", "identifier", "version", "edition", "recorded_at"),
            *(
                "permalink",
                "version_address",
                "cite_as",
                "ark",
                "ark_is_trial",
                "source",
                "language",
            ),
            *(
                "original_held",
                "date",
                "page",
                "page_label",
                "section",
                "column",
                "rights",
                "sha256",
            ),
            *("texts", "citations"),
        ]
    )
    assert list(plain.data(NEWS)["texts"][0]) == [
        *("language", "is_original", "title", "headline", "byline", "authors", "translators"),
        *("translated", "contributors"),
        *("dateline", "blocks", "references", "alignment"),
    ]


def test_a_time_is_written_in_utc_wherever_it_was_recorded() -> None:
    beijing = timezone(timedelta(hours=8))
    article = replace(NEWS, recorded_at=datetime(2026, 11, 21, 1, 30, tzinfo=beijing))
    assert plain.data(article)["recorded_at"] == "2026-11-20T17:30:00Z"
    assert 'when="2026-11-20"' in tei.document(article)


def test_the_json_twin_numbers_blocks_as_the_page_does() -> None:
    original, translation = plain.data(NEWS)["texts"]
    assert [block["id"] for block in original["blocks"]] == ["p1", "p2", "p3"]
    assert [block["id"] for block in translation["blocks"]] == ["t1", "t2", "t3"]
    assert translation["alignment"][0] == {"original": [1], "translation": [1], "confidence": 0.98}
    assert plain.data(ENTRY)["texts"][0]["blocks"][0]["id"] == "p1"


@given(titles, titles)
def test_the_json_twin_gives_back_any_text(title: str, body: str) -> None:
    article = _with_block(titled(NEWS, title), Block("paragraph", body))
    read = json.loads(plain.twin(article))
    assert read["texts"][0]["headline"] == [title]
    assert read["texts"][0]["blocks"][0]["text"] == body


def test_tei_has_both_titles_the_source_and_links_that_lead_somewhere() -> None:
    article = with_ark(translated_by(replace(NEWS, column="今日谈"), "Ann Lee"), "99999")
    root = etree.fromstring(tei.document(article).encode())
    assert [title.text for title in root.findall(".//t:titleStmt/t:title", NS)] == [
        "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "麦收以前修好水渠　河西各社合力兴修",
    ]
    assert root.findtext(".//t:respStmt/t:name", namespaces=NS) == "Ann Lee"
    date = root.find(".//t:imprint/t:date", NS)
    assert date is not None
    assert date.get("when") == "1959-05-13"
    assert root.findtext(".//t:biblScope[@unit='column']", namespaces=NS) == "今日谈"
    assert root.find(".//t:idno[@type='trial-ARK']", NS) is not None
    ids = {element.get(XML_ID) for element in root.iter() if element.get(XML_ID)}
    targets = [link.get("target") or "" for link in root.findall(".//t:linkGrp/t:link", NS)]
    assert targets[0] == "#zh-Hans-p1 #en-p1"
    assert {part.removeprefix("#") for target in targets for part in target.split()} <= ids
    assert len(ids) == 6


def test_tei_of_an_interval_has_both_ends() -> None:
    root = etree.fromstring(tei.document(ENTRY).encode())
    date = root.find(".//t:imprint/t:date", NS)
    assert date is not None
    assert (date.get("from"), date.get("to")) == ("1970", "1979")
    assert root.find(".//t:linkGrp", NS) is None


def test_marks_become_elements_and_take_no_text_away() -> None:
    text = "新华社兰州12日电　水渠"
    marks = (Mark("dateline", 0, 9), Mark("agency", 0, 3), Mark("place", 3, 5), Mark("day", 5, 8))
    root = etree.fromstring(
        tei.document(_with_block(NEWS, Block("paragraph", text, marks))).encode()
    )
    paragraph = root.find(".//t:p", NS)
    assert paragraph is not None
    assert "".join(paragraph.itertext()) == text
    assert paragraph.findtext("t:seg/t:placeName", namespaces=NS) == "兰州"


@given(titles, st.sampled_from(get_args(BlockKind)))
def test_tei_is_well_formed_whatever_the_text(text: str, kind: str) -> None:
    block = Block(kind, text, (Mark("dateline", 0, 4), Mark("agency", 2, 6)))  # type: ignore[arg-type]
    article = _with_block(signed(titled(NEWS, text), text), block)
    root = etree.fromstring(tei.document(article).encode())
    [element] = [each for each in root.iter() if each.get(XML_ID) == "zh-Hans-p1"]
    for gap in element.findall(".//t:lb", NS):
        gap.text = "\n"
    shown = "".join(element.itertext()).replace("\n", "")
    assert shown == xml_elements.escape(text).replace("\n", "")


def test_tei_names_a_body_as_one() -> None:
    article = translated_by(signed(NEWS, "Xinhua News Agency", "王力"), "Foreign Languages Press")
    root = etree.fromstring(tei.document(article).encode())
    for authors in (
        root.findall(".//t:titleStmt/t:author", NS),
        root.findall(".//t:analytic/t:author", NS),
    ):
        assert [len(author) for author in authors][:2] == [1, 0]
        assert authors[0].findtext("t:orgName", namespaces=NS) == "Xinhua News Agency"
    assert root.findtext(".//t:respStmt/t:orgName", namespaces=NS) == "Foreign Languages Press"


def test_contributors_are_marked_as_persons_or_organizations() -> None:
    article = translated_by(signed(NEWS, "Xinhua News Agency", "Wang Dali"), "John Smith")
    text = next(one for one in plain.data(article)["texts"] if one["contributors"])
    assert text["contributors"] == [
        {"role": "author", "name": "Xinhua News Agency", "type": "organization"},
        {"role": "author", "name": "Wang Dali", "type": "person"},
        {"role": "translator", "name": "John Smith", "type": "person"},
    ]
    assert [one["name"] for one in text["contributors"]] == [
        *text["authors"],
        *text["translators"],
    ]
