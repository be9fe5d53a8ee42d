"""Suggestions for misspelt words: all with the same first letter that one letter tells apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.search import IndexDocument, OpenIndex
from documents.search.edit_distance import edit_distance
from documents.search.near_spellings import near_spellings
from tests.search.generated_articles import build

CHANCE = random.Random(3)
WORDS = sorted(
    {"".join(CHANCE.choices("abco", k=CHANCE.randint(2, 9))) for _ in range(900)}
    | {"".join(CHANCE.choices("абв", k=CHANCE.randint(3, 6))) for _ in range(200)}
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    article = IndexDocument("00000000001", "s", "", {}, {"en": (" ".join(WORDS),)})
    return build(tmp_path_factory.mktemp("spellings"), [article])


@given(
    word=st.sampled_from(WORDS),
    place=st.integers(1, 9),
    letter=st.sampled_from(["", "a", "c", "x", "б"]),
    kept=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_every_word_that_one_letter_tells_apart_is_found(
    index: OpenIndex, word: str, place: int, letter: str, kept: bool
) -> None:
    typed = word[:place] + letter + word[place + (not kept) :]
    expected = {
        one
        for one in WORDS
        if one[0] == typed[0] and one != typed and edit_distance(typed, one, 1) == 1
    }
    found = near_spellings(index, typed, len(WORDS))
    assert set(found) >= expected
    assert all(one[0] == typed[0] and edit_distance(typed, one, 2) <= 2 for one in found)
    assert near_spellings(index, typed, 3) == found[:3]


def test_letters_that_changed_places_are_one_fault(index: OpenIndex, tmp_path: Path) -> None:
    article = IndexDocument("00000000001", "s", "", {}, {"en": ("cooperation councils",)})
    small = build(tmp_path, [article])
    for typed in ("ocoperation", "cooepration", "copoeration", "coperation", "cxoperation"):
        assert near_spellings(small, typed, 3) == ([] if typed[0] == "o" else ["cooperation"])
