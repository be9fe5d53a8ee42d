"""Second thoughts on the best way: passages in another order, and why a bead is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from documents.alignment.beads import Bead

Array = NDArray[np.float64]

SURE = 0.9  # beads under it are shown as uncertain
CROSSED = 0.4  # the most that a bead is believed whose passage is answered better elsewhere
ELSEWHERE = 3.0  # how much better, in units of the score


def with_doubts(beads: Sequence[Bead], pairing: Array, off: Array, shared: Array) -> list[Bead]:
    """Lower what a crossing contradicts and give every unsure bead its reason.

    ``pairing[i, j]`` is how well two single passages pair, as log odds against neither having an
    answer; ``off`` how far their lengths differ, ``shared`` the part of it that tokens speak.
    """
    if not pairing.size:
        return list(beads)
    return [_doubted(bead, pairing, off, shared) for bead in beads]


def _doubted(bead: Bead, pairing: Array, off: Array, shared: Array) -> Bead:
    if _answered_elsewhere(bead, pairing):
        return replace(bead, confidence=min(bead.confidence, CROSSED), reason="order")
    if bead.confidence >= SURE:
        return bead
    if not bead.source or not bead.target:
        return replace(bead, reason="no shared words")
    rows, columns = list(bead.source), list(bead.target)
    if shared[np.ix_(rows, columns)].max() <= 0:
        return replace(bead, reason="no shared words")
    if len(rows) == len(columns) == 1 and abs(off[rows[0], columns[0]]) > 0.5:
        return replace(bead, reason="length")
    return replace(bead, reason="count")


def _answered_elsewhere(bead: Bead, pairing: Array) -> bool:
    """Whether some passage of the bead is answered far better by one outside it and its way."""
    rows, columns = list(bead.source), list(bead.target)
    inside = float(pairing[np.ix_(rows, columns)].max()) if rows and columns else 0.0
    for i in rows:
        line = np.delete(pairing[i], columns) if columns else pairing[i]
        if line.size and float(line.max()) > max(inside, 0.0) + ELSEWHERE:
            return True
    for j in columns:
        line = np.delete(pairing[:, j], rows) if rows else pairing[:, j]
        if line.size and float(line.max()) > max(inside, 0.0) + ELSEWHERE:
            return True
    return False
