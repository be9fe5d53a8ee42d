"""Sentence beads are believed as much as such beads were found to be right."""

from __future__ import annotations

import pytest

from documents.alignment import Bead, align, explain
from documents.alignment.calibration import calibrate_sentences
from tests.alignment.test_aligner import CHINESE, ENGLISH, pairs


def confidences(*beads: Bead) -> list[float]:
    return [bead.confidence for bead in calibrate_sentences(beads)]


@pytest.mark.parametrize("other", [Bead((1,), (), 0.9), Bead((1, 2), (1, 2), 0.9)])
def test_a_bead_beside_one_that_seldom_is_right_is_believed_less(other: Bead) -> None:
    sure = Bead((0,), (0,), 0.97)
    beside, _ = confidences(sure, other)
    assert confidences(sure)[0] > beside


def test_a_bead_whose_border_a_clause_may_have_crossed_is_believed_less() -> None:
    sure = Bead((0,), (0,), 0.99)
    found = [calibrate_sentences([sure], [odds])[0].confidence for odds in (-6.0, -4.0, -2.0, 0.0)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.9 > found[-1]


@pytest.mark.parametrize(
    "bead", [Bead((0,), (), 0.99), Bead((), (0,), 0.99), Bead((0, 1), (0, 1), 0.99)]
)
def test_a_sentence_left_alone_and_a_bead_of_several_are_never_quite_sure(bead: Bead) -> None:
    (calibrated,) = calibrate_sentences([bead])
    assert calibrated.confidence < 0.9
    assert explain(calibrated) == "count"


def test_the_order_of_equal_beads_by_confidence_stays() -> None:
    found = [confidences(Bead((0,), (0,), chance))[0] for chance in (0.0, 0.2, 0.7, 0.95, 1.0)]
    assert found == sorted(set(found))


def test_plain_sentences_are_sure_still() -> None:
    beads = align(CHINESE, ENGLISH, unit="sentence", thorough=True)
    assert pairs(beads) == [((k,), (k,)) for k in range(6)]
    assert all(0.95 < bead.confidence < 1 for bead in beads)
