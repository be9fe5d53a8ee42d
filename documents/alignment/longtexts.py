"""Cuts long texts into stretches, so that work grows with length and not with its square.

A coarse pass over single paragraphs finds the way; the exact programme then works between points
that the coarse one is surest to pass (two passes, as Moore 2002).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from documents.alignment.evidence import Floats, Side, gather, shared_ratios, support
from documents.alignment.lexicon import Lexicon
from documents.alignment.programme import Shape, best_way, sum_lattice
from documents.alignment.tokens import PassageTokens
from documents.alignment.weights import Weights

LONG = 10_000  # cells of the lattice, above which a text is cut
SHORTEST, FARTHEST = 25, 60  # passages of a stretch, on the side that has more
TELLING = 100.0  # least ratio of a pair of tokens in the coarse pass

Point = tuple[int, int]


def stretches(
    source: Sequence[PassageTokens],
    target: Sequence[PassageTokens],
    lexicon: Lexicon | None,
    extra: dict[str, dict[str, float]],
    weights: Weights,
) -> tuple[list[Point], float | None]:
    """The points at which to cut, from (0, 0) to the end, and the log length ratio.

    The ratio is the median over passages the coarse pass pairs, since a stretch may lack half of
    one side; None for a text that is not cut, which finds its own.
    """
    n, m = len(source), len(target)
    if n * m <= LONG:
        return [(0, 0), (n, m)], None
    left, right = gather(source), gather(target)
    scores = _coarse_scores(left, right, lexicon, extra, weights)
    lattice = sum_lattice(scores, n, m)
    passing = lattice.forward + lattice.backward - lattice.total
    steps = best_way(scores, n, m)
    way = [(i, j) for i, j, _ in steps] + [(n, m)]
    ratios = [
        float(np.log((right.sizes[j] + 6) / (left.sizes[i] + 9)))
        for i, j, shape in steps
        if shape == (1, 1)
    ]
    drift = float(np.median(ratios)) if ratios else None
    cuts: list[Point] = [(0, 0)]
    while True:
        i, j = cuts[-1]
        ahead = [point for point in way if SHORTEST <= max(point[0] - i, point[1] - j) <= FARTHEST]
        if not ahead or max(n - i, m - j) <= FARTHEST:
            return [*cuts, (n, m)], drift
        cuts.append(max(ahead, key=lambda point: (round(float(passing[point]), 6), -sum(point))))


def _coarse_scores(
    source: Side,
    target: Side,
    lexicon: Lexicon | None,
    extra: dict[str, dict[str, float]],
    weights: Weights,
) -> dict[Shape, NDArray[np.float64]]:
    """Scores of single, dropped, inserted and merged passages by shared tokens and length."""
    ratios = shared_ratios(source, target, lexicon, extra, weights.chances)
    linked, telling = support(source.counts, ratios.above(TELLING))
    answered = np.zeros((len(source.sizes), len(target.types)), np.float32)
    answered[:, linked] = telling
    mass = source.counts.sum(axis=1, keepdims=True) + weights.chances.padding
    unanswered, cap = weights.chances.unanswered, weights.chances.cap
    gain: Floats = np.log(unanswered + (1 - unanswered) * np.minimum(cap, answered / mass))
    shared = (np.sqrt(target.counts) @ gain.T).T * 0.3
    drift = np.log((target.sizes.sum() + 6) / (source.sizes.sum() + 9))
    scores: dict[Shape, NDArray[np.float64]] = {
        (1, 0): np.full((len(source.sizes), len(target.sizes) + 1), weights.priors[1, 0]),
        (0, 1): np.full((len(source.sizes) + 1, len(target.sizes)), weights.priors[0, 1]),
    }
    off = np.log((target.sizes[None, :] + 6) / (source.sizes[:, None] + 9)) - drift
    scores[1, 1] = weights.priors[1, 1] + shared - 3 * np.minimum(np.abs(off), 2)
    scores[2, 1] = weights.priors[2, 1] + np.maximum(shared[1:], shared[:-1]) - 1.0
    scores[1, 2] = weights.priors[1, 2] + shared[:, 1:] + shared[:, :-1] - 1.0
    return scores
