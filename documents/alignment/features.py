"""The feature tables of beads: one number for each thing that speaks for or against a bead.

Lengths after Gale & Church (1993); seams and weak parts are cues against merging by length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents.alignment.evidence import Chances, Floats, Ratios, Side, by_kind, face, windows
from documents.alignment.programme import NOTHING, Shape

Array = NDArray[np.float64]

FEATURES = (
    "target words", "target numbers", "target names", "target marks",
    "source words", "source numbers", "source marks",
    "length", "length squared",
    "weakest part", "part against", "seam open", "seam quoted", "last mark", "sentences",
    "short null", "null's best partner",
)  # fmt: skip
TARGET_GROUPS = ((0,), (1,), (2,), (3,))
SOURCE_GROUPS = ((0, 2), (1,), (3,))
LENGTH, LENGTH_SQUARED, WEAKEST, AGAINST, OPEN, QUOTED, LAST, SENTENCES, SHORT, PARTNER = range(
    7, 17
)


@dataclass(frozen=True, slots=True)
class _Single:
    """Evidence between single passages, a token: i x j."""

    target: Floats
    source: Floats


def features(
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
    n, m = len(source.sizes), len(target.sizes)
    fitting = sorted({shape for shape in shapes if 0 < shape[0] <= n and 0 < shape[1] <= m})
    widths_i, widths_j = {di for di, _ in fitting}, {dj for _, dj in fitting}
    of_target = face(target, source, ratios, widths_j, widths_i, chances, TARGET_GROUPS)
    of_source = face(source, target, ratios.turned(), widths_i, widths_j, chances, SOURCE_GROUPS)
    drift = _drift(source, target) if drift is None else drift
    single: _Single | None = None
    tables: dict[Shape, Array] = {}
    for di, dj in fitting:  # (1, 1) comes first
        table = np.zeros((len(FEATURES), n - di + 1, m - dj + 1))
        by_target, tokens_t = by_kind(of_target, dj, di)
        by_source, tokens_s = by_kind(of_source, di, dj)
        table[0:4] = by_target.transpose(0, 2, 1)
        table[4:7] = by_source
        if single is None:
            single = _Single(
                table[0:3].sum(axis=0) / (tokens_t[None, :] + 3),
                table[4:6].sum(axis=0) / (tokens_s[:, None] + 3),
            )
        table[0:7] *= 0.1
        _length_features(table, windows(source.sizes, di), windows(target.sizes, dj), drift)
        _end_features(table, source, target, di, dj)
        if (di, dj) != (1, 1):
            _part_features(table, single, di, dj)
        tables[di, dj] = table
    tables[1, 0], tables[0, 1] = _null_features(source, target, single)
    return tables


def score(
    tables: dict[Shape, Array], priors: dict[Shape, float], weights: Sequence[float]
) -> dict[Shape, Array]:
    """The linear score of every bead; shapes without a prior are left out."""
    column = np.asarray(weights)
    return {
        shape: np.tensordot(column, table, 1) + priors.get(shape, NOTHING)
        for shape, table in tables.items()
    }


def _drift(source: Side, target: Side) -> float:
    """The log ratio of lengths of these texts, shrunk towards none in a short text."""
    count = min(len(source.sizes), len(target.sizes))
    ratio = float(np.log((target.sizes.sum() + 6) / (source.sizes.sum() + 9)))
    return ratio * count / (count + 4.0)


def _length_features(table: Array, ours: Array, theirs: Array, drift: float) -> None:
    predicted, actual = ours[:, None] + 3.0, theirs[None, :]
    off = np.log((actual + 6) / (predicted + 6)) - drift
    table[LENGTH] = np.minimum(np.abs(off), 2.0)
    table[LENGTH_SQUARED] = np.minimum(off**2 * np.sqrt((actual + 1) * predicted) / 100, 6.0)


def _end_features(table: Array, source: Side, target: Side, di: int, dj: int) -> None:
    """Features of how passages end: last marks, numbers of sentences, seams inside a merge."""
    ours, theirs = source.last[di - 1 :], target.last[dj - 1 :]
    telling = (ours >= 2)[:, None] | (theirs >= 2)[None, :]  # a question mark or a colon
    table[LAST] = telling & (ours[:, None] != theirs[None, :])
    table[SENTENCES] = np.abs(
        np.log(windows(source.sentences, di) + 0.5)[:, None]
        - np.log(windows(target.sentences, dj) + 0.5)[None, :]
    )
    if di > 1:
        table[OPEN] += windows(source.last[:-1] == 0, di - 1)[:, None]
        table[QUOTED] += (windows(source.quoted[:-1], di - 1) > 0)[:, None]
    if dj > 1:
        table[OPEN] += windows(target.last[:-1] == 0, dj - 1)[None, :]
        table[QUOTED] += (windows(target.quoted[:-1], dj - 1) > 0)[None, :]


def _part_features(table: Array, single: _Single, di: int, dj: int) -> None:
    """Features of a merge's weakest part: how far the other side explains it."""
    rows, columns = table.shape[1:]
    weakest = np.full((rows, columns), 9.0)
    if di > 1:
        for a in range(di):
            parts = [single.source[a : a + rows, b : b + columns] for b in range(dj)]
            weakest = np.minimum(weakest, np.maximum.reduce(parts))
    if dj > 1:
        for b in range(dj):
            parts = [single.target[a : a + rows, b : b + columns] for a in range(di)]
            weakest = np.minimum(weakest, np.maximum.reduce(parts))
    table[WEAKEST] = np.clip(weakest, -1, 2)
    table[AGAINST] = weakest < -0.1


def _null_features(source: Side, target: Side, single: _Single | None) -> tuple[Array, Array]:
    n, m = len(source.sizes), len(target.sizes)
    drop, insert = np.zeros((len(FEATURES), n, m + 1)), np.zeros((len(FEATURES), n + 1, m))
    drop[SHORT] = np.log((source.sizes + 20) / 100)[:, None]
    insert[SHORT] = np.log((target.sizes + 20) / 100)[None, :]
    if single is not None:
        both = single.source + single.target
        drop[PARTNER] = np.clip(both.max(axis=1), -1, 3)[:, None]
        insert[PARTNER] = np.clip(both.max(axis=0), -1, 3)[None, :]
    return drop, insert
