"""The programme: what probability a bead has, and which way is taken."""

from __future__ import annotations

import math

import numpy as np
import pytest

from documents.alignment.programme import Scores, solve


def scores_of(pair: float, alone: float) -> Scores:
    """One passage on each side: the score of the pair, and of each left alone."""
    return {
        (1, 1): np.array([[pair]]),
        (1, 0): np.full((1, 2), alone),
        (0, 1): np.full((2, 1), alone),
    }


def test_a_passage_left_alone_has_the_probability_of_every_order() -> None:
    """It may stand before what is inserted there or after it: the bead is the same."""
    steps = solve(scores_of(pair=0.0, alone=-0.2), 1, 1)
    orders = 2 * math.exp(-0.4)
    assert sorted(step.shape for step in steps) == [(0, 1), (1, 0)]
    for step in steps:
        assert step.chance == pytest.approx(orders / (orders + 1))


def test_a_pair_likelier_than_both_orders_together_is_taken() -> None:
    (step,) = solve(scores_of(pair=1.0, alone=-0.2), 1, 1)
    assert step.shape == (1, 1)
    assert step.chance == pytest.approx(math.e / (math.e + 2 * math.exp(-0.4)))
