"""Names under an axis: the ends are always there, and inside the drawing."""

from __future__ import annotations

import pytest

from documents.results.axis import NARROW_LABEL, Scale


@pytest.mark.parametrize("years", [2, 5, 12, 31, 54, 89, 200])
def test_the_first_and_last_year_do_not_stick_out(years: int) -> None:
    size = 10 if years > 90 else 1
    scale = Scale(1900, 1899 + years, size, 44, 4, 4)
    ticks = list(scale.ticks())
    assert {"1900", str(1899 + years)} <= {tick.label for tick in ticks}
    for tick in ticks:
        left = {"first": 0.0, "last": 1.0}.get(tick.edge, 0.5) * NARROW_LABEL
        right = NARROW_LABEL - left
        assert tick.x - left >= 0 or tick.minor
        assert tick.x + right <= 100 or tick.minor


def test_on_a_phone_no_year_is_named_beside_the_bar_that_names_the_last_one() -> None:
    """Nineteen years lie between 2000 and 2019, but their decades stand side by side."""
    ticks = {tick.label: tick for tick in Scale(1900, 2019, 10, 44, 4, 4).ticks()}
    assert ticks["2000"].minor
    assert not ticks["1980"].minor
    assert ticks["2019"].edge == "last"


def test_no_bar_sticks_out_of_the_drawing_whatever_stands_behind_the_hits() -> None:
    scale = Scale(1950, 1960, 1, 44, 4, 1000)
    shape = scale.bar(1955, 4, 1000)
    assert (shape.height, shape.of_height) == (44, 44)
    assert min(shape.y, shape.of_y) == 0
    assert scale.bar(1956, 2, 250).of_height == 11
