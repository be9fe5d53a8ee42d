"""Association of words across languages: significance, and the shares of a word's renderings.

The significance is Dunning's log-likelihood ratio (1993). The shares are those of the first of the
IBM models (Brown et al. 1993), fitted by EM for one word alone: the other words of a sentence have
the dictionary's shares, and a null word has those of the archive (Melamed 2000 on explaining away;
Och & Ney 2003 on the models).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
class ShareModel:
    """The shares t(rendering | word asked), and what competes with it in a sentence."""

    shares: Mapping[str, float]
    elsewhere: Mapping[str, float]  # the chance that a sentence without the word has it

    def chance(self, key: str, explained: float) -> float:
        """The chance that it is the word asked that a word of the counterpart answers."""
        share = self.shares.get(key, 0.0)
        if not share:
            return 0.0
        return share / (share + OTHERS * explained + self.elsewhere[key])


def fit_shares(
    sentences: Sequence[Mapping[str, float]],
    starts: Mapping[str, float],
    elsewhere: Mapping[str, float],
    prior: Mapping[str, float],
) -> ShareModel:
    """Fit the shares to the counterparts of the sentences found.

    A sentence is what its counterpart has: each candidate with how well it answers other words.
    ``starts`` are the first shares, not yet of one.
    """
    model = ShareModel(_as_shares(starts), elsewhere)
    for _ in range(ROUNDS):
        counts: dict[str, float] = defaultdict(float)
        for sentence in sentences:
            chances = {
                key: chance
                for key, explained in sentence.items()
                if (chance := model.chance(key, explained))
            }
            whole = max(1.0, sum(chances.values()))  # the word is rendered once, if at all
            for key, chance in chances.items():
                counts[key] += chance / whole
        for key, share in prior.items():
            counts[key] += PRIOR_COUNT * share
        model = ShareModel(_as_shares(counts), elsewhere)
    return model


def start_share(hits: int, of: int, elsewhere: float, prior: float) -> float:
    """The first weight of a candidate: how much commoner it is here, and what glosses say."""
    here = hits / of
    gained = max(0.0, here - elsewhere) * max(0.0, math.log(here / elsewhere)) if hits else 0.0
    return gained + PRIOR_START * prior


def _as_shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items() if weight} if total else {}
