"""What a brought dictionary says of renderings, asked either way round."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from documents.renderings import SentencePair, find_renderings
from documents.renderings.word_list_prior import WordListPrior, find_word_list_prior
from documents.renderings.words import read_words, word_key
from tests.helpers.dictionary_folder import write_dictionary

WORDS = "река\triver; stream\nмост\tbridge\nжелезная дорога\trailway\nдорога\troad\n"


@pytest.fixture(autouse=True)
def _dictionary(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    folder = tmp_path_factory.mktemp("words")
    settings.ARCHIVE_CACHE_DIR = folder / "cache"
    settings.ARCHIVE_DICTIONARIES = (write_dictionary(folder / "ru-en", WORDS),)


def prior_for(language: str, other: str) -> WordListPrior:
    found = find_word_list_prior(language, other)
    assert found is not None
    return found


def test_no_list_no_prior() -> None:
    assert find_word_list_prior("zh", "en") is None


def test_a_headword_may_become_its_glosses_the_first_most() -> None:
    shares = prior_for("ru", "en").prior("реки", ["Rivers and streams.", "A bridge."])
    assert set(shares) == {word_key("river"), word_key("stream")}
    assert shares[word_key("river")] > shares[word_key("stream")]


def test_a_gloss_may_become_its_headwords_and_all_words_of_a_phrase() -> None:
    shares = prior_for("en", "ru").prior("railways", ["У железной дороги.", "Дорога."])
    assert shares == {word_key("железной"): 0.5, word_key("дороги"): 0.5}


@pytest.mark.parametrize(
    ("languages", "sentence", "asked", "counterpart", "answered"),
    [
        (("ru", "en"), "Мост у реки.", "Мост", "A bridge at the river.", "river"),
        (("en", "ru"), "A bridge at the river.", "bridge", "Мост у реки.", "реки"),
    ],
)
def test_what_answers_another_word_is_explained(
    languages: tuple[str, str], sentence: str, asked: str, counterpart: str, answered: str
) -> None:
    start = sentence.index(asked)
    explained = prior_for(*languages).explained(
        sentence, [(start, start + len(asked))], read_words(counterpart), counterpart
    )
    assert {key for key, strength in explained.items() if strength} == {word_key(answered)}


def test_one_pair_is_enough_where_the_dictionary_knows_the_answer() -> None:
    pair = SentencePair("Мост у реки.", "The bridge at the river.", ((0, 4),))
    (found,) = find_renderings([pair], [], languages=("ru", "en")).items
    assert (found.text, found.in_dictionary) == ("bridge", True)
    assert find_renderings([pair], []).items == ()
