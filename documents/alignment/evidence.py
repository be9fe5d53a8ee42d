"""The evidence for each bead: shared words, numbers, names and marks, lengths, seams.

IBM model 1 against a background of chance, both ways (Brown et al. 1993; as a cue in alignment:
Moore 2002, Braune & Fraser 2010): a token explained by the other side scores, one left over costs.
It is a sum over tokens, so beads of every shape compare without normalising.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from documents.alignment.lexicon import Lexicon
from documents.alignment.tokens import PassageTokens, token_share

Floats = NDArray[np.float32]

FLOOR = 2e-5  # the least share of running text a token is given


_LAST = {"": 0, ",": 0, ".": 1, "!": 1, ";": 1, "?": 2, ":": 3}


@dataclass(frozen=True, slots=True)
class Chances:
    """Parameters by which a token's answer is weighed against chance."""

    unanswered: float  # chance of a token that it has no answer though the passages correspond
    padding: float  # tokens that every passage is taken to have beyond its own
    cap: float  # of a token's averaged ratio
    ratio_cap: float  # of the ratio of one pair of tokens


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one text as arrays."""

    types: list[str]
    counts: Floats  # passages x types
    kinds: NDArray[np.int8]  # 0 word, 1 number or Latin, 2 name, 3 mark
    sizes: NDArray[np.float64]
    sentences: NDArray[np.float64]
    last: NDArray[np.int8]  # how each passage ends: 0 unfinished, 1 full stop, 2 and more `_LAST`
    quoted: NDArray[np.int8]  # 1 where a quotation stays open at the end


def gather(passages: Sequence[PassageTokens]) -> Side:
    """Number the token types of a text and count them by passage."""
    index: dict[str, int] = {}
    columns: list[int] = []
    values: list[int] = []
    capitals: set[str] = set()
    foreign: set[str] = set()
    for passage in passages:
        capitals |= passage.capitals
        foreign |= passage.foreign
        columns += [index.setdefault(token, len(index)) for token in passage.counts]
        values += passage.counts.values()
    rows = np.repeat(np.arange(len(passages)), [len(passage.counts) for passage in passages])
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
        np.array([_LAST[p.last] for p in passages], np.int8),
        np.array([p.open_quotes > 0 for p in passages], np.int8),
    )


@dataclass(frozen=True, slots=True)
class Ratios:
    """Likelihood ratios r(e, z): how much likelier than chance e is where z stands; sparse."""

    target: NDArray[np.intp]
    source: NDArray[np.intp]
    values: Floats

    def turned(self) -> Ratios:
        """The same ratios from the other side."""
        return Ratios(self.source, self.target, self.values)

    def above(self, least: float) -> Ratios:
        """The ratios above a threshold: a coarse pass needs no others."""
        kept = self.values >= least
        return Ratios(self.target[kept], self.source[kept], self.values[kept])


def shared_ratios(
    source: Side,
    target: Side,
    lexicon: Lexicon | None,
    extra: dict[str, dict[str, float]],
    chances: Chances,
) -> Ratios:
    """The ratios of token types that match: by dictionary, by sound, or by being equal."""
    expected = background(target, lexicon)
    place_of = {token: place for place, token in enumerate(target.types)}
    pairs: list[tuple[int, int, float]] = []
    for column, token in enumerate(source.types):
        row = place_of.get(token)
        if row is not None:
            pairs.append((row, column, 0.7 / float(expected[row])))
        for answer, weight in extra.get(token, {}).items():
            if answer in place_of:
                pairs.append((place_of[answer], column, weight))
    rows = np.array([row for row, _, _ in pairs], np.intp)
    columns = np.array([column for _, column, _ in pairs], np.intp)
    values = np.array([value for _, _, value in pairs], np.float32)
    if lexicon is not None:
        known_rows, known_columns, chance = _from_lexicon(source, place_of, lexicon)
        rows = np.concatenate([rows, known_rows])
        columns = np.concatenate([columns, known_columns])
        values = np.concatenate([values, 0.6 * chance / expected[known_rows]])
    return Ratios(rows, columns, np.minimum(values, chances.ratio_cap))


def background(side: Side, lexicon: Lexicon | None) -> Floats:
    """The background probability p(e) of each token type: its share of running text."""
    shares = [token_share(token) for token in side.types]
    if lexicon is not None:
        for place, token in enumerate(side.types):
            column = lexicon.stems.get(token)
            if column is not None:
                shares[place] = float(lexicon.shares[column])
    return np.maximum(np.array(shares, np.float32), FLOOR)


def _from_lexicon(
    source: Side, place_of: dict[str, int], lexicon: Lexicon
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    local = np.full(len(lexicon.stems), -1, np.intp)
    for token, row in place_of.items():
        column = lexicon.stems.get(token)
        if column is not None:
            local[column] = row
    held = [
        (place, word)
        for place, token in enumerate(source.types)
        if (word := lexicon.words.get(token)) is not None
    ]
    places, words = np.array(held, np.intp).reshape(-1, 2).T
    starts = lexicon.starts[words]
    lengths = lexicon.starts[words + 1] - starts
    before = np.cumsum(lengths) - lengths
    offsets = np.repeat(starts - before, lengths) + np.arange(lengths.sum())
    rows = local[lexicon.columns[offsets]]
    known = rows >= 0
    return rows[known], np.repeat(places, lengths)[known], lexicon.chances[offsets[known]]


def support(counts: Floats, ratios: Ratios) -> tuple[NDArray[np.intp], Floats]:
    """The target types judged that have any ratio, and by passage the sum of r over its tokens."""
    if not len(ratios.values):
        return np.zeros(0, np.intp), np.zeros((len(counts), 0), np.float32)
    order = np.argsort(ratios.target, kind="stable")
    judged = ratios.target[order]
    first = np.flatnonzero(np.diff(judged, prepend=-1))
    by_type = np.ascontiguousarray(counts.T)  # rows are copied whole, which is much faster
    weighed = by_type[ratios.source[order]] * ratios.values[order, None]
    return judged[first], np.ascontiguousarray(np.add.reduceat(weighed, first, axis=0).T)


def runs(table: NDArray[Any], widest: int) -> list[NDArray[Any]]:
    """Sums over every run of one row, of two, and so on to ``widest``."""
    found = [table]
    for width in range(2, widest + 1):
        found.append(found[-1][:-1] + table[width - 1 :])
    return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log evidence of one side's tokens, judged by every run of the other side's passages."""

    weighed: Floats  # weighting, run judged, run judging; runs as `runs` has them, end to end
    by_token: Floats  # passage judged, passage judging: the mean of a token that is no mark


def judge(
    judged: Side,
    judging: Side,
    ratios: Ratios,
    widest: tuple[int, int],
    chances: Chances,
    weightings: NDArray[np.float32],
) -> Evidence:
    """Judge one side by the other. ``weightings`` has rows of weights of the four kinds of token.

    Tokens that no ratio links with the other side count the same whoever judges: they are summed
    apart and enter no product of matrices.
    """
    linked, answered = support(judging.counts, ratios)
    mass = judging.counts.sum(axis=1, keepdims=True) + np.float32(chances.padding)
    mean = np.concatenate(runs(answered, widest[1])) / np.concatenate(runs(mass, widest[1]))
    np.minimum(mean, np.float32(chances.cap), out=mean)
    mean *= np.float32(1 - chances.unanswered)
    mean += np.float32(chances.unanswered)
    gain = np.log(mean, out=mean).T
    roots = np.sqrt(np.concatenate(runs(judged.counts, widest[0])))
    alone = np.ones(len(judged.kinds), bool)
    alone[linked] = False
    nothing = np.float32(math.log(chances.unanswered))
    of_kind = (judged.kinds[:, None] == np.arange(4)).astype(np.float32)
    left_over = nothing * (roots[:, alone] @ of_kind[alone])  # run judged x kind
    roots, kinds = roots[:, linked], judged.kinds[linked]
    weighed = np.stack(
        [(roots * weights[kinds]) @ gain + (left_over @ weights)[:, None] for weights in weightings]
    )
    count, others = len(judged.counts), len(judging.counts)
    unmarked = np.array([1, 1, 1, 0], np.float32)
    single = (roots[:count] * unmarked[kinds]) @ gain[:, :others]
    single += (left_over[:count] @ unmarked)[:, None]
    tokens = np.sqrt(judged.counts) @ (judged.kinds != 3).astype(np.float32)
    return Evidence(weighed, single / (tokens[:, None] + 3))
