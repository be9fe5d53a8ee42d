"""The fitted numbers: a prior for each shape of bead, a weight for each feature.

Fitted by ``tests/benchmarks/fit_alignment.py``: the likelihood of the true beads under the lattice
(a semi-Markov conditional random field), L-BFGS, L2 = 1, on Chinese–English news and manuals cut
by rule. Order of the weights: `evidence.FEATURES`. Shapes are (Chinese, English) passages.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.alignment.evidence import Chances
from documents.alignment.programme import Shape


@dataclass(frozen=True, slots=True)
class Weights:
    """What a linear score of beads needs."""

    priors: dict[Shape, float]
    features: tuple[float, ...]
    chances: Chances


_ZEROS = (0.0,) * 8
_PASSAGES = Chances(unanswered=0.2, padding=15.0, cap=2000.0, ratio_cap=6000.0)
_SENTENCES = Chances(unanswered=0.4, padding=2.0, cap=500.0, ratio_cap=3000.0)

# With the dictionary, paragraphs.
PARAGRAPHS = Weights(
    {(1, 1): 2.68, (1, 0): -1.75, (0, 1): -1.83, (2, 1): 1.21, (1, 2): 0.94, (3, 1): -0.41,
     (1, 3): -0.2, (2, 2): -1.41, (4, 1): -0.8, (1, 4): -0.8},
    (2.29, 0.3, 1.77, 0.98, 1.41, 0.98, 0.81, -2.16, -2.46, *_ZEROS),
    _PASSAGES,
)  # fmt: skip

# Without a dictionary (any other pair of languages): numbers, marks, names and length carry more.
PLAIN_PARAGRAPHS = Weights(
    {(1, 1): 2.88, (1, 0): -1.72, (0, 1): -2.57, (2, 1): 1.46, (1, 2): 1.15, (3, 1): -0.45,
     (1, 3): 0.19, (2, 2): -1.84, (4, 1): -0.8, (1, 4): -0.8},
    (0.44, 2.48, 0.5, 1.85, 0.44, 3.16, 1.66, -3.15, -4.4, *_ZEROS),
    _PASSAGES,
)  # fmt: skip

# Sentences of one text, by hand after figures published for human alignments of literary prose.
_SENTENCE_PRIORS: dict[Shape, float] = {
    (1, 1): 2.43, (1, 0): -4.05, (0, 1): -4.62, (2, 1): 1.16, (1, 2): 1.52, (3, 1): -0.21,
    (1, 3): 1.04, (2, 2): 0.33, (1, 4): 0.26, (1, 5): -0.9, (1, 6): 0.14,
    (2, 3): 0.4, (2, 4): -0.47,
    (3, 2): -0.35, (3, 3): -0.53,
}  # fmt: skip
SENTENCES = Weights(
    _SENTENCE_PRIORS, (2.23, 1.15, 2.38, 1.02, 2.75, 1.16, 1.64, -2.20, -2.87, *_ZEROS), _SENTENCES
)
PLAIN_SENTENCES = Weights(
    _SENTENCE_PRIORS, (0.6, 2.48, 0.6, 1.85, 0.6, 3.16, 1.66, -3.15, -4.4, *_ZEROS), _SENTENCES
)


def weights_for(unit: str, *, with_dictionary: bool) -> Weights:
    """The numbers for paragraphs or sentences, with the Chinese–English dictionary or without."""
    if unit == "sentence":
        return SENTENCES if with_dictionary else PLAIN_SENTENCES
    return PARAGRAPHS if with_dictionary else PLAIN_PARAGRAPHS
