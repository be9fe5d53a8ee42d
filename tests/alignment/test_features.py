"""What beads score: the tables that weights are fitted to, and the sum made without them, agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import evidence, features, namesakes, programme
from documents.alignment.tokens import read_passage
from documents.alignment.weights import weights_for
from tests.alignment.test_aligner import CHINESE, ENGLISH
from tests.alignment.test_fast import WORDY, words
from tools.feature_tables import score, tabulate

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


def test_a_free_translation_is_likelier_than_two_paragraphs_left_alone() -> None:
    weights = weights_for("paragraph", with_dictionary=True)
    left = evidence.gather([read_passage(CHINESE[0], "zh", words(), skeletons=False)])
    right = evidence.gather([read_passage(WORDY * 4, "en", words(), skeletons=False)])
    ratios = evidence.shared_ratios(left, right, words(), {}, weights.chances)

    def shapes(free: tuple[float, float] | None) -> set[tuple[int, int]]:
        scored = features.score_beads(
            left, right, ratios, weights.priors, weights.features, weights.chances, 0.0, free
        )
        return {step.shape for step in programme.solve(scored.scores, 1, 1)}

    assert shapes(None) == {(0, 1), (1, 0)}
    assert shapes(weights.free) == {(1, 1)}
