"""The feature tables of beads: one number for each thing that speaks for or against a bead.

Lengths after Gale & Church (1993); seams and weak parts are cues against merging by length alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents.alignment.evidence import Chances, Ratios, Side, judge, runs
from documents.alignment.programme import Shape

Array = NDArray[np.float64]

# Where the weights of features stand, after seven of tokens; `tools.feature_tables` names all.
LENGTH, LENGTH_SQUARED, WEAKEST, AGAINST, OPEN, QUOTED, LAST, SENTENCES, SHORT, PARTNER = range(
    7, 17
)
# Which kinds of token (word, number, name, mark) the first seven features count.
TARGET_KINDS = np.eye(4, dtype=np.float32)
SOURCE_KINDS = np.array([[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float32)
SCALE = 0.1  # of the evidence of tokens
AGAINST_BELOW = -0.1  # a merge's part that is explained less speaks against it
FREE_LEAST, FREE_MOST = -3.0, -0.3  # between which the mean token speaks for a free translation
NULLS: tuple[Shape, ...] = ((1, 0), (0, 1))


class Beads:
    """What is known of every bead. Beads of all shapes share one matrix: source runs x target runs.

    A run is one passage or several side by side; those of one passage come first, then of two.
    """

    def __init__(
        self,
        source: Side,
        target: Side,
        shapes: Iterable[Shape],
        ratios: Ratios,
        chances: Chances,
        kinds: tuple[NDArray[np.float32], NDArray[np.float32]],
        drift: float | None,
    ) -> None:
        self.source, self.target = source, target
        self.n, self.m = len(source.sizes), len(target.sizes)
        self.shapes = sorted(
            {shape for shape in shapes if 0 < shape[0] <= self.n and 0 < shape[1] <= self.m}
        )
        self.drift = _drift(source, target) if drift is None else drift
        self._widest = (
            max((di for di, _ in self.shapes), default=0),
            max((dj for _, dj in self.shapes), default=0),
        )
        wide, long = self._widest
        if self.shapes:
            self.of_target = judge(target, source, ratios, (long, wide), chances, kinds[0])
            self.of_source = judge(source, target, ratios.turned(), (wide, long), chances, kinds[1])

    def evidence(self) -> Array:
        """What the tokens of both sides say of every bead, under the first weighting."""
        both = SCALE * (self.of_target.weighed[0].T + self.of_source.weighed[0])
        return np.asarray(both, np.float64)

    def cut(self, matrix: Array, shape: Shape) -> Array:
        """The beads of one shape, by where they begin."""
        di, dj = shape
        row = sum(self.n - width + 1 for width in range(1, di))
        column = sum(self.m - width + 1 for width in range(1, dj))
        return matrix[row : row + self.n - di + 1, column : column + self.m - dj + 1]

    def planes(self) -> Iterator[tuple[int, Array]]:
        """The features that every bead has, and the matrix of each."""
        wide, long = self._widest
        predicted = np.concatenate(runs(self.source.sizes, wide))[:, None] + 3.0
        actual = np.concatenate(runs(self.target.sizes, long))[None, :]
        off = np.log((actual + 6) / (predicted + 6)) - self.drift
        yield LENGTH, np.minimum(np.abs(off), 2.0)
        squared = off**2 * np.sqrt((actual + 1) * predicted) / 100
        yield LENGTH_SQUARED, np.minimum(squared, 6.0)
        ours, theirs = _last(self.source, wide), _last(self.target, long)
        telling = (ours >= 2)[:, None] | (theirs >= 2)[None, :]  # a question mark or a colon
        yield LAST, telling & (ours[:, None] != theirs[None, :])
        counts = np.log(np.concatenate(runs(self.source.sentences, wide)) + 0.5)
        others = np.log(np.concatenate(runs(self.target.sentences, long)) + 0.5)
        yield SENTENCES, np.abs(counts[:, None] - others[None, :])
        seams, other_seams = _seams(self.source, wide), _seams(self.target, long)
        yield OPEN, seams[0][:, None] + other_seams[0][None, :]
        yield QUOTED, seams[1][:, None] + other_seams[1][None, :]

    def weakest(self, shape: Shape) -> Array:
        """How far the weakest part of a merge is explained by the other side, -1 to 2."""
        di, dj = shape
        rows, columns = self.n - di + 1, self.m - dj + 1
        by_source, by_target = self.of_source.by_token, self.of_target.by_token.T
        weakest = np.full((rows, columns), 9.0)
        if di > 1:
            for a in range(di):
                parts = [by_source[a : a + rows, b : b + columns] for b in range(dj)]
                weakest = np.minimum(weakest, np.maximum.reduce(parts))
        if dj > 1:
            for b in range(dj):
                parts = [by_target[a : a + rows, b : b + columns] for a in range(di)]
                weakest = np.minimum(weakest, np.maximum.reduce(parts))
        return np.asarray(np.clip(weakest, -1, 2), np.float64)

    def by_token(self) -> Array:
        """How far the mean token of two single passages is explained, both ways: i x j."""
        both = self.of_source.by_token + self.of_target.by_token.T
        return np.asarray(both, np.float64)

    def free(self, shape: Shape, off: Array) -> Array:
        """What tells a free translation from passages that are no pair; one of them may be merged.

        A constant, how far lengths differ, the mean token; of a merge, that of its weakest part.
        The mean forgives what is left over in a long text, which a sum over tokens does not; what
        speaks for a literal one adds nothing.
        """
        rows, columns = off.shape
        tokens = self.by_token()
        parts = [tokens[a : a + rows, b : b + columns] for a, b in np.ndindex(shape)]
        token = np.clip(np.minimum.reduce(parts), FREE_LEAST, FREE_MOST)
        return np.stack([np.ones_like(off), off, token])

    def null(self, shape: Shape) -> tuple[Array, Array]:
        """Of passages left alone: whether they are short, and how well another would answer."""
        side = self.source if shape == (1, 0) else self.target
        partner = np.zeros(len(side.sizes))
        if self.shapes:
            partner = np.clip(self.by_token().max(axis=1 if shape == (1, 0) else 0), -1, 3)
        return np.log((side.sizes + 20) / 100), partner


@dataclass(frozen=True, slots=True)
class BeadScores:
    """The score of every bead, and what single passages say of each other."""

    scores: dict[Shape, Array]
    tokens: Array  # i x j: the part of the score that tokens speak
    off: Array  # i x j: how far the lengths differ


def score_beads(
    source: Side,
    target: Side,
    ratios: Ratios,
    priors: dict[Shape, float],
    weights: Sequence[float],
    chances: Chances,
    drift: float | None = None,
    free: tuple[Sequence[float], Sequence[float]] | None = None,
) -> BeadScores:
    """The linear score of every bead: what its features add up to, by their weights.

    ``free`` has the weights of `Beads.free`, of two passages and of merges: a second way in which
    they may be a pair.
    """
    beads = Beads(source, target, priors, ratios, chances, by_kind(weights), drift)
    scores: dict[Shape, Array] = {}
    tokens = lengths = np.zeros((beads.n, beads.m))
    if beads.shapes:
        total = beads.evidence()
        tokens = beads.cut(total, (1, 1)).copy()
        for feature, plane in beads.planes():
            if feature == LENGTH:
                lengths = plane
            if weights[feature]:
                total += weights[feature] * plane
    for shape in beads.shapes:
        scores[shape] = beads.cut(total, shape) + priors[shape]
        if shape != (1, 1) and (weights[WEAKEST] or weights[AGAINST]):
            weakest = beads.weakest(shape)
            scores[shape] += weights[WEAKEST] * weakest
            scores[shape] += weights[AGAINST] * (weakest < AGAINST_BELOW)
        if free is not None and min(shape) == 1:
            table = beads.free(shape, beads.cut(lengths, shape))
            loose = priors[shape] + np.tensordot(free[shape != (1, 1)], table, 1)
            scores[shape] = np.logaddexp(scores[shape], loose)
    for shape in NULLS:
        short, partner = beads.null(shape)
        alone = priors[shape] + weights[SHORT] * short + weights[PARTNER] * partner
        size = (beads.n + shape[1], beads.m + shape[0])
        scores[shape] = np.broadcast_to(alone[:, None] if shape[0] else alone, size)
    off = beads.cut(lengths, (1, 1)) if beads.shapes else lengths
    return BeadScores(scores, tokens, off)


def token_evidence(
    source: Side, target: Side, ratios: Ratios, weights: Sequence[float], chances: Chances
) -> Array:
    """The part of the score of every two single passages that tokens speak: i x j."""
    kinds = by_kind(weights)
    return Beads(source, target, [(1, 1)], ratios, chances, kinds, 0.0).evidence()


def by_kind(weights: Sequence[float]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights of the four kinds of token, in the target and in the source."""
    column = np.array(weights, np.float32)
    return column[None, :4] @ TARGET_KINDS, column[None, 4:7] @ SOURCE_KINDS


def _drift(source: Side, target: Side) -> float:
    """The log ratio of lengths of these texts, shrunk towards none in a short text."""
    count = min(len(source.sizes), len(target.sizes))
    ratio = float(np.log((target.sizes.sum() + 6) / (source.sizes.sum() + 9)))
    return ratio * count / (count + 4.0)


def _last(side: Side, widest: int) -> NDArray[np.int8]:
    """The mark that each run ends with."""
    return np.concatenate([side.last[width:] for width in range(widest)])


def _seams(side: Side, widest: int) -> tuple[Array, Array]:
    """Of each run, how many seams follow no full stop, and whether one is inside a quotation."""
    unfinished = runs((side.last[:-1] == 0).astype(np.float64), widest - 1)
    quoted = runs(side.quoted[:-1].astype(np.float64), widest - 1)
    single = np.zeros(len(side.last))
    if widest == 1:
        return single, single
    inside = np.minimum(np.concatenate([single, *quoted]), 1)
    return np.concatenate([single, *unfinished]), inside
