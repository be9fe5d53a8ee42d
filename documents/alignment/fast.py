"""The fast path of the aligner: equally many paragraphs, each pair plausible by itself.

Looks at lengths, and at whether a sample of each Chinese paragraph's words stands, glossed, in the
English paragraph beside it and not rather in another. Every row gets log odds of being a pair, so
that words can vouch for an unusual length and a usual length for few words. Says nothing of a text
that it is not sure of: that is for the full programme.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from documents.alignment.lexicon import Lexicon
from documents.alignment.rows import ANSWERED, LENGTHS, WINDOWS, Rows

CONFIDENCE = 0.995  # the most that a row is believed
LEAST_SUPPORT = 0.3  # of all words looked at
PRIOR_ODDS = 2.7  # log odds, beside its own, of a row whose text is accepted
DOUBTFUL = 4.0  # rows under it are looked at more closely
HOPELESS, UNSETTLED = -4.9, 2.0  # rows between, and doubtful first rows, are judged by all tokens
STRANGE = 5.5  # log odds under which a row is asked for its Latin words and figures
BARE_OPENING = 2.0  # log odds under which a first row may be a headline that one text alone has
MOST_JUDGED = 2  # rows of a text that the programme may judge one by one
WEAKEST_ROWS = 40  # rows compared with each other at most
EXCHANGE_MARGIN = 2.0  # log odds by which two exchanged rows must be better


@dataclass(frozen=True, slots=True)
class RowWeights:
    """The weights of a row's log odds to be a pair.

    From logistic regression to the rows of true pairs and to those of texts that were merged,
    split, dropped, inserted or exchanged and have equal counts all the same, then set by hand so
    that whole texts are told apart. ``tools/fit_fast_path.py`` fits them anew, and tries both.
    """

    words: tuple[float, ...]  # of `Rows.features`
    latin: tuple[float, float]  # of `Rows.latin`
    evidence: tuple[float, float]  # of `Rows.evidence`
    least: float  # log odds of a row that needs no closer look
    first: float  # of the first row, which may be a headline that only one text has
    judged: float  # log odds that a row with less needs under the full programme
    strange: float  # what one that shares none of its Latin words and figures needs beyond


ROWS = RowWeights(
    (3.0, 0.3, 0.5, -0.11, -0.08, -3.75, -5.8, -2.5), (0.4, -0.6), (0.9, -1.2), -1.0, 1.0, 3.5, 1.0
)


def pair_by_position(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon, weights: RowWeights = ROWS
) -> list[float] | None:
    """The confidence of each row if a Chinese text and its English are plainly paired by position.

    None where that is not plain.
    """
    if len(source) != len(target) or not source or not all(source) or not all(target):
        return None
    rows = Rows(source, target, lexicon)
    words = _dot(weights.words, (1.0, (WINDOWS + 1) / 2, 3.0))  # at best, all are answered
    lengths = weights.words[LENGTHS]
    if words + min(_dot(lengths, rows.lengths(k, k)) for k in range(len(source))) < HOPELESS:
        return None
    return _weigh_rows(rows, weights)


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """The weighted sum of the first features."""
    return sum(weight * feature for weight, feature in zip(weights, features, strict=False))


def _weigh_rows(rows: Rows, weights: RowWeights) -> list[float] | None:
    odds: list[float] = []
    doubtful: list[tuple[float, int]] = []
    known = answered = 0.0
    judged = 0
    for row in range(len(rows)):
        features = rows.features(row)
        found = _dot(weights.words, features)
        latin = rows.latin(row, row) if found < STRANGE else (0, 0)
        is_strange = latin[1] > 0 == latin[0]
        is_unsettled = is_strange and rows.has_strange_word(row)
        if found < DOUBTFUL:
            found += _dot(weights.latin, latin)
            if HOPELESS < found < (UNSETTLED if row else DOUBTFUL):
                found += _dot(weights.evidence, rows.evidence(row))
            doubtful.append((found, row))
        if not row and found < max(weights.least, weights.first):
            return None  # a headline, perhaps, that only one text has
        if is_unsettled or found < weights.least:
            judged += 1
            if judged > MOST_JUDGED or found < HOPELESS:
                return None
            found = rows.judged(row)
            if found < weights.judged + weights.strange * is_strange:
                return None
            found -= PRIOR_ODDS
        odds.append(found)
        known += len(rows.words[row])
        answered += features[ANSWERED]
    if answered < LEAST_SUPPORT * known or not answered:
        return None
    if _exchanged(rows, doubtful, weights) or rows.have_moved_sentence():
        return None
    if odds[0] < BARE_OPENING:
        odds[0] -= PRIOR_ODDS
    return [round(min(CONFIDENCE, 1 / (1 + math.exp(-found - PRIOR_ODDS))), 3) for found in odds]


def _exchanged(rows: Rows, doubtful: Sequence[tuple[float, int]], weights: RowWeights) -> bool:
    """Whether two doubtful rows would answer each other better than themselves."""
    turning = 8 * weights.latin[0]  # all that Latin words can add
    for (odds, one), (other_odds, other) in combinations(sorted(doubtful)[:WEAKEST_ROWS], 2):
        lead = _dot(weights.words, rows.pair(one, other))
        lead += _dot(weights.words, rows.pair(other, one))
        lead -= odds + other_odds + EXCHANGE_MARGIN
        if lead > -turning:
            lead += _dot(weights.latin, rows.latin(one, other))
            lead += _dot(weights.latin, rows.latin(other, one))
            if lead > 0:
                return True
    return False
