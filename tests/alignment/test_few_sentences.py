"""Few sentences at once: what is plain is paired as the full programme pairs it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import align
from documents.alignment.few_sentences import MOST, SURE, pair_few
from tests.alignment.test_aligner import CHINESE, ENGLISH
from tests.alignment.test_fast import words


def shapes(source: list[str], target: list[str]) -> list[tuple[int, int]]:
    """The shapes of the beads that the full programme finds."""
    beads = align(source, target, unit="sentence", thorough=True)
    return [(len(bead.source), len(bead.target)) for bead in beads]


@pytest.mark.parametrize("seam", range(5))
def test_two_sentences_made_one_are_paired_as_the_full_programme_does(seam: int) -> None:
    english = [*ENGLISH[:seam], " ".join(ENGLISH[seam : seam + 2]), *ENGLISH[seam + 2 :]]
    few = pair_few(CHINESE, english, words())
    assert few is not None
    assert [(di, dj) for di, dj, _ in few] == shapes(CHINESE, english)
    assert (2, 1) in [(di, dj) for di, dj, _ in few]
    assert all(SURE <= chance <= 1 for _, _, chance in few)


def test_strangers_are_left_to_the_full_programme() -> None:
    english = ["The orchestra tuned its violins.", "Butter and eggs turned pale in the bowl."]
    assert pair_few([CHINESE[0], CHINESE[3], CHINESE[4]], english, words()) is None


def test_many_sentences_are_left_to_the_full_programme() -> None:
    assert pair_few(CHINESE, ENGLISH, words()) is not None
    assert pair_few(CHINESE * 2, ENGLISH * 2, words()) is None
    assert len(CHINESE * 2) > MOST


TEXTS = st.lists(
    st.sampled_from([*CHINESE, *ENGLISH, "", "。", "1957", "\ud800"]) | st.text(max_size=30),
    max_size=9,
)


@given(TEXTS, TEXTS)
def test_the_beads_hold_every_sentence(source: list[str], target: list[str]) -> None:
    few = pair_few(source, target, words())
    if few is not None:
        assert sum(di for di, _, _ in few) == len(source)
        assert sum(dj for _, dj, _ in few) == len(target)
