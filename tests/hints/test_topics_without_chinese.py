"""The help page of an archive that holds no Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from documents.hints import topics_without_chinese
from documents.hints.help_topics import HELP_TOPICS
from documents.hints.topics_without_chinese import adapt_topics
from documents.presentation import text_languages
from tests.helpers.dictionary_folder import write_dictionary


def said(monkeypatch: pytest.MonkeyPatch, *held: str) -> dict[str, str]:
    """What the topics say, by anchor, where some languages are held."""
    for module in (topics_without_chinese, text_languages):
        monkeypatch.setattr(module, "held_languages", lambda: held)
    return {one.anchor: f"{one.heading}: {one.text}" for one in adapt_topics(HELP_TOPICS)}


@pytest.mark.parametrize("held", [(), ("en", "zh-Hans"), ("en", "ja", "zh-Hant")])
def test_all_topics_stand_where_chinese_is_held(
    monkeypatch: pytest.MonkeyPatch, held: tuple[str, ...]
) -> None:
    assert len(said(monkeypatch, *held)) == len(HELP_TOPICS)


def test_without_chinese_nothing_is_said_of_finding_or_reading_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    topics = said(monkeypatch, "ar", "en")
    assert {"chinese", "beside", "untranslated"}.isdisjoint(topics)
    named = {anchor for anchor, text in topics.items() if "Chinese" in text}
    assert named == {"fields"}  # the names of filters, which are in both languages everywhere


def test_languages_that_are_found_by_any_part_of_a_word_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    topics = said(monkeypatch, "en", "ja", "th")
    assert topics["chinese"].startswith("Find Japanese, Thai: Japanese, Thai: found exactly as")
    with translation.override("zh-hans"):
        assert said(monkeypatch, "ja")["chinese"].startswith("检索日语: 日语：按")


def test_dictionaries_that_the_collection_brings_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    folder = write_dictionary(tmp_path / "ru-en", "река\triver\n", name="Village words")
    settings.ARCHIVE_DICTIONARIES = (folder,)
    topics = said(monkeypatch, "ru", "en")
    assert topics["beside"].endswith("Dictionaries: Village words.")
    assert topics["untranslated"].endswith("dictionaries: Village words.")
    both = said(monkeypatch, "ru", "en", "zh-Hans")
    assert both["beside"].endswith("Dictionaries: Village words, CC-CEDICT.")
    with translation.override("zh-hans"):
        assert "词典：Village words。" in said(monkeypatch, "ru", "en")["untranslated"]


def test_a_dictionary_in_the_place_of_cc_cedict_is_named_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    folder = write_dictionary(tmp_path / "zh", "河\triver\n", ("zh", "en"), name="Our words")
    settings.ARCHIVE_DICTIONARIES = (folder,)
    assert said(monkeypatch, "zh-Hans", "en")["beside"].endswith("Dictionaries: Our words.")
