"""The help page of an archive that holds no Chinese."""

from __future__ import annotations

import pytest
from django.utils import translation

from documents.hints import topics_without_chinese
from documents.hints.help_topics import HELP_TOPICS
from documents.hints.topics_without_chinese import adapt_topics
from documents.presentation import text_languages


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
