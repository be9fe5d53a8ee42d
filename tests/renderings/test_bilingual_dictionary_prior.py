"""What a brought dictionary says of renderings, asked either way round."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from documents.renderings import (
    SentencePair,
    find_aligned_spans,
    find_renderings,
    link_words_by_dictionary,
)
from documents.renderings.bilingual_dictionary_prior import (
    BilingualDictionaryPrior,
    find_bilingual_dictionary_prior,
)
from documents.renderings.words import read_words, word_key
from tests.helpers.dictionary_folder import write_dictionary

WORDS = "река\triver; stream\nмост\tbridge\nжелезная дорога\trailway\nдорога\troad\n"


@pytest.fixture(autouse=True)
def _dictionary(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    folder = tmp_path_factory.mktemp("words")
    settings.ARCHIVE_CACHE_DIR = folder / "cache"
    settings.ARCHIVE_DICTIONARIES = (write_dictionary(folder / "ru-en", WORDS),)


def prior_for(language: str, other: str) -> BilingualDictionaryPrior:
    found = find_bilingual_dictionary_prior(language, other)
    assert found is not None
    return found


def test_no_list_no_prior() -> None:
    assert find_bilingual_dictionary_prior("zh", "en") is None


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


@pytest.mark.parametrize(
    ("languages", "found", "text", "answering"),
    [
        (("ru", "en"), ["реки"], "Streams and rivers.", ["Streams", "rivers"]),
        (("en", "ru"), ["railway"], "У железной дороги.", ["железной дороги"]),
        (("ru", "en"), ["Нева"], "The Neva is a river.", []),
    ],
)
def test_words_that_answer_those_found_are_known_either_way(
    languages: tuple[str, str], found: list[str], text: str, answering: list[str]
) -> None:
    spans = find_aligned_spans(found, text, languages)
    assert [text[start:end] for start, end in spans] == answering


def test_words_of_two_sentences_are_linked() -> None:
    sentence, other = "Мост у реки, река.", "A bridge at a stream or river."
    links = link_words_by_dictionary(prior_for("ru", "en"), sentence, other)
    assert [
        ([sentence[a:b] for a, b in one.own], [other[a:b] for a, b in one.other]) for one in links
    ] == [(["Мост"], ["bridge"]), (["реки", "река"], ["stream", "river"])]
