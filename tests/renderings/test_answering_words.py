"""The words that answer a hit in the text beside it, by the dictionary alone."""

from __future__ import annotations

import pytest

from documents.renderings import answering_spans


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
    assert [text[start:end] for start, end in answering_spans(found, text)] == answers


def test_a_small_word_answers_nothing() -> None:
    assert answering_spans({"的"}, "The house of the people is of stone.") == []
