"""The calibration of sentence beads: what a probability under the model is worth.

The model takes its features for independent, and is surer than it is right where a translation is
free. A bead beside an uncertain one may have a border that is one sentence off; a sentence left
alone inside a pair of paragraphs, and a bead of several on both sides, are seldom what a person
finds. After Platt (1999), with these as further features.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from documents.alignment.beads import Bead
from documents.alignment.doubts import SURE

# Logistic regression on sentences whose borders paragraphs show, of texts as they are and made
# free by rule. No sentence there stands alone: what that costs is set by hand, to less.
SLOPE, NEIGHBOUR = 0.43, 0.41  # of the log odds of the bead, and of the less sure one beside it
ALONE, SEVERAL = -2.5, -3.0
MOST, MOST_BESIDE = 7.6, 5.0  # log odds


def calibrate_sentences(beads: Sequence[Bead]) -> list[Bead]:
    """The beads, each with the probability to be expected of it."""
    odds = [_log_odds(bead.confidence) for bead in beads]
    calibrated = []
    for place, bead in enumerate(beads):
        beside = min([MOST_BESIDE, *odds[max(place - 1, 0) : place], *odds[place + 1 : place + 2]])
        found = SLOPE * odds[place] + NEIGHBOUR * beside
        if not bead.source or not bead.target:
            found += ALONE
        elif len(bead.source) > 1 and len(bead.target) > 1:
            found += SEVERAL
        confidence = round(1 / (1 + math.exp(-found)), 4)
        reason = bead.reason or ("" if confidence >= SURE else "count")
        calibrated.append(replace(bead, confidence=confidence, reason=reason))
    return calibrated


def _log_odds(chance: float) -> float:
    least = 1 / (1 + math.exp(MOST))
    bounded = min(max(chance, least), 1 - least)
    return math.log(bounded / (1 - bounded))
