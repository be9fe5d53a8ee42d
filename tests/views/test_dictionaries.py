"""A collection that brings a dictionary, served: its pages name it with its licence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

import lxml.html
import pytest

from documents.identifiers import mint
from tests.helpers.dictionary_folder import write_dictionary
from tests.helpers.site_process import Served, serve_seeds
from tests.ingest.test_dictionaries import LETTER, SOURCES, WORDS

pytestmark = pytest.mark.site

NOTE = """---
title:
  ru: Старый мост
---

## [ru]

На старом мосту, у Невы, солдаты.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("letters")
    seeds = folder / "seeds"
    write_dictionary(seeds / "ru-en", WORDS, name="Words & <more>")
    (seeds / "sources.toml").write_text(SOURCES, "utf-8")
    (seeds / "letter.md").write_text(LETTER, "utf-8")
    (seeds / "note.md").write_text(NOTE, "utf-8")
    (seeds / "archive.toml").write_text('[[dictionaries]]\nfolder = "ru-en"\n', "utf-8")
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(seeds)) as served:
        yield served


def test_the_about_page_names_dictionary_and_licence(site: Served) -> None:
    said = " ".join(site.ask("/about/").text.split())
    named = '<a href="https://words.example/">Words &amp; &lt;more&gt;</a>'
    address = "https://creativecommons.org/publicdomain/zero/1.0/"
    licence = f'<a href="{address}" rel="license">CC0 1.0</a>'
    assert f"For Russian and English this archive draws on {named}, under {licence}" in said
    for use in ("for pairing", "glosses below Russian words", "for renderings", "searching"):
        assert use in said
    chinese = site.ask("/zh-hans/about/").text
    for use in (f"俄文与英文之间取用{named}", "段句对应", "逐词释义", "译法", "检索"):
        assert use in chinese
    assert "CC-CEDICT" not in said + chinese  # no text is Chinese


def test_its_rows_are_paired_by_the_list(site: Served) -> None:
    """Without, the first paragraph of each text would be a pair, and so on to the last."""
    page = lxml.html.document_fromstring(site.ask(f"/articles/{mint('letter')}/").text)
    rows = [" ".join(row.text_content().split()) for row in page.cssselect(".row")]
    (row,) = [row for row in rows if "учитель" in row]
    assert "teacher" in row
    assert "Soldiers" not in row
    assert "bread" not in row


def test_an_untranslated_text_is_offered_glossed(site: Served) -> None:
    address = f"/articles/{mint('note')}/"
    plain = site.ask(address).text
    assert "view=glossed" in plain
    assert "view=glossed" not in site.ask(f"/zh-hans{address}").text
    assert "view=glossed" not in site.ask(f"/articles/{mint('letter')}/").text
    page = lxml.html.document_fromstring(site.ask(f"{address}?view=glossed").text)
    glossed = {
        ruby.text: "".join(ruby.xpath("rt[@lang='en']/text()")) for ruby in page.cssselect("ruby")
    }
    assert glossed == {"старом": "old", "мосту": "bridge", "солдаты": "soldier"}
    said = page.cssselect(".version-note")[0].text_content()
    assert "Words & <more> (CC0 1.0)" in said
    assert "only the text in Russian" in said


def test_its_title_is_glossed_in_the_reader_s_language(site: Served) -> None:
    for address in (f"/articles/{mint('note')}/", "/articles/"):
        page = lxml.html.document_fromstring(site.ask(address).text)
        (gloss,) = page.cssselect(".title-gloss")
        assert gloss.text_content().strip().endswith("old · bridge")
    assert "title-gloss" not in site.ask("/zh-hans/articles/").text


def test_words_lead_to_the_glossary_where_it_is_switched_on(site: Served) -> None:
    address = f"/articles/{mint('letter')}/"
    assert "glossary=1" in site.ask(address).text
    page = lxml.html.document_fromstring(site.ask(f"{address}?glossary=1").text)
    links = {link.text or "": link.get("href") or "" for link in page.cssselect("a.w")}
    assert unquote(links["Купец"]) == "/glossary/купец/"
    assert not any(word.isascii() for word in links)


def test_the_glossary_has_its_entries_with_their_licence(site: Served) -> None:
    page = lxml.html.document_fromstring(site.ask(quote("/glossary/солдаты/")).text)
    (entry,) = page.cssselect("#entry dl")
    assert [part.text_content() for part in entry.cssselect("b, li")] == ["солдат", "soldier"]
    assert [part.get("lang") for part in entry.cssselect("b, dd")] == ["ru", "en"]
    said = page.cssselect(".attribution")[0].text_content()
    assert said == "From Words & <more> (CC0 1.0)."
    assert "CC-CEDICT" not in page.text_content()


def test_a_word_of_the_other_language_leads_to_those_it_glosses(site: Served) -> None:
    page = lxml.html.document_fromstring(site.ask(quote("/glossary/ditches/")).text)
    assert [word.text for word in page.cssselect("section dt b")] == ["канава"]


def test_an_unknown_word_leads_to_those_in_it(site: Served) -> None:
    answer = site.ask(quote("/glossary/мост солдата Петрова/"))
    assert answer.status == 404
    page = lxml.html.document_fromstring(answer.text)
    assert [link.text for link in page.cssselect("section li a")] == ["мост", "солдат"]
    assert site.ask(quote("/glossary/Петров/")).status == 404
    assert site.ask(quote(f"/glossary/{'а' * 300}/")).status == 404


def test_chinese_words_stay_those_of_cc_cedict(site: Served) -> None:
    said = site.ask(quote("/glossary/合作/")).text
    assert "cooperate" in said
    assert "CC-CEDICT" in said


def test_programs_get_the_same(site: Served) -> None:
    found = json.loads(site.ask(quote("/glossary/солдаты.json")).text)
    (listed,) = found["dictionaries"]
    assert (listed["name"], listed["licence"]) == ("Words & <more>", "CC0 1.0")
    assert listed["entries"][0]["glosses"] == ["soldier"]
    assert json.loads(site.ask(quote("/glossary/мост солдата.json")).text)["parts"] == [
        "мост",
        "солдат",
    ]
    assert "dictionaries" not in json.loads(site.ask(quote("/glossary/合作.json")).text)


def test_words_that_answer_each_other_are_linked_by_the_list(site: Served) -> None:
    page = lxml.html.document_fromstring(site.ask(f"/articles/{mint('letter')}/").text)
    blocks = {block.get("id"): block for block in page.cssselect(".b")}
    address = page.cssselect("[data-words]")[0].get("data-words") or ""
    found = json.loads(site.ask(address).text)
    assert found["attribution"] == "https://words.example/"
    words = set()
    for link in found["links"]:
        (pair,) = zip(link["original"], link["translation"], strict=True)
        words.add(tuple(cut(blocks, one) for one in pair))
    assert {("Старый", "old"), ("учитель", "teacher"), ("школу", "school")} <= words


def cut(blocks: Mapping[str | None, lxml.html.HtmlElement], span: str) -> str:
    """The words of a span, in its block without its number."""
    block, _, places = span.partition(":")
    start, end = map(int, places.split("-"))
    text = "".join(blocks[block].xpath(".//text()[not(ancestor::a[@class='n'])]"))
    return text[start:end]


def test_the_answer_to_a_hit_is_underlined_in_the_other_text(site: Served) -> None:
    page = lxml.html.document_fromstring(
        site.ask(quote(f"/articles/{mint('letter')}/", safe="/") + f"?q={quote('колокол')}").text
    )
    assert [one.text for one in page.cssselect(".answering")] == ["bell"]
