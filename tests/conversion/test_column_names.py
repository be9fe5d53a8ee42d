"""What a column holds, by its name."""

from __future__ import annotations

import pytest

from documents.conversion.column_names import recognise_column
from documents.conversion.language_tags import guess_language, read_language


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("title", "title"),
        ("Title (English)", "title.en"),
        ("English Title", "title.en"),
        ("title.en", "title.en"),
        ("text_zh", "text.zh-Hans"),
        ("text-zh-Hant", "text.zh-Hant"),
        ("中文标题", "title.zh-Hans"),
        ("英文正文", "text.en"),
        ("正文", "text"),
        ("译文", "translation"),
        ("Translation (German)", "text.de"),
        ("中文", "text.zh-Hans"),
        ("en", "text.en"),
        ("ID", "id"),
        ("Publication Date", "date"),
        ("日期", "date"),
        ("Author", "authors"),
        ("authors.en", "authors.en"),
        ("colour", ""),
        ("text of the law", ""),
        ("", ""),
    ],
)
def test_a_name_says_what_a_column_holds(name: str, target: str) -> None:
    assert recognise_column(name) == target


@pytest.mark.parametrize(
    ("name", "tag"),
    [("eng", "en"), ("EN-us", "en-US"), ("zh-CN", "zh-Hans"), ("Русский", "ru"), ("xx", "")],
)
def test_a_language_goes_by_tag_code_or_name(name: str, tag: str) -> None:
    assert read_language(name) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [("人民日报", "zh-Hans"), ("日本の歴史", "ja"), ("Правда", "ru"), ("The truth", ""), ("", "")],
)
def test_a_script_names_a_language_where_it_has_one(text: str, tag: str) -> None:
    assert guess_language(text) == tag
