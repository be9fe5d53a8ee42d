"""Names of languages, in both of the interface's."""

from __future__ import annotations

import pytest
from django.utils import translation

from documents.presentation import language_names
from documents.presentation.labels import name_language
from documents.presentation.language_names import language_name


@pytest.mark.parametrize(
    ("tag", "english", "chinese"),
    [
        ("pi", "Pali", "巴利语"),
        ("sa", "Sanskrit", "梵语"),
        ("bo", "Tibetan", "藏语"),
        ("cop", "Coptic", "科普特语"),
        ("sux", "Sumerian", "苏美尔语"),
        ("nan", "Southern Min", "闽南语"),
        ("lzh", "Literary Chinese", "文言"),
        ("zh-Hant", "Chinese (Traditional)", "中文（繁体）"),
        ("ja", "Japanese", "日语"),
        ("ar", "Arabic", "阿拉伯语"),
        ("sr-Latn", "Serbian Latin", "塞尔维亚拉丁语"),
        ("sr-Cyrl", "Serbian (Cyrillic script)", "塞尔维亚语（西里尔文字）"),
        ("sa-Latn-IN", "Sanskrit (Latin script, IN)", "梵语（拉丁字母，IN）"),
        ("en-x-legge", "English\u00a0· legge", "英文\u00a0· legge"),
    ],
)
def test_a_tag_is_said_by_name(tag: str, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert name_language(tag) == english
    with translation.override("zh-hans"):
        assert name_language(tag) == chinese


@pytest.mark.parametrize("tag", ["xyz", "xyz-Latn"])
def test_a_tag_that_nobody_has_named_is_shown_as_it_is(tag: str) -> None:
    assert language_name(tag) == tag


def test_every_name_is_said_in_chinese_too() -> None:
    names = [*language_names._LANGUAGES.values(), *language_names._SCRIPTS.values()]
    with translation.override("en"):
        english = list(map(str, names))
    with translation.override("zh-hans"):
        chinese = list(map(str, names))
    assert len(set(english)) == len(english)
    assert [one for one in chinese if one.isascii()] == []
