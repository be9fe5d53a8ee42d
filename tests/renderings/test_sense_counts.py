"""Senses of a word by how sentence pairs render it."""

from __future__ import annotations

from documents.chinese.word_senses import list_senses
from documents.renderings.sense_counts import SenseCounts, sense_keys

SENSES = ("express", "state", "show")


def counted(*english: str) -> SenseCounts:
    counts = SenseCounts({"表示"})
    for one in english:
        counts.add("他们表示同意。", one)
        counts.add("水库修成了。", "The reservoir is finished.")
    return counts


def test_without_pairs_the_dictionary_s_first_sense_is_chosen() -> None:
    assert SenseCounts({"表示"}).choose("表示", SENSES) == "express"


def test_the_sense_that_pairs_have_is_chosen() -> None:
    assert counted(*["They stated their consent."] * 6).choose("表示", SENSES) == "state"
    assert counted(*["They showed their consent."] * 6).choose("表示", SENSES) == "show"


def test_one_pair_does_not_outweigh_the_dictionary() -> None:
    assert counted("They showed their consent.").choose("表示", SENSES) == "express"


def test_what_stands_in_every_pair_alike_says_nothing() -> None:
    counts = SenseCounts({"表示"})
    for number in range(8):
        counts.add("他们表示同意。" if number % 2 else "水库修成了。", "The show goes on.")
    assert counts.choose("表示", SENSES) == "express"


def test_a_word_whose_first_sense_is_grammar_keeps_it() -> None:
    counts = SenseCounts({"是"})
    for _ in range(9):
        counts.add("这是水库。", "Right, that reservoir.")
        counts.add("水很清。", "The water is clear.")
    assert counts.choose("是", ("be", "right")) == "be"


def test_the_words_of_a_sense_are_what_all_their_forms_share() -> None:
    assert sense_keys("have faith in") == sense_keys("faith")
    assert sense_keys("cooperates") == sense_keys("cooperated")


def test_no_sense_has_marks_of_the_dictionary() -> None:
    for word in ("英国", "合作", "北京", "上海", "着", "里", "个"):
        for sense in list_senses(word):
            assert not set(sense) & set("[]|;("), (word, sense)
