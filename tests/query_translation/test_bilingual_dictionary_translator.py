"""A query translated by a dictionary that the collection brings, on a served collection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from documents.identifiers import mint
from tests.helpers.dictionary_folder import write_dictionary
from tests.helpers.site_process import Served, serve_seeds
from tests.ingest.test_dictionaries import SOURCES

pytestmark = pytest.mark.site

WORDS = """das Haus\thouse; home
die Brücke\tbridge
Fluss, der\triver; stream
der Krieg\twar
große Stadt\tbig town
bauen\tto build
Hafen\tharbour; port
"""
TEXTS = {
    "house": "## [de]\n\nDie Häuser standen am Fluss. Alles schlief.\n",
    "town": "## [de]\n\nIn der großen Stadt war Markt.\n",
    "harbour": "## [en]\n\nThe harbour lay beyond the bridges.\n",
    "both": "## [de]\n\nDer Krieg war aus.\n\n## [en]\n\nThe war was over.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("letters")
    seeds = folder / "seeds"
    write_dictionary(seeds / "de-en", WORDS, ("de", "en"))
    (seeds / "sources.toml").write_text(SOURCES.replace('"ru"', '"de"'), "utf-8")
    for name, text in TEXTS.items():
        (seeds / f"{name}.md").write_text(f"---\ntitle: T-{name}x\n---\n\n{text}", "utf-8")
    (seeds / "archive.toml").write_text('[[dictionaries]]\nfolder = "de-en"\n', "utf-8")
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(seeds)) as served:
        yield served


def across(site: Served, words: str) -> tuple[dict[str, Any], list[str]]:
    found = json.loads(site.ask(f"/articles.json?across=1&q={quote(words)}").text)
    return found["across"], [one["identifier"] for one in found["articles"]]


@pytest.mark.parametrize(
    ("words", "own", "other", "text"),
    [
        ("houses", "en", "de", "house"),
        ("rivers", "en", "de", "house"),
        ("big towns", "en", "de", "town"),
        ("Brücken", "de", "en", "harbour"),
        ("Hafen", "de", "en", "harbour"),
        ("Brücke Haus", "de", "en", "harbour"),
    ],
)
def test_words_of_one_language_find_texts_held_in_the_other(
    site: Served, words: str, own: str, other: str, text: str
) -> None:
    said, found = across(site, words)
    assert (said["language"], said["other_language"]) == (own, other)
    assert found == [mint(text)]


def test_a_phrase_is_found_in_the_forms_that_texts_have(site: Served) -> None:
    said, _ = across(site, "big town")
    assert [one["text"] for one in said["words"][0]["translations"]] == ["grossen stadt"]


def test_headwords_stand_without_their_articles(site: Served) -> None:
    said, _ = across(site, "river house")
    assert [word["translations"][0]["text"] for word in said["words"]] == ["Fluss", "Haus"]


def test_an_article_held_in_both_is_not_among_them(site: Served) -> None:
    assert across(site, "war")[1] == []


def test_a_word_the_dictionary_lacks_is_named(site: Served) -> None:
    said, found = across(site, "house zebra")
    assert said["unknown"] == ["zebra"]
    assert found == [mint("house")]


def test_the_ordinary_list_offers_them(site: Served) -> None:
    assert "1 article may speak of this" in site.ask("/articles/?q=houses").text
    assert "may speak of this" not in site.ask("/articles/?q=war").text
