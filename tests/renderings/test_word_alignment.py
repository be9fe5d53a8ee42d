"""The words that answer a hit in the text beside it, by the dictionary alone."""

from __future__ import annotations

import pytest

from documents.renderings import find_aligned_spans, link_words


@pytest.mark.parametrize(
    ("found", "text", "answers"),
    [
        ({"合作"}, "Cultural cooperation between two countries.", ["cooperation"]),
        ({"水库"}, "The reservoir is full; reservoirs are many.", ["reservoir", "reservoirs"]),
        ({"cooperation"}, "两国的文化合作。", ["合作"]),
        ({"scientific research"}, "科学研究要同生产结合。", ["科学研究"]),
        ({"合作"}, "Nothing of the kind.", []),
        ({"合作"}, "没有别的语言。", []),
        (set(), "Cooperation.", []),
    ],
)
def test_the_words_that_answer_are_found(found: set[str], text: str, answers: list[str]) -> None:
    assert [text[start:end] for start, end in find_aligned_spans(found, text)] == answers


def test_a_small_word_answers_nothing() -> None:
    assert find_aligned_spans({"的"}, "The house of the people is of stone.") == []


def linked(chinese: str, other: str) -> list[tuple[list[str], list[str]]]:
    return [
        (
            [chinese[start:end] for start, end in link.own],
            [other[start:end] for start, end in link.other],
        )
        for link in link_words(chinese, other)
    ]


def test_the_words_of_two_sentences_are_linked_each_with_its_answer() -> None:
    assert linked(
        "中国和苏联的文化合作。", "Cultural cooperation of China and the Soviet Union."
    ) == [
        (["中国"], ["China"]),
        (["苏联"], ["Soviet Union"]),
        (["文化"], ["Cultural"]),
        (["合作"], ["cooperation"]),
    ]


def test_a_repeated_word_is_linked_in_all_its_places() -> None:
    text = "Water of the reservoir, and water of the well."
    assert (["水", "水"], ["Water", "water"]) in linked("水库的水，井里的水。", text)


def test_a_word_that_answers_another_better_is_left_to_that_one() -> None:
    found = {one[0]: other for one, other in linked("大学的学院", "a college of a university")}
    assert found == {"大学": ["university"], "学院": ["college"]}


@pytest.mark.parametrize(
    ("chinese", "other"), [("", ""), ("水库", ""), ("", "reservoir"), ("的", "of")]
)
def test_nothing_is_linked_to_nothing(chinese: str, other: str) -> None:
    assert link_words(chinese, other) == []
