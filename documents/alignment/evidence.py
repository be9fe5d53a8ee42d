"""The evidence for each bead: shared words, numbers, names and marks, lengths, seams.

IBM model 1 against a background of chance, both ways (Brown et al. 1993; as a cue in alignment:
Moore 2002, Braune & Fraser 2010): a token explained by the other side scores, one left over costs.
It is a sum over tokens, so beads of every shape compare without normalising.
"""

from __future__ import annotations

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


def support(counts: Floats, ratios: Ratios, types: int) -> Floats:
    """The sum of r over a passage's tokens: judging passages x judged target types."""
    found = np.zeros((types, len(counts)), np.float32)
    if len(ratios.values):
        order = np.argsort(ratios.target, kind="stable")
        judged = ratios.target[order]
        first = np.flatnonzero(np.diff(judged, prepend=-1))
        by_type = np.ascontiguousarray(counts.T)  # rows are copied whole, which is much faster
        weighed = by_type[ratios.source[order]] * ratios.values[order, None]
        found[judged[first]] = np.add.reduceat(weighed, first, axis=0)
    return np.ascontiguousarray(found.T)


def windows(table: NDArray[Any], width: int) -> NDArray[Any]:
    """Sums over every run of ``width`` rows."""
    if width == 1:
        return table
    sums = np.concatenate([np.zeros((1, *table.shape[1:]), table.dtype), np.cumsum(table, axis=0)])
    return np.asarray(sums[width:] - sums[:-width])


@dataclass(frozen=True, slots=True)
class Facing:
    """One side's tokens judged by the other: per width of the judge, log evidence of each type."""

    gain: dict[int, Floats]  # width of the judging window -> windows x types
    roots: dict[int, Floats]  # width of the judged window -> groups x windows, types, √count
    tokens: dict[int, Floats]  # width of the judged window -> its roots but those of marks, summed


def face(
    judged: Side,
    judge: Side,
    ratios: Ratios,
    own: set[int],
    other: set[int],
    chances: Chances,
    groups: Sequence[Sequence[int]],
) -> Facing:
    """Judge each token type of one side by every window of the other, by group of kinds."""
    answered = support(judge.counts, ratios, len(judged.types))
    mass = judge.counts.sum(axis=1, keepdims=True) + chances.padding
    gain = {
        width: np.log(
            chances.unanswered
            + (1 - chances.unanswered)
            * np.minimum(chances.cap, windows(answered, width) / windows(mass, width))
        ).astype(np.float32)
        for width in other
    }
    kept = [np.isin(judged.kinds, group) for group in groups]
    unmarked = judged.kinds != 3
    stacked: dict[int, Floats] = {}
    tokens: dict[int, Floats] = {}
    for width in own:
        roots = np.sqrt(windows(judged.counts, width)).astype(np.float32)
        stacked[width] = np.concatenate([roots * kinds for kinds in kept])
        tokens[width] = (roots * unmarked).sum(axis=1)
    return Facing(gain, stacked, tokens)


def by_kind(facing: Facing, own: int, other: int) -> tuple[Floats, Floats]:
    """Evidence by group of kinds [group, judged window, judging window], and tokens judged."""
    tokens, gain = facing.tokens[own], facing.gain[other]
    return (facing.roots[own] @ gain.T).reshape(-1, len(tokens), len(gain)), tokens
