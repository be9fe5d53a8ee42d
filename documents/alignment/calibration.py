"""The calibration of sentence beads: what a probability under the model is worth.

The model takes its features for independent, and is surer than it is right where a translation is
free. A sentence left alone inside a pair of paragraphs, and a bead of several on both sides, are
seldom what a person finds, and a border beside one may be off; so may any that a clause seems to
have crossed. After Platt (1999), with these as further features.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from documents.alignment.beads import Bead
from documents.alignment.doubts import SURE
from documents.alignment.sentence_borders import NOWHERE, UNKNOWN

# Logistic regression on sentences whose borders are known, of texts as they are and made free by
# rule; clauses, too, were moved across borders. The constant is lower than fitted, so that in a
# free translation, too, the beads shown as sure are right.
CONSTANT = -1.35
OWN = 0.37  # of the log odds of the bead
CROSSING = -0.65  # of the log odds that a clause crosses its border
ALONE, SEVERAL = -3.5, -2.4
UNEQUAL = -0.95  # other counts on both sides
BESIDE = -0.45  # a sentence left alone or a bead of several is next to it
MOST = 7.6  # log odds


def calibrate_sentences(
    beads: Sequence[Bead], crossing: Sequence[float] | None = None
) -> list[Bead]:
    """The beads, each with the probability to be expected of it.

    ``crossing`` has the log odds that a clause has crossed a border of each, as
    `sentence_borders` reckons them.
    """
    calibrated = []
    for place, bead in enumerate(beads):
        beside = [*beads[max(place - 1, 0) : place], *beads[place + 1 : place + 2]]
        found = CONSTANT + OWN * _log_odds(bead.confidence)
        found += CROSSING * max(crossing[place] if crossing else UNKNOWN, NOWHERE)
        if not bead.source or not bead.target:
            found += ALONE
        elif _is_of_several(bead):
            found += SEVERAL
        if len(bead.source) != len(bead.target):
            found += UNEQUAL
        if any(not each.source or not each.target or _is_of_several(each) for each in beside):
            found += BESIDE
        confidence = round(1 / (1 + math.exp(-found)), 4)
        reason = bead.reason or ("" if confidence >= SURE else "count")
        calibrated.append(replace(bead, confidence=confidence, reason=reason))
    return calibrated


def _is_of_several(bead: Bead) -> bool:
    return len(bead.source) > 1 and len(bead.target) > 1


def _log_odds(chance: float) -> float:
    least = 1 / (1 + math.exp(MOST))
    bounded = min(max(chance, least), 1 - least)
    return math.log(bounded / (1 - bounded))
