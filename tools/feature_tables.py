"""Tables of the features of every bead, which weights are fitted to.

The aligner adds the features up as it goes (`documents.alignment.features.score_beads`) and needs
no table; a test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from documents.alignment import features
from documents.alignment.evidence import Chances, Ratios, Side
from documents.alignment.features import Beads
from documents.alignment.programme import NOTHING, Shape

Array: TypeAlias = NDArray[np.float64]
Free: TypeAlias = tuple[dict[Shape, Array], tuple[Sequence[float], Sequence[float]]]

FEATURES = (
    "target words", "target numbers", "target names", "target marks",
    "source words", "source numbers", "source marks",
    "length", "length squared",
    "weakest part", "part against", "seam open", "seam quoted", "last mark", "sentences",
    "short null", "null's best partner",
)  # fmt: skip
FREE_FEATURES = ("constant", "length", "mean token")


def tabulate(
    source: Side,
    target: Side,
    shapes: Sequence[Shape],
    ratios: Ratios,
    chances: Chances,
    drift: float | None = None,
) -> dict[Shape, Array]:
    """Feature tables by shape: [feature, i, j] for the bead that begins at (i, j).

    ``drift`` is the log of the text's length ratio over the usual one, if it is known already.
    """
    kinds = (features.TARGET_KINDS, features.SOURCE_KINDS)
    beads = Beads(source, target, shapes, ratios, chances, kinds, drift)
    tables: dict[Shape, Array] = {}
    if beads.shapes:
        planes = dict(beads.planes())
        planes |= enumerate(features.SCALE * beads.of_target.weighed.transpose(0, 2, 1))
        planes |= enumerate(
            features.SCALE * beads.of_source.weighed, start=len(features.TARGET_KINDS)
        )
    for shape in beads.shapes:
        table = np.zeros((len(FEATURES), beads.n - shape[0] + 1, beads.m - shape[1] + 1))
        for feature, plane in planes.items():
            table[feature] = beads.cut(plane, shape)
        if shape != (1, 1):
            table[features.WEAKEST] = beads.weakest(shape)
            table[features.AGAINST] = table[features.WEAKEST] < features.AGAINST_BELOW
        tables[shape] = table
    for shape in features.NULLS:
        table = np.zeros((len(FEATURES), beads.n + shape[1], beads.m + shape[0]))
        short, partner = beads.null(shape)
        table[features.SHORT] = short[:, None] if shape[0] else short
        table[features.PARTNER] = partner[:, None] if shape[0] else partner
        tables[shape] = table
    return tables


def tabulate_free(
    source: Side,
    target: Side,
    shapes: Sequence[Shape],
    ratios: Ratios,
    chances: Chances,
    drift: float | None = None,
) -> dict[Shape, Array]:
    """The features of a free translation by shape, of passages and merges: [feature, i, j]."""
    kinds = (features.TARGET_KINDS, features.SOURCE_KINDS)
    beads = Beads(source, target, shapes, ratios, chances, kinds, drift)
    if not beads.shapes:
        return {}
    lengths = dict(beads.planes())[features.LENGTH]
    return {
        shape: beads.free(shape, beads.cut(lengths, shape))
        for shape in beads.shapes
        if min(shape) == 1
    }


def score(
    tables: dict[Shape, Array],
    priors: dict[Shape, float],
    weights: Sequence[float],
    free: Free | None = None,
) -> dict[Shape, Array]:
    """The score of every bead; shapes without a prior are left out.

    ``free`` has the tables of `tabulate_free` with the weights of two passages and of merges.
    """
    column = np.asarray(weights)
    scores = {
        shape: np.tensordot(column, table, 1) + priors.get(shape, NOTHING)
        for shape, table in tables.items()
    }
    if free is None:
        return scores
    for shape, table in free[0].items():
        loose = score_free(table, free[1][shape != (1, 1)], priors.get(shape, NOTHING))
        scores[shape] = np.logaddexp(scores[shape], loose)
    return scores


def score_free(table: Array, weights: Sequence[float], prior: float) -> Array:
    """The score of every bead of a shape as a free translation."""
    return np.asarray(np.tensordot(np.asarray(weights), table, 1) + prior, np.float64)
