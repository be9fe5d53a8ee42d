"""A brought dictionary looked up: entries of a word, words of a text, headwords of a gloss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from documents.dictionaries import installed
from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.folder import open_folder
from tests.helpers.dictionary_folder import write_dictionary

RUSSIAN = """headword\treading\tgloss
река\treká\triver; stream
железная дорога\t\trailway
дорога\t\troad; way
берег\tbéreg\tbank; shore
берег\t\tcoast (of the sea)
он/она\t\the or she
"""

Opener = Callable[..., BilingualDictionary]


@pytest.fixture
def opened(tmp_path: Path) -> Opener:
    def open_words(
        words: str, languages: tuple[str, str] = ("ru", "en"), file: str = "words.tsv"
    ) -> BilingualDictionary:
        name = f"dictionary-{len(list(tmp_path.iterdir()))}"
        folder = write_dictionary(tmp_path / name, words, languages, file=file)
        return installed.open_dictionary((open_folder(folder),), tmp_path / "cache")

    return open_words


def found(dictionary: BilingualDictionary, text: str) -> list[tuple[str, str]]:
    return [(text[w.start : w.end], w.headword) for w in dictionary.words(text)]


def test_words_of_a_text_are_found_in_any_form_the_longest_first(opened: Opener) -> None:
    assert found(opened(RUSSIAN), "По железной дороге, у берегов реки, дороги.") == [
        ("железной дороге", "железная дорога"),
        ("берегов", "берег"),
        ("реки", "река"),
        ("дороги", "дорога"),
    ]


def test_a_word_written_twice_has_both_entries(opened: Opener) -> None:
    entries = opened(RUSSIAN).entries("берегу")
    assert [entry.glosses for entry in entries] == [("bank", "shore"), ("coast (of the sea)",)]


def test_a_gloss_finds_its_headwords_and_what_stands_in_brackets_does_not(opened: Opener) -> None:
    dictionary = opened(RUSSIAN)
    assert list(dictionary.headwords_for("the railways")) == ["железная дорога"]
    assert list(dictionary.headwords_for("shore")) == ["берег"]
    assert dictionary.headwords_for("sea") == {}


def test_a_part_of_a_gloss_counts_less_than_the_whole(opened: Opener) -> None:
    dictionary = opened("хлеб\tbread\nкруглый хлеб\tround bread\n")
    shares = dictionary.headwords_for("bread")
    assert list(shares) == ["хлеб", "круглый хлеб"]
    assert shares["хлеб"] > 2 * shares["круглый хлеб"]


def test_shares_of_glosses_add_up_and_the_first_counts_most(opened: Opener) -> None:
    shares = opened(RUSSIAN).gloss_shares("река")
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


@pytest.mark.parametrize("written", ["рекá", "река́", "Река"])
def test_stress_marks_and_capitals_hide_no_word(opened: Opener, written: str) -> None:
    dictionary = opened(f"{written}\triver\n")
    assert found(dictionary, "у реки") == [("реки", written)]


@pytest.mark.parametrize("written", ["das Haus", "Haus, das", "Haus (n)", "Haus"])
def test_articles_and_asides_hide_no_word(opened: Opener, written: str) -> None:
    dictionary = opened(f"{written}\thouse\n", ("de", "en"))
    assert found(dictionary, "Die Häuser brannten.") == [("Häuser", written)]


def test_an_article_alone_is_a_word_of_its_own(opened: Opener) -> None:
    dictionary = opened("der\tthe\nder Hund\tdog\n", ("de", "en"))
    assert found(dictionary, "der Hund und der") == [("der Hund", "der Hund"), ("der", "der")]


def test_without_spaces_the_longest_run_of_characters_is_the_word(opened: Opener) -> None:
    dictionary = opened("社 社 [しゃ] /shrine/\n会社 [かいしゃ] /company/\n", ("ja", "en"), "w.u8")
    assert found(dictionary, "新会社の社") == [("会社", "会社"), ("社", "社")]


def test_a_second_opening_maps_the_file_of_the_first(opened: Opener, tmp_path: Path) -> None:
    opened(RUSSIAN)
    (file,) = (tmp_path / "cache").glob("dictionary-ru-en-*.arrays")
    made = file.stat().st_mtime_ns
    assert opened(RUSSIAN).entries("река")[0].glosses == ("river", "stream")
    assert file.stat().st_mtime_ns == made


def test_faulty_lines_are_named(opened: Opener) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"words\.tsv:2: "):
        opened("река\triver\nмост\n")


def test_pages_do_without_a_dictionary_that_cannot_be_read(
    tmp_path: Path, settings: Settings
) -> None:
    settings.ARCHIVE_CACHE_DIR = tmp_path / "cache"
    settings.ARCHIVE_DICTIONARIES = (
        write_dictionary(tmp_path / "whole", "Fluss\triver\n", ("de", "en")),
        write_dictionary(tmp_path / "faulty", "мост\n"),
        tmp_path / "missing",
    )
    assert [one.languages for one in installed.list_dictionaries()] == [("de", "en")]
    assert installed.find_dictionary("ru", "en") is None
    assert installed.has_dictionary("de-AT")
    assert not installed.has_dictionary("de", "zh-Hans")


def test_without_dictionaries_none_is_looked_for(settings: Settings) -> None:
    settings.ARCHIVE_DICTIONARIES = ()
    assert installed.list_dictionaries() == installed.find_dictionaries("ru") == ()
    assert not installed.has_dictionary("ru")


def test_two_lists_of_a_pair_are_one_dictionary_and_each_keeps_its_entries(
    tmp_path: Path, settings: Settings
) -> None:
    settings.ARCHIVE_CACHE_DIR = tmp_path / "cache"
    settings.ARCHIVE_DICTIONARIES = (
        write_dictionary(tmp_path / "one", "река\triver\n", name="One"),
        write_dictionary(tmp_path / "two", "река\tstream\nмост\tbridge\n", name="Two"),
    )
    (dictionary,) = installed.find_dictionaries("ru")
    by_list = {one.name: entries for one, entries in dictionary.entries_by_list("река")}
    assert {name: entries[0].glosses for name, entries in by_list.items()} == {
        "One": ("river",),
        "Two": ("stream",),
    }
