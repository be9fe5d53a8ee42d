"""Association of words across languages: significance, and the shares of a word's renderings.

The significance is Dunning's log-likelihood ratio (1993). The shares are those of the first of the
IBM models (Brown et al. 1993), fitted by EM for one word alone: the other words of a sentence have
the dictionary's shares, and a null word has those of the archive (Melamed 2000 on explaining away;
Och & Ney 2003 on the models).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS = 6
PRIOR_COUNT = 3.0  # sentences that the dictionary counts for
PRIOR_START = 0.3  # what it counts for at the start, beside the association found
OTHERS = 0.5  # weight of the other words of a sentence
SIGNIFICANT = 8.0  # of the log-likelihood ratio; chance gives that one time in two hundred


def log_likelihood(hits: int, of: int, others: int, of_others: int) -> float:
    """Dunning's ratio for ``hits`` of ``of`` against ``others`` of ``of_others``."""

    def entropy(*counts: int) -> float:
        total = sum(counts)
        return sum(count * math.log(count / total) for count in counts if count)

    without, others_without = of - hits, of_others - others
    return 2 * (
        entropy(hits, without, others, others_without)
        - entropy(hits + without, others + others_without)
        - entropy(hits + others, without + others_without)
    )


@dataclass(frozen=True, slots=True)
class FittedShares:
    """The shares t(rendering | word asked), and what each sentence has of them.

    ``chances`` are of each sentence: that it is the word asked that a candidate answers.
    """

    shares: Mapping[str, float]
    chances: Sequence[Mapping[str, float]]


def fit_shares(
    sentences: Sequence[Mapping[str, float]],
    starts: Mapping[str, float],
    elsewhere: Mapping[str, float],
    prior: Mapping[str, float],
    least: float,
) -> FittedShares:
    """Fit the shares to the counterparts of the sentences found.

    A sentence is what its counterpart has: each candidate with how well it answers other words.
    ``starts`` are the first shares, not yet of one; ``elsewhere`` is the chance that a sentence
    without the word has a candidate. Chances below ``least`` are left out.
    """
    numbers = {key: number for number, key in enumerate(starts)}
    cells = [
        (place, numbers[key], explained)
        for place, sentence in enumerate(sentences)
        for key, explained in sentence.items()
        if key in numbers
    ]
    if not cells:
        return FittedShares({}, [{} for _ in sentences])
    places, keys, answered = map(np.array, zip(*cells, strict=True))
    known = np.array([PRIOR_COUNT * prior.get(key, 0.0) for key in starts])
    competing = OTHERS * answered + np.array([*map(elsewhere.__getitem__, starts)])[keys]
    shares = _as_shares(np.array([*starts.values()]))
    for _ in range(ROUNDS):
        chances = shares[keys] / (shares[keys] + competing)
        # The word is rendered once, if at all.
        whole = np.maximum(np.bincount(places, chances, len(sentences)), 1.0)
        shares = _as_shares(np.bincount(keys, chances / whole[places], len(starts)) + known)
    chances = shares[keys] / (shares[keys] + competing)
    names = list(starts)
    likely: list[dict[str, float]] = [{} for _ in sentences]
    for cell in np.flatnonzero(chances >= least).tolist():
        place, number, _ = cells[cell]
        likely[place][names[number]] = float(chances[cell])
    return FittedShares(dict(zip(names, shares.tolist(), strict=True)), likely)


def start_share(hits: int, of: int, elsewhere: float, prior: float) -> float:
    """The first weight of a candidate: how much commoner it is here, and what glosses say."""
    here = hits / of
    gained = max(0.0, here - elsewhere) * max(0.0, math.log(here / elsewhere)) if hits else 0.0
    return gained + PRIOR_START * prior


def _as_shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    total = weights.sum()
    return weights / total if total else weights
