"""The languages of texts on a page: guesses by script, and the prompts of search boxes."""

from __future__ import annotations

import pytest
from django.utils import translation

from documents.presentation import search_prompts, text_languages
from documents.presentation.text_languages import (
    guess_language,
    held_in_latin_letters,
    holds_chinese,
    holds_further_languages,
    language_attributes,
    query_attributes,
)


def hold(monkeypatch: pytest.MonkeyPatch, *tags: str) -> None:
    """Have the archive hold texts in some languages."""
    for module in (text_languages, search_prompts):
        monkeypatch.setattr(module, "held_languages", lambda: tags)


@pytest.mark.parametrize(
    ("text", "held", "language"),
    [
        ("village", ("en", "ar"), ""),
        ("été", ("fr",), ""),
        ("合作", ("en", "zh-Hans"), "zh"),
        ("合作", (), "zh"),
        ("灯台", ("en", "ja"), "ja"),
        ("灯台", ("ja", "zh-Hant"), "zh"),
        ("灯台のあかり", ("en", "zh-Hans"), "ja"),
        ("ガラス・窓", ("zh-Hans",), "ja"),
        ("李·王・张", ("zh-Hans", "ja"), "zh"),
        ("편지", ("en",), "ko"),
        ("письмо", ("uk", "en"), "uk"),
        ("письмо", ("en",), "ru"),
        ("کتاب", ("fa", "en"), "fa"),
        ("كتاب", ("en",), "ar"),
        ("ספר", ("en",), "he"),
        ("ฝน", ("en",), "th"),
    ],
)
def test_letters_and_what_is_held_say_the_language_of_what_is_typed(
    monkeypatch: pytest.MonkeyPatch, text: str, held: tuple[str, ...], language: str
) -> None:
    hold(monkeypatch, *held)
    assert guess_language(text) == language


def test_only_what_runs_otherwise_than_the_page_says_its_direction() -> None:
    with translation.override("en"):
        assert language_attributes("ar") == ' lang="ar" dir="rtl"'
        assert language_attributes("zh-Hans") == ' lang="zh-Hans"'
        assert language_attributes("en", "ar") == ' lang="en" dir="ltr"'
    with translation.override("ar"):
        assert language_attributes("ar") == ' lang="ar"'
        assert language_attributes("zh-Hans") == ' lang="zh-Hans" dir="ltr"'


def test_a_box_goes_by_what_is_typed_where_texts_run_both_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold(monkeypatch, "ar", "en")
    assert query_attributes("") == ' dir="auto"'
    assert query_attributes("كتاب") == ' lang="ar" dir="auto"'
    hold(monkeypatch, "en", "zh-Hans")
    assert query_attributes("") == ""
    assert query_attributes("合作") == ' lang="zh"'


@pytest.mark.parametrize(
    ("held", "english", "chinese"),
    [
        (("en", "zh-Hans"), "Search in English or 中文", "输入中文或英文"),
        (("en", "zh-Hans", "zh-Hant"), "Search in English or 中文", "输入中文或英文"),
        (("ar", "en"), "Search in English or Arabic", "输入阿拉伯语或英文"),
        (("en", "ja"), "Search in English or 日本語", "输入英文或日语"),
        (("de", "fr"), "Search in German or French", "输入德语或法语"),
        (("ru",), "Search in Russian", "输入俄文"),
        (("en", "fr", "ru"), "Search the articles", "检索文献"),
        ((), "Search the articles", "检索文献"),
    ],
)
def test_a_search_box_names_the_languages_that_are_held(
    monkeypatch: pytest.MonkeyPatch, held: tuple[str, ...], english: str, chinese: str
) -> None:
    hold(monkeypatch, *held)
    with translation.override("en"):
        assert search_prompts.search_placeholder() == english
        short = search_prompts.short_search_placeholder()
        assert short in {english, english.replace("Search in", "In")}
        assert len(short) < 21  # a phone's masthead has no room for more
    with translation.override("zh-hans"):
        assert search_prompts.search_placeholder() == chinese


def test_its_label_names_more_of_them_and_a_box_for_words_as_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold(monkeypatch, "en", "fr", "ja")
    with translation.override("en"):
        assert (
            search_prompts.search_label() == "Search the articles, in English, French or Japanese"
        )
        assert search_prompts.word_placeholder() == "A word"
    hold(monkeypatch, "en", "fr")
    with translation.override("en"):
        assert search_prompts.word_placeholder() == "A word in English or French"


def test_pages_of_chinese_english_and_russian_need_no_further_faces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold(monkeypatch, "en", "ru", "zh-Hans")
    assert not holds_further_languages()
    hold(monkeypatch, "en", "ja")
    assert holds_further_languages()


def test_what_is_held_is_told_by_script(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, "en", "fr", "ja", "ru", "ar")
    assert held_in_latin_letters() == ["en", "fr"]
    assert not holds_chinese()
    hold(monkeypatch, "zh-Hant", "de")
    assert (held_in_latin_letters(), holds_chinese()) == (["de"], True)
