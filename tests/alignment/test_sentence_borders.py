"""Two sentences answer two only together where a clause has crossed the border between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import Bead, align
from documents.alignment.sentence_borders import NOWHERE, SentenceBorder, divide, join_beads
from tests.alignment.test_aligner import pairs

CHINESE = [
    "会议于上午十点在北京开幕。",
    "周恩来总理致开幕词，代表们随后参观了钢铁工厂。",
    "他们和工人们谈了话。",
    "晚上举行了音乐会。",
]
ENGLISH = [
    "The meeting opened in Peking at ten o'clock in the morning.",
    "Premier Chou En-lai made the opening speech, and the delegates then visited a steel factory.",
    "They talked with the workers.",
    "A concert was held in the evening.",
]
MOVED_IN_ENGLISH = [
    ENGLISH[0],
    "Premier Chou En-lai made the opening speech.",
    "The delegates then visited a steel factory, and they talked with the workers.",
    ENGLISH[3],
]
MOVED_IN_CHINESE = [
    CHINESE[0],
    "周恩来总理致开幕词。",
    "代表们随后参观了钢铁工厂，他们和工人们谈了话。",
    CHINESE[3],
]
JOINED = [((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,))]


@pytest.mark.parametrize("thorough", [False, True])
def test_sentences_across_whose_border_no_clause_was_moved_are_paired_one_to_one(
    thorough: bool,
) -> None:
    beads = align(CHINESE, ENGLISH, unit="sentence", thorough=thorough)
    assert pairs(beads) == [((k,), (k,)) for k in range(4)]
    assert min(bead.confidence for bead in beads) > 0.9


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize(
    ("source", "target"), [(CHINESE, MOVED_IN_ENGLISH), (MOVED_IN_CHINESE, ENGLISH)]
)
def test_a_clause_moved_to_the_next_sentence_joins_the_two(
    source: list[str], target: list[str], thorough: bool
) -> None:
    beads = align(source, target, unit="sentence", thorough=thorough)
    assert pairs(beads) == JOINED
    assert beads[1].confidence < 0.9


def test_a_clause_moved_the_same_way_in_both_texts_joins_nothing() -> None:
    beads = align(MOVED_IN_CHINESE, MOVED_IN_ENGLISH, unit="sentence", thorough=True)
    assert pairs(beads) == [((k,), (k,)) for k in range(4)]


def test_either_language_may_be_the_original() -> None:
    beads = align(MOVED_IN_ENGLISH, CHINESE, "en", "zh-Hans", "sentence", thorough=True)
    assert pairs(beads) == JOINED


def ones(count: int) -> list[Bead]:
    return [Bead((k,), (k,), 0.99) for k in range(count)]


def test_the_likelier_of_two_borders_is_crossed() -> None:
    beads, crossing = join_beads(
        ones(4), [SentenceBorder(0, 0.5), SentenceBorder(1, 2.0), SentenceBorder(2, -1.0)]
    )
    assert pairs(beads) == JOINED
    assert crossing == [0.5, 0.5, -1.0]


def test_no_more_than_four_sentences_are_joined() -> None:
    wide = [Bead((0, 1, 2), (0,), 0.9), Bead((3, 4), (1,), 0.9)]
    assert join_beads(wide, [SentenceBorder(0, 9.0)]) == (wide, [9.0, 9.0])
    assert join_beads(ones(1), []) == (ones(1), [NOWHERE])


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=8),
    st.lists(st.floats(-9, 9), min_size=8, max_size=8),
)
def test_joined_beads_hold_every_sentence_in_order(
    shapes: list[tuple[int, int]], odds: list[float]
) -> None:
    given_beads, i, j = [], 0, 0
    for di, dj in shapes:
        given_beads.append(Bead(tuple(range(i, i + di)), tuple(range(j, j + dj)), 0.9))
        i, j = i + di, j + dj
    borders = [SentenceBorder(place, odds[place]) for place in range(len(shapes) - 1)]
    beads, crossing = join_beads(given_beads, borders)
    assert [k for bead in beads for k in bead.source] == list(range(i))
    assert [k for bead in beads for k in bead.target] == list(range(j))
    assert len(crossing) == len(beads)


@pytest.mark.parametrize(
    ("text", "side", "clauses"),
    [
        ("他来了，又走了。", 0, ["他来了，", "又走了。"]),
        ("He came, saw, and left.", 1, ["He came,", " saw,", " and left."]),
        ("Oh, he came.", 1, ["Oh, he came."]),
        ("", 0, []),
    ],
)
def test_a_sentence_is_divided_into_clauses(text: str, side: int, clauses: list[str]) -> None:
    assert divide(text, side) == clauses
