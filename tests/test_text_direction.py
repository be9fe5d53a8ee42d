"""The direction of languages, and the attributes that say it."""

from __future__ import annotations

import pytest

from documents.text_direction import (
    RIGHT_TO_LEFT_WORDS,
    direction_beside,
    language_attributes,
    text_direction,
)


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ur", "yi", "ps", "syr", "dv", "ar-EG", "ckb"])
def test_languages_of_the_arabic_and_hebrew_and_kindred_scripts_run_to_the_left(tag: str) -> None:
    assert text_direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ja", "ru", "th", "tr", "ku", "arn", "hi"])
def test_all_others_run_to_the_right(tag: str) -> None:
    assert text_direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("zh-Arab-CN", "rtl"),
        ("he-x-arab", "rtl"),
        ("en-x-arab", "ltr"),
        ("und", "auto"),
        ("und-Hebr", "rtl"),
    ],
)
def test_a_script_that_the_tag_names_decides(tag: str, direction: str) -> None:
    assert text_direction(tag) == direction


def test_the_direction_stands_beside_the_language_where_it_differs_from_the_text_around() -> None:
    assert language_attributes("ar", "en") == ' lang="ar" dir="rtl"'
    assert language_attributes("en", "ar") == ' lang="en" dir="ltr"'
    assert language_attributes("zh-Hans", "en") == ' lang="zh-Hans"'
    assert language_attributes("fa", "ar") == ' lang="fa"'
    assert language_attributes("und", "en") == ' lang="und" dir="auto"'
    assert language_attributes("", "ar") == ""


def test_a_translation_is_marked_by_the_language_it_is_written_in() -> None:
    assert language_attributes("en-x-legge", "zh-Hans") == ' lang="en"'
    assert language_attributes('x"y', "en") == ' lang="x&quot;y"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(سليم الخوري, 1931)", ["سليم الخوري"]),
        ("نادية, רות", ["نادية", "רות"]),
        ("Ann Lee, 1931", []),
        ("林小舟, 1931", []),
    ],
)
def test_names_that_run_to_the_left_are_found_one_by_one(text: str, words: list[str]) -> None:
    assert RIGHT_TO_LEFT_WORDS.findall(text) == words


def test_no_direction_is_needed_in_a_text_that_runs_alike() -> None:
    assert direction_beside("fa", "ar") == ""
    assert direction_beside("en", "ar") == "ltr"
