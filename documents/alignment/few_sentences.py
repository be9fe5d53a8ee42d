"""The sentences of a short passage, at once: by glossed words and lengths where that is plain.

A small dense lattice in plain Python, for which the arrays of the full programme are too heavy.
Says nothing of a passage that it is not sure of: that is for the full programme.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from documents.alignment.beads import Bead
from documents.alignment.lexicon import Lexicon
from documents.alignment.rows import english_stems, glosses_of, size
from documents.alignment.sentence_borders import SentenceBorder, divide
from documents.alignment.stems import stem
from documents.alignment.weights import SENTENCES

Place: TypeAlias = tuple[int, int, int, int]  # where a bead begins, then its shape

MOST = 8  # sentences on either side
SURE = 0.9  # probability of the least sure bead
# Beads of two and more on both sides swallow their neighbours here, where a word counts as answered
# wherever it is found. A passage that needs one is left to the full programme.
SHAPES = [shape for shape in SENTENCES.priors if min(shape) < 2 and max(shape) < 5]
ANSWERED, UNANSWERED = 1.2, -0.25  # of each Chinese word: set by hand, tried against the programme
# Log odds that a clause has crossed a border, by logistic regression as in `sentence_borders`: how
# far the log ratios of lengths of two neighbours differ, and whether a clause would mend that.
CROSSED, UNEVEN, MENDED = -5.1, 2.75, 3.6
EVEN, MOST_UNEVEN = 0.15, 1.5
OFF, OFF_SQUARED = SENTENCES.features[7:9]

_LATIN = re.compile("[A-Za-z]{2,}")


def pair_few(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon
) -> list[tuple[int, int, float]] | None:
    """Beads of Chinese and English sentences: how many of each, and how likely.

    None where one of them is not `SURE`, or where there are too many sentences.
    """
    if not 0 < len(source) <= MOST or not 0 < len(target) <= MOST:
        return None
    scores = _scores(source, target, lexicon)
    n, m = len(source), len(target)
    forward, backward = _sums(scores, n, m)
    total = forward[n][m]
    beads: list[tuple[int, int, float]] = []
    i = j = 0
    while i < n or j < m:
        odds, di, dj = max(
            (forward[i][j] + scores[i, j, di, dj] + backward[i + di][j + dj] - total, di, dj)
            for di, dj in SHAPES
            if i + di <= n and j + dj <= m
        )
        chance = math.exp(min(odds, 0.0))
        if chance < SURE:
            return None
        beads.append((di, dj, round(chance, 4)))
        i, j = i + di, j + dj
    return beads


def find_few_borders(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], lexicon: Lexicon
) -> list[SentenceBorder]:
    """The borders between pairs, by lengths and glossed words alone."""
    found = []
    before: _Texts | None = None
    for place, bead in enumerate(beads):
        after = None
        if bead.source and bead.target:
            after = _Texts([source[k] for k in bead.source], [target[k] for k in bead.target])
            if before:
                longer = after.ratio - before.ratio
                odds = CROSSED + UNEVEN * min(abs(longer), MOST_UNEVEN)
                if abs(longer) > EVEN and _has_crossed(before, after, longer > 0, lexicon):
                    odds += MENDED
                found.append(SentenceBorder(place - 1, odds))
        before = after
    return found


class _Texts:
    """The sentences of a pair."""

    def __init__(self, source: list[str], target: list[str]) -> None:
        self.source, self.target = source, target
        expected = sum(map(size, source)) + 9
        self.ratio = math.log((sum(map(len, target)) + 6) / expected)


def _has_crossed(before: _Texts, after: _Texts, second_longer: bool, lexicon: Lexicon) -> bool:
    """Whether a clause that would mend the lengths has more words answered across the border."""
    own, across = (before, after) if second_longer else (after, before)
    clauses = divide(own.source[-1 if second_longer else 0], 0)
    if len(clauses) > 1:
        words = _words(clauses[-1 if second_longer else 0], lexicon)
        here, there = english_stems(" ".join(own.target)), english_stems(" ".join(across.target))
        if _count(words, there) > _count(words, here):
            return True
    own, across = across, own
    clauses = divide(own.target[0 if second_longer else -1], 1)
    if len(clauses) < 2:
        return False
    stems = english_stems(clauses[0 if second_longer else -1])
    return len(stems & _glossed(across, lexicon)) > len(stems & _glossed(own, lexicon))


def _count(words: Sequence[frozenset[str]], stems: set[str]) -> int:
    return sum(not word.isdisjoint(stems) for word in words)


def _glossed(texts: _Texts, lexicon: Lexicon) -> set[str]:
    return set().union(*(gloss for text in texts.source for gloss in _words(text, lexicon)))


def _scores(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> dict[Place, float]:
    """The score of every bead, by where it begins and its shape."""
    looked_at = [_words(text, lexicon) for text in source]
    stems = [english_stems(text) for text in target]
    answered = [  # which words of a sentence are answered in which: a bit for each word
        [
            sum(1 << k for k, gloss in enumerate(words) if not gloss.isdisjoint(english))
            for english in stems
        ]
        for words in looked_at
    ]
    known = [len(words) for words in looked_at]
    sizes = [size(text) + 3 for text in source]
    lengths = [len(text) for text in target]
    n, m = len(source), len(target)
    drift = math.log((sum(lengths) + 6) / (sum(sizes) + 6)) * min(n, m) / (min(n, m) + 4)
    scores: dict[Place, float] = {}
    for di, dj in SHAPES:
        prior = SENTENCES.priors[di, dj]
        for i in range(n - di + 1):
            ours, expected = sum(known[i : i + di]), sum(sizes[i : i + di]) + 6
            for j in range(m - dj + 1):
                if not di or not dj:
                    scores[i, j, di, dj] = prior
                    continue
                here = 0
                for row in answered[i : i + di]:
                    found = 0
                    for bits in row[j : j + dj]:
                        found |= bits
                    here += found.bit_count()
                length = sum(lengths[j : j + dj]) + 6
                off = math.log(length / expected) - drift
                squared = off * off * math.sqrt(length * expected) / 100
                scores[i, j, di, dj] = (
                    prior
                    + ANSWERED * here
                    + UNANSWERED * (ours - here)
                    + OFF * min(abs(off), 2.0)
                    + OFF_SQUARED * min(squared, 6.0)
                )
    return scores


def _words(text: str, lexicon: Lexicon) -> list[frozenset[str]]:
    """What a Chinese sentence's words may be in English; Latin ones are themselves."""
    found = glosses_of(lexicon).of([text[k : k + 2] for k in range(len(text) - 1)])
    latin = {stem(word.lower()) for word in _LATIN.findall(text)} - {""}
    return [*found, *(frozenset((word,)) for word in sorted(latin))]


def _sums(
    scores: Mapping[Place, float], n: int, m: int
) -> tuple[list[list[float]], list[list[float]]]:
    """Log sums over every way to and from each point."""
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i or j:
                forward[i][j] = _log_sum(
                    [
                        forward[i - di][j - dj] + scores[i - di, j - dj, di, dj]
                        for di, dj in SHAPES
                        if di <= i and dj <= j
                    ]
                )
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            if i < n or j < m:
                backward[i][j] = _log_sum(
                    [
                        backward[i + di][j + dj] + scores[i, j, di, dj]
                        for di, dj in SHAPES
                        if i + di <= n and j + dj <= m
                    ]
                )
    return forward, backward


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum([math.exp(value - top) for value in values]))
