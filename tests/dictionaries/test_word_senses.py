"""Senses of a brought dictionary's word, and a headline glossed word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.folder import open_folder
from documents.dictionaries.installed import open_dictionary
from documents.dictionaries.word_senses import gloss_title_words, list_word_senses
from tests.helpers.dictionary_folder import write_dictionary

WORDS = """строить\tto build; to erect (a house)
мост\ta bridge
река\triver; river
длинный\tof a length that is more than usual, long
пометка\t(obsolete)
"""


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> BilingualDictionary:
    folder: Path = tmp_path_factory.mktemp("words")
    return open_dictionary((open_folder(write_dictionary(folder / "ru-en", WORDS)),), folder)


@pytest.mark.parametrize(
    ("headword", "senses"),
    [
        ("строить", ("build", "erect")),
        ("мост", ("bridge",)),
        ("река", ("river",)),
        ("длинный", ("of a length that is more than usual",)),
        ("пометка", ()),
        ("нет", ()),
    ],
)
def test_senses_are_short_and_stand_once(
    dictionary: BilingualDictionary, headword: str, senses: tuple[str, ...]
) -> None:
    assert list_word_senses(dictionary, headword) == senses


@pytest.mark.parametrize(
    ("headline", "gloss"),
    [
        ("Строим мосты", "build · bridge"),
        ("Мост — через Неву, 1932", "bridge – через · Неву, 1932"),
        ("Нева", ""),
        ("пометка", ""),
        ("", ""),
    ],
)
def test_a_headline_is_glossed_word_for_word(
    dictionary: BilingualDictionary, headline: str, gloss: str
) -> None:
    assert gloss_title_words(dictionary, headline).replace("—", "–") == gloss


def test_a_long_headline_ends_in_an_ellipsis(dictionary: BilingualDictionary) -> None:
    assert gloss_title_words(dictionary, "мост " * 80).endswith(" …")
