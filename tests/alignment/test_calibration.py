"""Sentence beads are believed as much as such beads were found to be right."""

from __future__ import annotations

import pytest

from documents.alignment import Bead, align, explain
from documents.alignment.calibration import calibrate_sentences
from tests.alignment.test_aligner import CHINESE, ENGLISH, pairs


def confidences(*beads: Bead) -> list[float]:
    return [bead.confidence for bead in calibrate_sentences(beads)]


def test_a_bead_beside_an_uncertain_one_is_believed_less() -> None:
    sure, unsure = Bead((0,), (0,), 0.97), Bead((1,), (1,), 0.5)
    alone, (beside, _) = confidences(sure), confidences(sure, unsure)
    assert alone[0] > 0.9 > beside


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
