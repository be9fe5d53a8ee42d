"""Hand-made alignments: read as written, or every fault named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import BadOverride, Bead, override_languages, read_override

GOOD = """
language = "en"
note = "The translator merged the first two paragraphs."
beads = ["1-2 = 1", "3 =", "= 2", "4 = 3-4"]
"""


def test_a_hand_made_alignment_is_taken_as_certain() -> None:
    assert read_override(GOOD, 4, 4) == [
        Bead((0, 1), (0,), 1.0),
        Bead((2,), (), 1.0),
        Bead((), (1,), 1.0),
        Bead((3,), (2, 3), 1.0),
    ]
    assert override_languages(GOOD) == ["en"]
    assert override_languages("beads = []") == [None]


def test_one_file_pairs_the_blocks_of_several_translations() -> None:
    text = '[beads]\nde = ["1 = 1", "2 ="]\nen-x-doe = ["1-2 = 1-2"]\n'
    assert override_languages(text) == ["de", "en-x-doe"]
    assert read_override(text, 2, 1, "de") == [Bead((0,), (0,), 1.0), Bead((1,), (), 1.0)]
    assert read_override(text, 2, 2, "en-x-doe") == [Bead((0, 1), (0, 1), 1.0)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('language = "en"\n[beads]\nen = ["1 = 1"]\n', "language: beads are given by language"),
        ("[beads]\n", "beads: expected a language"),
    ],
)
def test_languages_that_say_nothing_or_say_it_twice_are_refused(text: str, fault: str) -> None:
    with pytest.raises(BadOverride, match=re.escape(fault)):
        override_languages(text)


@pytest.mark.parametrize(
    ("beads", "fault"),
    [
        ('["1 = 1", "2 = 2", "3 = 9"]', "translation: block 9 is unknown: the text has 3"),
        ('["1 = 1", "3 = 2-3"]', "original: block 2 is missing: pair it, or write it alone"),
        ('["1-2 = 1", "2-3 = 2-3"]', "original: block 2 is named twice"),
        ('["2 = 1", "1 = 2", "3 = 3"]', "original: blocks are out of order"),
        ('["1 = 1", "=", "2-3 = 2-3"]', "bead 2: found '='"),
        ('["1 = 1", "x = 2", "3 = 3"]', "bead 2: found 'x = 2'"),
        ('["3-1 = 1-3"]', "bead 1: found '3-1 = 1-3'"),
        ('"1 = 1"', "beads: expected a list of strings"),
        ("[1, 2]", "beads: expected a list of strings"),
        ('["1-3 = 1-3"]\nbead = 1', "unknown key 'bead'"),
        ('["1-3 = 1-3"', "not TOML"),
    ],
)
def test_a_fault_is_named_by_text_and_block(beads: str, fault: str) -> None:
    with pytest.raises(BadOverride) as refused:
        read_override(f"beads = {beads}", 3, 3)
    assert any(found.startswith(fault) for found in refused.value.faults), refused.value.faults


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(BadOverride) as refused:
        read_override('beads = ["1 = 1", "5 = 1"]', 3, 2)
    assert len(refused.value.faults) == 5


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8))
def test_what_is_written_from_beads_is_read_back(shapes: list[tuple[int, int]]) -> None:
    beads, lines, i, j = [], [], 0, 0
    for left, right in shapes:
        beads.append(Bead(tuple(range(i, i + left)), tuple(range(j, j + right)), 1.0))
        ours = f"{i + 1}-{i + left}" if left else ""
        theirs = f"{j + 1}-{j + right}" if right else ""
        lines.append(f'"{ours} = {theirs}"')
        i, j = i + left, j + right
    assert read_override(f"beads = [{', '.join(lines)}]", i, j) == beads
