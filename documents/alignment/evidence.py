"""What speaks for each bead: shared words, numbers, names and marks, lengths, seams.

IBM model 1 against a background of chance, both ways (Brown et al. 1993; as a cue in alignment:
Moore 2002, Braune & Fraser 2010): a token explained by the other side scores, one left over costs.
It is a sum over tokens, so beads of every shape compare without normalising.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents.alignment import names
from documents.alignment.lexicon import Lexicon
from documents.alignment.programme import NOTHING, Shape
from documents.alignment.tokens import Passage, token_share

Floats = NDArray[np.float32]

CAP = 500.0  # of a token's averaged ratio
RATIO_CAP = 3000.0
FEATURES = (
    "target words", "target numbers", "target names", "target marks",
    "source words", "source numbers", "source marks",
    "length", "length squared",
    "target mean", "source mean", "target cover", "source cover",
    "weakest part", "part against", "seam open", "seam quote", "last mark", "sentences",
    "short null", "null partner",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one text as arrays."""

    types: list[str]
    counts: Floats  # passages x types
    kinds: NDArray[np.int8]  # 0 word, 1 number or Latin, 2 name, 3 mark
    sizes: NDArray[np.float64]
    sentences: NDArray[np.float64]
    passages: Sequence[Passage]


def gather(passages: Sequence[Passage]) -> Side:
    """Number the token types of a text and count them by passage."""
    index: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    capitals: set[str] = set()
    foreign: set[str] = set()
    for place, passage in enumerate(passages):
        capitals |= passage.capitals
        foreign |= passage.foreign
        for token, count in passage.counts.items():
            rows.append(place)
            columns.append(index.setdefault(token, len(index)))
            values.append(count)
    counts = np.zeros((len(passages), len(index)), np.float32)
    counts[rows, columns] = values
    kinds = [
        3 if token[1:2] == ":" and token[0] == "P"
        else 1 if token[1:2] == ":" or token in foreign
        else 2 if token in capitals
        else 0
        for token in index
    ]  # fmt: skip
    return Side(
        list(index),
        counts,
        np.array(kinds, np.int8),
        np.array([p.size for p in passages], np.float64),
        np.array([p.sentences for p in passages], np.float64),
        passages,
    )


def share_names(
    source: Sequence[Passage], target: Sequence[Passage], lexicon: Lexicon
) -> dict[str, dict[str, float]]:
    """Names of the English that stand in the Chinese as sounds, added to it as tokens.

    Returns r by added token and by the English token it answers.
    """
    surfaces = {token: word for passage in target for token, word in passage.surface.items()}
    if not surfaces:
        return {}
    readings = lexicon.readings
    spelled = [
        " " + " ".join([readings.get(c, c) if c != " " else "|" for c in passage.han]) + " "
        for passage in source
    ]
    sounds = [
        "|".join(
            [
                "".join([names.syllable_classes(readings.get(c, "")) for c in run])
                for run in passage.loose
            ]
        )
        for passage in source
    ]
    ratios: dict[str, dict[str, float]] = {}
    for token, word in surfaces.items():
        syllables = names.pinyin(word)
        if syllables:
            needle = " " + " ".join(syllables) + " "
            weight = 0.35 / (1e-4 if len(syllables) > 1 else 1e-3)
            where = [place for place, line in enumerate(spelled) if needle in line]
        else:
            classes = names.consonants(word)
            if len(classes) < 3:
                continue
            weight = (150.0, 800.0, 2000.0)[min(len(classes), 5) - 3]
            where = [place for place, line in enumerate(sounds) if classes in line]
        if where and len(where) <= max(3, len(source) // 2):
            added = f"S:{token}"
            ratios[added] = {token: weight}
            for place in where:
                source[place].add(added)
    return ratios


def ratio_matrix(
    source: Side, target: Side, lexicon: Lexicon | None, extra: dict[str, dict[str, float]]
) -> tuple[Floats, Floats]:
    """r(e, z) against the background of each side: (target types x source types, its transpose)."""
    background = _background(target, lexicon)
    chances = np.zeros((len(target.types), len(source.types)), np.float32)
    place_of = {token: place for place, token in enumerate(target.types)}
    if lexicon is not None:
        _fill_from_lexicon(chances, source, target, lexicon)
    ratios = np.minimum(0.6 * chances / background[:, None], RATIO_CAP)
    for column, token in enumerate(source.types):
        row = place_of.get(token)
        if row is not None:
            ratios[row, column] = max(ratios[row, column], min(0.7 / background[row], RATIO_CAP))
        for answer, weight in extra.get(token, {}).items():
            ratios[place_of[answer], column] = weight
    return ratios, ratios.T


def _background(side: Side, lexicon: Lexicon | None) -> Floats:
    shares = np.array(
        [
            float(lexicon.shares[lexicon.stems[token]])
            if lexicon is not None and token in lexicon.stems
            else token_share(token)
            for token in side.types
        ],
        np.float32,
    )
    return np.maximum(shares, 2e-5)


def _fill_from_lexicon(chances: Floats, source: Side, target: Side, lexicon: Lexicon) -> None:
    local = np.full(len(lexicon.stems), -1, np.int32)
    for row, token in enumerate(target.types):
        column = lexicon.stems.get(token)
        if column is not None:
            local[column] = row
    held = [
        (column, lexicon.words[token])
        for column, token in enumerate(source.types)
        if token in lexicon.words
    ]
    if not held:
        return
    columns, words = np.array(held).T
    starts, ends = lexicon.starts[words], lexicon.starts[words + 1]
    lengths = ends - starts
    offsets = np.repeat(
        starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths
    ) + np.arange(lengths.sum())
    rows = local[lexicon.columns[offsets]]
    known = rows >= 0
    chances[rows[known], np.repeat(columns, lengths)[known]] = lexicon.chances[offsets[known]]


def _windows(table: NDArray[np.floating], width: int) -> NDArray[np.floating]:
    """Sums over every run of ``width`` rows."""
    if width == 1:
        return table
    sums = np.concatenate([np.zeros((1, *table.shape[1:]), table.dtype), np.cumsum(table, axis=0)])
    return np.asarray(sums[width:] - sums[:-width])


@dataclass(frozen=True, slots=True)
class _Facing:
    """One side's tokens judged by the other: per width of the judge, log evidence of each type."""

    gain: dict[int, Floats]  # width of the judging window -> windows x types
    roots: dict[int, Floats]  # width of the judged window -> windows x types, √count
    kinds: list[NDArray[np.bool_]]


def _face(judged: Side, judge: Side, ratios: Floats, own: set[int], other: set[int]) -> _Facing:
    support = judge.counts @ ratios.T  # judge passages x judged types
    mass = judge.counts.sum(axis=1, keepdims=True) + 2.0
    gain = {
        width: np.log(
            0.4 + 0.6 * np.minimum(CAP, _windows(support, width) / _windows(mass, width))
        ).astype(np.float32)
        for width in other
    }
    roots = {width: np.sqrt(_windows(judged.counts, width)).astype(np.float32) for width in own}
    return _Facing(gain, roots, [judged.kinds == kind for kind in range(4)])


def _by_kind(
    facing: _Facing, own: int, other: int, groups: Sequence[Sequence[int]]
) -> tuple[list[Floats], Floats, Floats]:
    """Evidence by group of kinds, tokens counted, covered: judged x judging windows."""
    roots, gain = facing.roots[own], facing.gain[other]
    words = ~facing.kinds[3]
    stacked = np.concatenate(
        [roots * np.logical_or.reduce([facing.kinds[kind] for kind in group]) for group in groups]
    )
    summed = (stacked @ gain.T).reshape(len(groups), len(roots), len(gain))
    content = roots * words
    covered = content @ (gain > 0.7).T.astype(np.float32)
    return list(summed), content.sum(axis=1), covered


TARGET_GROUPS = ((0,), (1,), (2,), (3,))
SOURCE_GROUPS = ((0, 2), (1,), (3,))


def features(
    source: Side, target: Side, shapes: Sequence[Shape], ratios: tuple[Floats, Floats]
) -> dict[Shape, NDArray[np.float64]]:
    """Feature tables by shape: [feature, i, j] for the bead that begins at (i, j)."""
    n, m = len(source.passages), len(target.passages)
    widths_i = {di for di, _ in shapes if 0 < di <= n} | {1}
    widths_j = {dj for _, dj in shapes if 0 < dj <= m} | {1}
    of_target = _face(target, source, ratios[0], widths_j, widths_i)
    of_source = _face(source, target, ratios[1], widths_i, widths_j)
    source_size = {w: _windows(source.sizes, w) for w in widths_i}
    target_size = {w: _windows(target.sizes, w) for w in widths_j}
    drift = np.log((target.sizes.sum() + 6) / (source.sizes.sum() + 9))
    count = min(n, m)
    drift *= count / (count + 4.0)
    ends = (
        [(p.last, p.open_quotes) for p in source.passages],
        [(p.last, p.open_quotes) for p in target.passages],
    )
    tables: dict[Shape, NDArray[np.float64]] = {}
    single: dict[Shape, tuple[Floats, Floats]] = {}
    for di, dj in sorted(shapes, key=lambda shape: (shape != (1, 1), shape)):
        if di > n or dj > m or not (di and dj):
            continue
        table = np.zeros((len(FEATURES), n - di + 1, m - dj + 1))
        by_target, tokens_t, cover_t = _by_kind(of_target, dj, di, TARGET_GROUPS)
        by_source, tokens_s, cover_s = _by_kind(of_source, di, dj, SOURCE_GROUPS)
        table[0:4] = np.transpose(by_target, (0, 2, 1))
        table[4:7] = by_source
        table[0:7] *= 0.1
        predicted, actual = source_size[di][:, None] + 3.0, target_size[dj][None, :]
        off = np.log((actual + 6) / (predicted + 6)) - drift
        table[7] = np.minimum(np.abs(off), 2.0)
        table[8] = np.minimum(off**2 * np.sqrt((actual + 1) * predicted) / 100, 6.0)
        sum_t = (by_target[0] + by_target[1] + by_target[2]).T
        sum_s = by_source[0] + by_source[1]
        mean_t = sum_t / (tokens_t[None, :] + 3)
        mean_s = sum_s / (tokens_s[:, None] + 3)
        table[9], table[10] = mean_t, mean_s
        table[11] = cover_t.T / (tokens_t[None, :] + 2)
        table[12] = cover_s / (tokens_s[:, None] + 2)
        if (di, dj) == (1, 1):
            single[1, 1] = mean_t, mean_s
        else:
            _part_features(table, single[1, 1], di, dj)
            _seam_features(table, ends, di, dj)
        last_s = np.array([ends[0][k + di - 1][0] for k in range(n - di + 1)])
        last_t = np.array([ends[1][k + dj - 1][0] for k in range(m - dj + 1)])
        odd_s, odd_t = np.isin(last_s, ["?", ":"]), np.isin(last_t, ["?", ":"])
        table[17] = (odd_s[:, None] | odd_t[None, :]) & (last_s[:, None] != last_t[None, :])
        table[18] = np.abs(
            np.log(
                (_windows(source.sentences, di)[:, None] + 0.5)
                / (_windows(target.sentences, dj)[None, :] + 0.5)
            )
        )
        tables[di, dj] = table
    drop = np.zeros((len(FEATURES), n, m + 1))
    insert = np.zeros((len(FEATURES), n + 1, m))
    drop[19] = np.log((source.sizes + 20) / 100)[:, None]
    insert[19] = np.log((target.sizes + 20) / 100)[None, :]
    if n and m:
        mean_t, mean_s = single[1, 1]
        drop[20] = np.clip((mean_s + mean_t).max(axis=1), -1, 3)[:, None]
        insert[20] = np.clip((mean_s + mean_t).max(axis=0), -1, 3)[None, :]
    tables[1, 0], tables[0, 1] = drop, insert
    return tables


def _part_features(
    table: NDArray[np.float64], single: tuple[Floats, Floats], di: int, dj: int
) -> None:
    """How far the weakest part of a merge is explained by the other side."""
    rows, columns = table.shape[1:]
    mean_t, mean_s = single
    weakest = np.full((rows, columns), 9.0)
    if di > 1:  # every source part against the best of the target's
        for a in range(di):
            best = np.max([mean_s[a : a + rows, b : b + columns] for b in range(dj)], axis=0)
            weakest = np.minimum(weakest, best)
    if dj > 1:
        for b in range(dj):
            best = np.max([mean_t[a : a + rows, b : b + columns] for a in range(di)], axis=0)
            weakest = np.minimum(weakest, best)
    table[13] = np.clip(weakest, -1, 2)
    table[14] = weakest < -0.1


def _seam_features(
    table: NDArray[np.float64],
    ends: tuple[list[tuple[str, int]], list[tuple[str, int]]],
    di: int,
    dj: int,
) -> None:
    """Whether the merged passages hang together: an unfinished sentence, a quotation left open."""
    for axis, width in ((0, di), (1, dj)):
        if width < 2:
            continue
        length = table.shape[1 + axis]
        unfinished = np.array(
            [sum(e[0] in {"", ","} for e in ends[axis][k : k + width - 1]) for k in range(length)]
        )
        quoted = np.array(
            [any(e[1] > 0 for e in ends[axis][k : k + width - 1]) for k in range(length)]
        )
        table[15] += np.expand_dims(unfinished, 1 - axis)
        table[16] += np.expand_dims(quoted, 1 - axis)


def score(
    tables: dict[Shape, NDArray[np.float64]], priors: dict[Shape, float], weights: Sequence[float]
) -> dict[Shape, NDArray[np.float64]]:
    """The linear score of every bead; shapes without a prior are left out."""
    return {
        shape: np.tensordot(np.asarray(weights), table, 1) + priors.get(shape, NOTHING)
        for shape, table in tables.items()
    }
