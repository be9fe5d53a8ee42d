"""What beads score: the tables that weights are fitted to, and the sum made without them, agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import evidence, features, namesakes, programme
from documents.alignment.tokens import read_passage
from documents.alignment.weights import weights_for
from tests.alignment.test_aligner import CHINESE, ENGLISH
from tests.alignment.test_fast import WORDY, words
from tools.feature_tables import score, tabulate, tabulate_free

CUTS = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
@given(CUTS)
def test_the_score_of_every_bead_is_that_of_its_features(
    unit: str, cuts: tuple[int, int, int, int]
) -> None:
    weights = weights_for(unit, with_dictionary=True)
    ours = [read_passage(t, "zh", words(), skeletons=False) for t in CHINESE[cuts[0] : cuts[1]]]
    theirs = [read_passage(t, "en", words(), skeletons=False) for t in ENGLISH[cuts[2] : cuts[3]]]
    extra = namesakes.share_names(ours, theirs, words())
    left, right = evidence.gather(ours), evidence.gather(theirs)
    ratios = evidence.shared_ratios(left, right, words(), extra, weights.chances)
    tables = tabulate(left, right, list(weights.priors), ratios, weights.chances)
    expected = score(tables, weights.priors, weights.features)
    found = features.score_beads(
        left, right, ratios, weights.priors, weights.features, weights.chances
    ).scores
    assert found.keys() == expected.keys()
    for shape, table in expected.items():
        np.testing.assert_allclose(found[shape], table, rtol=1e-4, atol=1e-3)


def shapes(text: str, free: tuple[Sequence[float], Sequence[float]] | None) -> set[tuple[int, int]]:
    """How a Chinese paragraph and an English one of the length to expect are paired."""
    weights = weights_for("paragraph", with_dictionary=True)
    left = evidence.gather([read_passage(CHINESE[0], "zh", words(), skeletons=False)])
    right = evidence.gather([read_passage(text, "en", words(), skeletons=False)])
    ratios = evidence.shared_ratios(left, right, words(), {}, weights.chances)
    scored = features.score_beads(
        left, right, ratios, weights.priors, weights.features, weights.chances, 0.0, free
    )
    return {step.shape for step in programme.solve(scored.scores, 1, 1)}


def test_a_free_translation_that_has_a_few_of_the_words_is_a_pair() -> None:
    free = weights_for("paragraph", with_dictionary=True).free
    wordy = f"{WORDY}engineers {WORDY}workers {WORDY}generators {WORDY}"
    assert shapes(wordy, None) == {(0, 1), (1, 0)}
    assert shapes(wordy, free) == {(1, 1)}


def test_two_paragraphs_that_share_no_word_are_left_alone_though_their_lengths_agree() -> None:
    free = weights_for("paragraph", with_dictionary=True).free
    assert shapes(WORDY * 4, free) == {(0, 1), (1, 0)}


def test_a_free_translation_is_weighed_as_its_features_say() -> None:
    weights = weights_for("paragraph", with_dictionary=True)
    assert weights.free is not None
    ours = [read_passage(t, "zh", words(), skeletons=False) for t in CHINESE[:3]]
    theirs = [read_passage(WORDY + t, "en", words(), skeletons=False) for t in ENGLISH[:2]]
    left, right = evidence.gather(ours), evidence.gather(theirs)
    ratios = evidence.shared_ratios(left, right, words(), {}, weights.chances)
    tables = tabulate(left, right, list(weights.priors), ratios, weights.chances)
    free = tabulate_free(left, right, list(weights.priors), ratios, weights.chances)
    assert set(free) == {(1, 1), (2, 1), (3, 1), (1, 2)}
    expected = score(tables, weights.priors, weights.features, (free, weights.free))
    found = features.score_beads(
        left, right, ratios, weights.priors, weights.features, weights.chances, None, weights.free
    ).scores
    for shape, table in expected.items():
        np.testing.assert_allclose(found[shape], table, rtol=1e-4, atol=1e-3)


def test_a_merge_may_be_a_free_translation_if_each_part_of_it_has_a_few_of_the_words() -> None:
    weights = weights_for("paragraph", with_dictionary=True)
    few = f"{WORDY}winter {WORDY}machines {WORDY}valley {WORDY}peasants {WORDY}sheep {WORDY}"
    ours = [read_passage(t, "zh", words(), skeletons=False) for t in CHINESE[1:3]]
    left, right = (
        evidence.gather(ours),
        evidence.gather([read_passage(few, "en", words(), skeletons=False)]),
    )
    ratios = evidence.shared_ratios(left, right, words(), {}, weights.chances)

    def taken(free: tuple[Sequence[float], Sequence[float]] | None) -> set[tuple[int, int]]:
        scored = features.score_beads(
            left, right, ratios, weights.priors, weights.features, weights.chances, 0.0, free
        )
        return {step.shape for step in programme.solve(scored.scores, 2, 1)}

    assert weights.free is not None
    assert taken((weights.free[0], (-50.0, 0.0, 0.0))) != {(2, 1)}
    assert taken(weights.free) == {(2, 1)}
