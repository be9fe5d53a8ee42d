"""Sentence beads joined where a clause has crossed the border between them.

A translator often ends a sentence one clause earlier or later. The two sentences then answer two
only together, though most of their words speak for one to one. What tells is the clause at the
border alone: it is answered better across it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from documents.alignment import features
from documents.alignment.beads import Bead
from documents.alignment.evidence import Chances, Floats, Ratios, Side, judge, shared_ratios
from documents.alignment.lexicon import Lexicon
from documents.alignment.tokens import read_passage
from documents.alignment.weights import Weights

Clause: TypeAlias = tuple[int, bool]  # a sentence, and whether it is its last clause


@dataclass(frozen=True, slots=True)
class SentenceBorder:
    """The border of two beads, and the log odds that a clause has crossed it."""

    place: int  # of the bead before it
    odds: float


# Logistic regression on borders across which clauses were moved by rule, beside those that stand.
CONSTANT = -3.3
# Of the last clause before the border and the first after it, in the source and in the target: how
# much better it is answered across the border, and how much worse (evidence, `MOST` at most).
CLAUSES = ((1.0, 0.65), (0.15, 0.75), (1.7, 0.4), (1.1, 0.75))
BEST = 1.6  # the best of the four
LENGTHS = 1.3  # how far the two beads' log ratios of lengths differ
FITTING = 1.1  # the same, where a clause answered across the border would mend it
MOST = 1.5
UNEVEN = 0.12  # difference of ratios up to which clauses are not looked at
NOWHERE = -5.0  # log odds where no sentence has clauses
UNKNOWN = -4.5  # and where they were not looked at
JOINED = frozenset({(2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2)})  # shapes made of two beads

_CLAUSE_ENDS = re.compile("(?<=[，；：、—,;:])"), re.compile("(?<=[,;:—])")
_SHORTEST = (2, 4)  # characters of a clause that is one by itself


def find_borders(
    beads: Sequence[Bead],
    texts: tuple[Sequence[str], Sequence[str]],
    sides: tuple[Side, Side],
    lexicon: Lexicon,
    extra: dict[str, dict[str, float]],
    weights: Weights,
) -> list[SentenceBorder]:
    """The borders between pairs of Chinese and English sentences, where lengths are `UNEVEN`."""
    sizes = sides[0].sizes.tolist(), sides[1].sizes.tolist()
    between = [
        place
        for place, (bead, after) in enumerate(pairwise(beads))
        if bead.source and bead.target and after.source and after.target
    ]
    places = [k for k in between if abs(_longer(beads[k], beads[k + 1], sizes)) > UNEVEN]
    even = [SentenceBorder(place, UNKNOWN) for place in between if place not in places]
    ours = _clauses(0, texts[0], [(beads[k].source[-1], beads[k + 1].source[0]) for k in places])
    theirs = _clauses(1, texts[1], [(beads[k].target[-1], beads[k + 1].target[0]) for k in places])
    if not ours and not theirs:
        return even + [SentenceBorder(place, NOWHERE) for place in places]
    source, target = sides
    ratios = shared_ratios(source, target, lexicon, extra, weights.chances)
    of_target, of_source = features.by_kind(weights.features)
    answered = (
        _answers(ours, "zh", source, target, ratios.turned(), of_source, lexicon, weights.chances),
        _answers(theirs, "en", target, source, ratios, of_target, lexicon, weights.chances),
    )
    return even + [
        SentenceBorder(place, _log_odds(beads[place], beads[place + 1], answered, sizes))
        for place in places
    ]


def _answers(
    clauses: dict[Clause, str],
    language: str,
    side: Side,
    other: Side,
    ratios: Ratios,
    kinds: Floats,
    lexicon: Lexicon,
    chances: Chances,
) -> dict[Clause, Floats]:
    """How well each clause is answered by each sentence of the other text."""
    if not clauses:
        return {}
    column = {token: place for place, token in enumerate(side.types)}
    counts = np.zeros((len(clauses), len(column)), np.float32)
    for row, text in enumerate(clauses.values()):
        for token, count in read_passage(text, language, lexicon, skeletons=False).counts.items():
            if token in column:  # cut alone, a clause may have words that its sentence has not
                counts[row, column[token]] = count
    found = judge(replace(side, counts=counts), other, ratios, (1, 1), chances, kinds).weighed[0]
    return dict(zip(clauses, features.SCALE * found, strict=True))


def _clauses(
    side: int, texts: Sequence[str], borders: Sequence[tuple[int, int]]
) -> dict[Clause, str]:
    """The last clause before each border and the first after it, of sentences that have several."""
    found: dict[Clause, str] = {}
    for before, after in borders:
        for sentence, last in ((before, True), (after, False)):
            parts = divide(texts[sentence], side)
            if len(parts) > 1:
                found[sentence, last] = parts[-1 if last else 0]
    return found


def divide(text: str, side: int) -> list[str]:
    """The clauses of a sentence: a Chinese one (side 0) or an English one."""
    parts: list[str] = []
    for part in _CLAUSE_ENDS[side].split(text):
        if parts and len(parts[-1].strip()) < _SHORTEST[side]:
            parts[-1] += part
        elif part.strip():
            parts.append(part)
    return parts


def _log_odds(
    before: Bead,
    after: Bead,
    answered: Sequence[dict[Clause, Floats]],
    sizes: tuple[Sequence[float], Sequence[float]],
) -> float:
    i, j = before.source[-1], before.target[-1]
    across = [
        _gain(answered[0].get((i, True)), j + 1, j),
        _gain(answered[0].get((i + 1, False)), j, j + 1),
        _gain(answered[1].get((j, True)), i + 1, i),
        _gain(answered[1].get((j + 1, False)), i, i + 1),
    ]
    if all(gain is None for gain in across):
        return NOWHERE
    odds = CONSTANT + BEST * max(gain for gain in across if gain is not None)
    for gain, (better, worse) in zip(across, CLAUSES, strict=True):
        if gain is not None:
            odds += better * max(gain, 0.0) + worse * min(gain, 0.0)
    longer = _longer(before, after, sizes)
    odds += LENGTHS * min(abs(longer), 2.0)
    for gain, sign in zip(across, (1, -1, -1, 1), strict=True):
        if gain is not None and gain > 0:
            odds += FITTING * sign * longer
    return odds


def _gain(answered: Floats | None, across: int, here: int) -> float | None:
    """How much better a clause is answered across the border than on its own side."""
    if answered is None:
        return None
    return min(max(float(answered[across] - answered[here]), -MOST), MOST)


def _longer(before: Bead, after: Bead, sizes: tuple[Sequence[float], Sequence[float]]) -> float:
    """How much more English the second of two beads has for its Chinese, as a log ratio."""
    return _ratio(after, sizes) - _ratio(before, sizes)


def _ratio(bead: Bead, sizes: tuple[Sequence[float], Sequence[float]]) -> float:
    ours, theirs = sum(sizes[0][k] for k in bead.source), sum(sizes[1][k] for k in bead.target)
    return math.log((theirs + 6) / (ours + 9))


def join_beads(
    beads: Sequence[Bead], borders: Sequence[SentenceBorder]
) -> tuple[list[Bead], list[float]]:
    """The beads, two of them joined wherever a clause is likelier to have crossed than not.

    With each, the log odds that one has crossed a border of it that is left.
    """
    odds = {border.place: border.odds for border in borders}
    joined: set[int] = set()
    for place in sorted(odds, key=odds.__getitem__, reverse=True):
        if odds[place] <= 0:
            break
        before, after = beads[place], beads[place + 1]
        shape = len(before.source + after.source), len(before.target + after.target)
        if shape in JOINED and not joined & {place - 1, place + 1}:
            joined.add(place)
    found: list[Bead] = []
    crossing: list[float] = []
    for place, bead in enumerate(beads):
        if place - 1 in joined:
            continue
        last = place
        if place in joined:
            last, after = place + 1, beads[place + 1]
            chance = min(bead.confidence, after.confidence, 1 / (1 + math.exp(-odds[place])))
            bead = Bead(bead.source + after.source, bead.target + after.target, chance)
        found.append(bead)
        crossing.append(max(odds.get(place - 1, NOWHERE), odds.get(last, NOWHERE)))
    return found, crossing
