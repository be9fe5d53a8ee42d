"""A collection that brings a dictionary, served: its pages name it with its licence."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
import pytest

from documents.identifiers import mint
from tests.helpers.dictionary_folder import write_dictionary
from tests.helpers.site_process import Served, serve_seeds
from tests.ingest.test_dictionaries import LETTER, SOURCES, WORDS

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("letters")
    seeds = folder / "seeds"
    write_dictionary(seeds / "ru-en", WORDS, name="Words & <more>")
    (seeds / "sources.toml").write_text(SOURCES, "utf-8")
    (seeds / "letter.md").write_text(LETTER, "utf-8")
    (seeds / "archive.toml").write_text('[[dictionaries]]\nfolder = "ru-en"\n', "utf-8")
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(seeds)) as served:
        yield served


def test_the_about_page_names_dictionary_and_licence(site: Served) -> None:
    said = " ".join(site.ask("/about/").text.split())
    named = '<a href="https://words.example/">Words &amp; &lt;more&gt;</a>'
    address = "https://creativecommons.org/publicdomain/zero/1.0/"
    licence = f'<a href="{address}" rel="license">CC0 1.0</a>'
    assert f"Pairing texts in Russian and English draws on {named}, under {licence}." in said
    assert f"文本的段句对应取自{named}" in site.ask("/zh-hans/about/").text


def test_its_rows_are_paired_by_the_list(site: Served) -> None:
    """Without, the first paragraph of each text would be a pair, and so on to the last."""
    page = lxml.html.document_fromstring(site.ask(f"/articles/{mint('letter')}/").text)
    rows = [" ".join(row.text_content().split()) for row in page.cssselect(".row")]
    (row,) = [row for row in rows if "учитель" in row]
    assert "teacher" in row
    assert "Soldiers" not in row
    assert "bread" not in row
