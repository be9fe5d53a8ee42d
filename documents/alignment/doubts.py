"""Marks uncertain beads with the reason, and finds passages that stand in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from documents.alignment.beads import Bead

Array = NDArray[np.float64]

SURE = 0.9  # beads under it are shown as uncertain
CROSSED = 0.4  # the most that a bead is believed whose passage is answered better elsewhere
OPENING = 0.85  # the most that a pair of first lines is believed for which no token speaks
ELSEWHERE = 2.0  # how much better both must be answered, in units of the score


def with_doubts(beads: Sequence[Bead], pairing: Array, off: Array, shared: Array) -> list[Bead]:
    """Lower the confidence of beads that a crossing contradicts; give unsure ones a reason.

    ``pairing[i, j]`` is how well two single passages pair, as log odds against neither having an
    answer; ``off`` how far their lengths differ, ``shared`` the part of it that tokens speak.
    """
    if not pairing.size:
        return list(beads)
    crossed_rows, crossed_columns = _crossed(beads, pairing)
    doubted = []
    for bead in beads:
        if crossed_rows[list(bead.source)].any() or crossed_columns[list(bead.target)].any():
            confidence = min(bead.confidence, CROSSED)
            doubted.append(replace(bead, confidence=confidence, reason="order"))
        elif _is_bare_opening(bead, shared):
            confidence = min(bead.confidence, OPENING)
            doubted.append(replace(bead, confidence=confidence, reason="no shared words"))
        else:
            doubted.append(_with_reason(bead, off, shared))
    return doubted


def _is_bare_opening(bead: Bead, shared: Array) -> bool:
    """Whether a pair with which a text begins has no token for it.

    A headline that only one text has stands there, and takes the first line for its counterpart.
    """
    if len(bead.source) != 1 or len(bead.target) != 1:
        return False
    row, column = bead.source[0], bead.target[0]
    return (not row or not column) and bool(shared[row, column] < 0)


def _with_reason(bead: Bead, off: Array, shared: Array) -> Bead:
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


def _crossed(beads: Sequence[Bead], pairing: Array) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Passages of either text that would match each other far better than the beads have it.

    Both must gain: a paragraph left out may resemble one that has its own translation.
    """
    ours, theirs = np.zeros(pairing.shape[0]), np.zeros(pairing.shape[1])
    for bead in beads:
        if bead.source and bead.target:
            inside = pairing[np.ix_(bead.source, bead.target)]
            ours[list(bead.source)] = np.maximum(inside.max(axis=1), 0.0)
            theirs[list(bead.target)] = np.maximum(inside.max(axis=0), 0.0)
    crossed = (pairing > ours[:, None] + ELSEWHERE) & (pairing > theirs[None, :] + ELSEWHERE)
    for bead in beads:
        crossed[np.ix_(bead.source, bead.target)] = False
    return np.logical_or.reduce(crossed, axis=1), np.logical_or.reduce(crossed, axis=0)
