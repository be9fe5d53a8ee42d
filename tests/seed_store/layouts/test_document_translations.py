"""Several translations in the layout of any text, told apart by their language tags."""

from __future__ import annotations

import pytest

from documents.seed_store.layouts._language_tags import guess_tag, read_tag
from tests.helpers.layout_samples import blocks, read, refusal

SEVERAL = """---
title: 道可道章
title.en: The Way
translators:
  en-x-roe: Jo Roe
  fr: Marie Blanc
translated:
  en-x-roe: May 1979
  fr: 1842
---

## [zh-Hans]

道可道，非常道。

## [en] James Legge, 1891

The way that can be trodden.

## [en] Ann Lee；Bo Young

A road that one may walk.

## [en-x-roe]

The path.

## [fr]

La voie.
"""


def test_several_translations_into_a_language_have_each_a_tag_translators_and_a_date() -> None:
    record = read(SEVERAL)
    assert [(one.language, one.translators) for one in record.translations] == [
        ("en-x-james-legge", ("James Legge",)),
        ("en-x-ann-lee-bo-young", ("Ann Lee", "Bo Young")),
        ("en-x-roe", ("Jo Roe",)),
        ("fr", ("Marie Blanc",)),
    ]
    assert record.notes["translated"] == (
        "en-x-james-legge: 1891",
        "en-x-roe: 1979-05",
        "fr: 1842",
    )
    assert "fields" not in record.notes


def test_what_is_said_of_a_language_is_said_of_each_translation_into_it() -> None:
    titles = [one.title for one in read(SEVERAL).texts]
    assert titles == ["道可道章", "The Way", "The Way", "The Way", ""]
    plain = read(SEVERAL.replace("[en-x-roe]", "[en]"))
    assert [one.title for one in plain.translations] == ["", "", "The Way", ""]


def test_a_date_of_no_language_is_that_of_every_translation() -> None:
    text = "---\ntitle: A\ntranslated: 1950~\n---\n\n## [ru]\n\nа\n\n## [en]\n\na\n\n## [fr]\n\nb\n"
    assert read(text).notes["translated"] == ("en: 1950~", "fr: 1950~")


def test_words_behind_what_is_no_language_are_a_heading_of_the_text() -> None:
    record = read("---\ntitle: A\n---\n\n## [en]\n\na\n\n## [sic] in the copy\n\nb\n")
    assert blocks(record.texts[0]) == [
        ("paragraph", "a"),
        ("subhead", "[sic] in the copy"),
        ("paragraph", "b"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## [en] Ann Lee\n\na\n\n## [en] Ann Lee, 1950\n\nb", "x.txt:5: language: found a second"),
        (
            "---\ntitle: A\ntranslated: {en: soon}\n---\n\n## [en]\n\na",
            "x.txt:3: translated: found 'soon'",
        ),
    ],
)
def test_translations_that_are_not_told_apart_are_refused(text: str, message: str) -> None:
    assert message in refusal(text, "document")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *(("en", "en"), ("ZH-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("es-419", "es-419")),
        *(("de-1996", "de-1996"), ("en-x-old", "en-x-old"), ("english", ""), ("e", ""), ("", "")),
        *(("eng", "en"), ("ger-AT", "de-AT"), ("grc", "grc")),
    ],
)
def test_language_tags_are_checked(written: str, tag: str) -> None:
    assert read_tag(written) == tag


def test_a_language_is_guessed_by_letters_that_one_language_has() -> None:
    said = ["漢字と仮名", "한국말", "国会开会", "國會開會", "Text", ""]
    assert [guess_tag(text) for text in said] == ["ja", "ko", "zh-Hans", "zh-Hant", "und", "und"]
