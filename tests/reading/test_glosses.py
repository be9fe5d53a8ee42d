"""Which texts are offered glossed, and by what senses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from documents.models import Article, Translation
from documents.reading import glosses, nearest_sentence_pairs
from documents.reading.glosses import can_gloss, gloss_article
from tests.helpers.invented_reports import daily_reports, publish

REPORTS = daily_reports(12)
UNTRANSLATED = next(report for report in REPORTS if not report.translated)


@pytest.fixture
def untranslated(db: None, tmp_path: Path, settings: Settings) -> Article:
    publish(REPORTS, tmp_path, settings)
    return Article.objects.get(identifier=UNTRANSLATED.identifier)


def senses(article: Article) -> dict[str, str]:
    made = gloss_article(article)
    text = article.blocks[0].text
    return {text[one.start : one.end]: one.sense for one in made.of(text)}


def test_each_word_of_the_dictionary_has_a_sense(untranslated: Article) -> None:
    found = senses(untranslated)
    assert found["新华社"] == "Xinhua News Agency"
    assert (found["日"], found["电"]) == ("day", "dispatch")
    assert found["条"] == "unit"
    assert not any("，" in word or word.isdecimal() for word in found)


def test_the_archive_s_own_sentence_pairs_choose_the_sense(
    untranslated: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert senses(untranslated)["修"] != "build"
    pairs = [("农民修水渠。", "The peasants built a canal."), ("水很清。", "Clear water.")] * 8
    monkeypatch.setattr(
        glosses, "find_nearest_sentence_pairs", lambda shown, languages: iter(pairs)
    )
    assert senses(untranslated)["修"] == "build"


def test_sentence_pairs_are_those_of_an_article_s_two_texts(untranslated: Article) -> None:
    translated = next(report for report in REPORTS if report.translated)
    pairs = list(nearest_sentence_pairs._pairs_of(translated.identifier, ("zh", "en")))
    assert pairs
    assert all("水渠" in chinese and "canal" in english for chinese, english in pairs)
    assert list(nearest_sentence_pairs._pairs_of(untranslated.identifier, ("zh", "en"))) == []


def test_a_long_text_is_glossed_up_to_a_bound(
    untranslated: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not gloss_article(untranslated).is_cut
    monkeypatch.setattr(glosses, "LONGEST", 3)
    made = gloss_article(untranslated)
    assert made.is_cut
    assert made.of(untranslated.blocks[0].text) == []


@pytest.mark.parametrize(
    ("held", "others", "reader", "offered"),
    [
        ("zh-Hans", [], "en", True),
        ("zh-Hant", ["ru"], "en", True),
        ("zh-Hans", ["en"], "en", False),
        ("zh-Hans", ["en-x-legge"], "en", False),
        ("zh-Hans", [], "zh-Hans", False),
        ("ru", [], "en", False),
    ],
)
def test_only_chinese_without_a_text_in_the_reader_s_language_is_offered(
    held: str, others: list[str], reader: str, offered: bool
) -> None:
    shown = Article(language=held, original_held=True)
    translations = [Translation(language=one) for one in others]
    assert can_gloss(shown, translations, reader) is offered
    shown.original_held = False
    assert not can_gloss(shown, translations, reader)
