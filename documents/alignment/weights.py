"""The fitted weights: a prior for each shape of bead, a weight for each feature.

Fitted by ``tools/fit_alignment.py``: likelihood of the true beads under the lattice (a
semi-Markov conditional random field), L-BFGS, L2 penalty, on Chinese–English news and manuals whose
paragraphs were merged, split, dropped and inserted by rule, and cut again at random. Order of the
weights: `tools.feature_tables.FEATURES`. Shapes are (Chinese, English) passages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from documents.alignment.evidence import Chances
from documents.alignment.programme import Shape

Three: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of a linear score of beads."""

    priors: dict[Shape, float]
    features: tuple[float, ...]
    chances: Chances
    free: tuple[Three, Three] | None = None  # of `features.Beads.free`: of two passages, of merges


# A second way to be a pair: a free translation, which runs long and leaves most words unanswered.
# Fitted with all else held, to the same texts and to classical dialogue with its translation; the
# constant then raised from -3.18, since the way taken adds up both orders of two left alone. Merges
# were fitted after that.
_FREE = (-2.5, -2.18, 1.78), (-0.25, -3.7, 3.25)
_PLAIN_FREE = (-6.0, -1.0, 0.0), (-9.0, -1.0, 0.0)


_PASSAGES = Chances(unanswered=0.2, padding=15.0, cap=2000.0, ratio_cap=6000.0)

# With the dictionary, paragraphs. Beads of four are too rare to fit: set by hand.
PARAGRAPHS = Weights(
    {(1, 1): 2.4, (1, 0): -2.46, (0, 1): -2.34, (2, 1): 1.23, (1, 2): 1.04, (3, 1): -0.02,
     (1, 3): 0.11, (2, 2): -1.84, (4, 1): -0.5, (1, 4): -0.5},
    (2.46, 0.8, 2.0, 1.15, 1.08, 1.27, 0.47, -1.91, -2.18,
     0.96, -0.48, 0.61, 0.51, -1.71, -2.22, 0.06, 0.2),
    _PASSAGES,
    _FREE,
)  # fmt: skip

# Without a dictionary (any other pair of languages), fitted on the same texts read without one.
# Merging and leaving out are as likely on either side, and shared words weigh the same on both.
PLAIN_PARAGRAPHS = Weights(
    {(1, 1): 2.68, (1, 0): -2.0, (0, 1): -2.0, (2, 1): 1.38, (1, 2): 1.38, (3, 1): -0.1,
     (1, 3): -0.1, (2, 2): -1.93, (4, 1): -0.7, (1, 4): -0.7},
    (0.86, 2.65, 0.58, 2.15, 0.86, 2.59, 1.65, -2.37, -3.15,
     0.13, -0.71, 0.7, 0.28, -1.61, -2.47, 0.16, 0.03),
    _PASSAGES,
    _PLAIN_FREE,
)  # fmt: skip

# With the dictionary of another pair, whose words count where the texts may answer them. Fitted on
# a manual in Russian, German, French and Japanese with its English, without the words that both
# have, under dictionaries of 7,000 to 230,000 words; merging and leaving out set alike on either
# side.
PAIR_PARAGRAPHS = Weights(
    {(1, 1): 2.3, (1, 0): -2.4, (0, 1): -2.4, (2, 1): 1.4, (1, 2): 1.4, (3, 1): 0.3,
     (1, 3): 0.3, (2, 2): -2.3, (4, 1): -0.5, (1, 4): -0.5},
    (2.77, 3.03, 0.98, 2.47, 2.36, 2.58, 2.27, -2.88, -2.86,
     0.86, -0.88, -0.28, -0.01, -2.19, -3.67, 0.19, 0.59),
    replace(_PASSAGES, unanswered=0.5),
    ((-2.75, -3.09, 2.22), (-3.04, -2.57, 2.5)),
)  # fmt: skip

# Sentences: from a trial on human alignments of literary prose. Of the last eight features, which
# were not in it, none but the marks at the end told anything on sentences merged by rule. Beads of
# two and more on both sides got 0.3 to 0.5 beside the trial's numbers, for borders one clause off.
_SENTENCE_CHANCES = Chances(unanswered=0.4, padding=2.0, cap=500.0, ratio_cap=3000.0)
_SENTENCE_PRIORS: dict[Shape, float] = {
    (1, 1): 2.43, (1, 0): -4.05, (0, 1): -4.62, (2, 1): 1.16, (1, 2): 1.52, (3, 1): -0.21,
    (1, 3): 1.04, (2, 2): 0.83, (1, 4): 0.26, (1, 5): -0.9, (1, 6): 0.14, (2, 3): 0.7,
    (2, 4): -0.47, (3, 2): -0.05, (3, 3): -0.53,
}  # fmt: skip
_ENDS = (0.0, 0.0, 0.0, 0.0, -0.5, 0.0, 0.0, 0.0)
SENTENCES = Weights(
    _SENTENCE_PRIORS,
    (2.23, 1.15, 2.38, 1.02, 2.75, 1.16, 1.64, -2.20, -2.87, *_ENDS),
    _SENTENCE_CHANCES,
)
PLAIN_SENTENCES = Weights(
    _SENTENCE_PRIORS,
    (0.86, 2.65, 0.58, 2.15, 0.86, 2.59, 1.65, -2.37, -3.15, *_ENDS),
    _SENTENCE_CHANCES,
)


def weights_for(unit: str, *, with_dictionary: bool) -> Weights:
    """The weights for paragraphs or sentences, with the Chinese–English dictionary or without."""
    if unit == "sentence":
        return SENTENCES if with_dictionary else PLAIN_SENTENCES
    return PARAGRAPHS if with_dictionary else PLAIN_PARAGRAPHS


def weights_for_pair(unit: str) -> Weights:
    """The weights for paragraphs or sentences, with the dictionary of another pair of languages."""
    return SENTENCES if unit == "sentence" else PAIR_PARAGRAPHS
