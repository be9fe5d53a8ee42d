"""A second pass that learns from the text itself: tokens that keep matching in its surest beads.

A second pass in the manner of Moore (2002) and hunalign (Varga et al. 2005), within one text: its
names and terms stand in no dictionary. A pair must be met at least twice, and each meeting is
weighed by the others only, so that a chance pairing cannot confirm itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from documents.alignment.beads import Bead
from documents.alignment.evidence import Floats, Side, background, shared_ratios
from documents.alignment.lexicon import Lexicon
from documents.alignment.weights import Weights

SURE = 0.8  # beads that are learnt from
LEAST_BEADS = 8
FAITHFUL = 0.6  # of either token's beads that have the other
MARK = 3  # kind of token that is not learnt
SCALE, CAP = 0.1, 100.0  # kept small: what is learnt supports the dictionary, never outweighs it


def learn(
    beads: Sequence[Bead],
    source: Side,
    target: Side,
    lexicon: Lexicon | None,
    extra: dict[str, dict[str, float]],
    weights: Weights,
) -> dict[str, dict[str, float]]:
    """Learn r(e, z) by source token and target token, for pairs without other evidence."""
    sure = [b for b in beads if b.source and b.target and b.confidence >= SURE]
    if len(sure) < LEAST_BEADS:
        return {}
    ours, our_types = _presence(source, [b.source for b in sure])
    theirs, their_types = _presence(target, [b.target for b in sure])
    together = theirs.T @ ours
    often = np.maximum(theirs.sum(axis=0)[:, None], ours.sum(axis=0)[None, :])
    rows, columns = np.nonzero((together >= 2) & (together >= FAITHFUL * often))
    ratios = shared_ratios(source, target, lexicon, extra, weights.chances)
    known = set(zip(ratios.target.tolist(), ratios.source.tolist(), strict=True))
    shares = background(target, lexicon)
    learnt: dict[str, dict[str, float]] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        e, z = int(their_types[row]), int(our_types[column])
        if (e, z) in known:
            continue
        chance = float((together[row, column] - 1) / often[row, column])
        ratio = min(SCALE * chance / max(float(shares[e]), 1e-4), CAP)
        learnt.setdefault(source.types[z], {})[target.types[e]] = ratio
    return learnt


def _presence(side: Side, groups: Sequence[tuple[int, ...]]) -> tuple[Floats, NDArray[np.intp]]:
    """The occurrence of tokens in beads, for tokens in several beads, and those tokens."""
    present = np.array([side.counts[list(group)].any(axis=0) for group in groups], np.float32)
    kept = np.flatnonzero((present.sum(axis=0) >= 2) & (side.kinds != MARK))
    return present[:, kept], kept
