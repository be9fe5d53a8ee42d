"""What the index is told of an article's people."""

from __future__ import annotations

from documents.blocks import Block
from documents.ingest.rows import index_document
from documents.models import Article, Translation
from documents.search.request import IndexDocument


def indexed(article: Article, *translations: Translation) -> IndexDocument:
    texts: dict[str, tuple[Block, ...]] = dict.fromkeys(
        (article.language, *(one.language for one in translations)), ()
    )
    return index_document(article, translations, texts)


def poem(**facts: object) -> Article:
    facts = {"byline": "艾 青", "authors": ["艾 青"], **facts}
    return Article(identifier="1", language="zh-Hans", title="诗", **facts)


def english(**facts: object) -> Translation:
    return Translation(language="en", title="Poem", **facts)


def test_an_author_is_what_the_original_writes_and_keeps_what_translations_call_him() -> None:
    document = indexed(poem(), english(byline="Ai Qing", authors=["Ai Qing"]))
    assert document.author == ("艾青",)
    (name,) = document.names
    assert name.translations == (("Ai Qing", "en"),)
    assert "aiqing" in name.sounds


def test_those_whom_only_a_translation_names_are_authors_too() -> None:
    assert indexed(poem(), english(authors=["Ai Qing", "Li Si"])).author == (
        *("艾青", "Ai Qing", "Li Si"),
    )
    assert indexed(poem(byline="", authors=[]), english(authors=["Ai Qing"])).author == ("Ai Qing",)


def test_translators_are_people_of_their_own_and_searched() -> None:
    document = indexed(poem(), english(translators=["王 小河", "Jane Doe"]))
    assert document.translator == ("王小河", "Jane Doe")
    assert {"艾 青", "王小河", "Jane Doe"} <= set(document.bylines)
    assert [name.value for name in document.names if name.facet == "translator"] == [
        *("王小河", "Jane Doe"),
    ]


def test_a_name_that_the_byline_has_is_not_searched_twice() -> None:
    document = indexed(
        poem(byline="本报记者　艾　青"), english(byline="By Ai Qing", authors=["Ai Qing"])
    )
    assert [line for line in document.bylines if line] == ["本报记者　艾　青", "By Ai Qing"]
