"""A Chinese–English dictionary of the collection's own stands for CC-CEDICT."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import lxml.html
import pytest

from documents.cedict import read_entry
from documents.dictionaries.chinese_english import write_entries
from documents.dictionaries.word_list import WordListEntry
from documents.identifiers import mint
from tests.helpers.dictionary_folder import write_dictionary
from tests.helpers.site_process import Served, serve_seeds
from tests.ingest.test_dictionaries import SOURCES

WORDS = "合作\thé zuò\tteamwork; joint effort\n农民\t\tfarmer\n水渠\t\tcanal\n"
TEXT = "---\ntitle:\n  zh-Hans: 合作\n---\n\n## [zh-Hans]\n\n农民合作。\n"


@pytest.mark.parametrize(
    ("headword", "other_form", "reading", "line"),
    [
        ("合作", "", "hé zuò", "合作 合作 [he2 zuo4] /work, play/sense/"),
        ("合作", "", "he2 zuo4", "合作 合作 [he2 zuo4] /work, play/sense/"),
        ("绿色", "", "lǜ sè", "綠色 绿色 [lu:4 se4] /work, play/sense/"),
        ("勞動", "", "láodòng", "勞動 劳动 [lao2 dong4] /work, play/sense/"),
        ("劳动", "勞動", "", "勞動 劳动 [lao2 dong4] /work, play/sense/"),
        ("合 作", "", "hé zuo", "合作 合作 [he2 zuo5] /work, play/sense/"),
    ],
)
def test_an_entry_is_a_line_of_cedict(
    headword: str, other_form: str, reading: str, line: str
) -> None:
    entry = WordListEntry(headword, other_form, reading, ("work/play", "sense"))
    (written,) = write_entries([entry])
    assert written == f"{line}\n"
    assert read_entry(written) is not None


def test_what_would_be_a_comment_is_left_out() -> None:
    assert list(write_entries([WordListEntry("#合", "", "", ("sign",))])) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("letters")
    seeds = folder / "seeds"
    write_dictionary(seeds / "zh", WORDS, ("zh-Hans", "en"), name="Our words")
    (seeds / "sources.toml").write_text(SOURCES.replace('"ru"', '"zh-Hans"'), "utf-8")
    (seeds / "text.md").write_text(TEXT, "utf-8")
    (seeds / "archive.toml").write_text('[[dictionaries]]\nfolder = "zh"\n', "utf-8")
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(seeds)) as served:
        yield served


@pytest.mark.site
def test_it_alone_has_the_glossary(site: Served) -> None:
    page = lxml.html.document_fromstring(site.ask(quote("/glossary/合作/")).text)
    assert [one.text for one in page.cssselect("#entry li")] == ["teamwork", "joint effort"]
    assert page.cssselect(".attribution")[0].text_content() == "From Our words (CC0 1.0)."
    assert "CC-CEDICT" not in page.text_content()
    assert site.ask(quote("/glossary/文化/")).status == 404
    found = json.loads(site.ask(quote("/glossary/合作.json")).text)
    assert found["attribution"] == "https://words.example/"


@pytest.mark.site
def test_it_glosses_texts_and_is_named_for_it(site: Served) -> None:
    answer = site.ask(f"/articles/{mint('text')}/?view=glossed&pinyin=1").text
    page = lxml.html.document_fromstring(answer)
    senses = [one.text for one in page.cssselect("rt[lang=en]")]
    assert senses == ["farmer", "teamwork"]
    assert [one.text for one in page.cssselect("rt.over")] == ["nóngmín", "hézuò"]
    assert "Our words (CC0 1.0)" in page.cssselect(".version-note")[0].text_content()
    assert "CC-CEDICT" not in site.ask("/about/").text


@pytest.mark.site
def test_it_finds_untranslated_texts(site: Served) -> None:
    found = json.loads(site.ask("/articles.json?across=1&q=teamwork").text)
    assert [one["identifier"] for one in found["articles"]] == [mint("text")]
    lost = json.loads(site.ask("/articles.json?across=1&q=cooperation").text)
    assert lost["articles"] == []
