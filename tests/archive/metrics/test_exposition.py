"""Prometheus's text format: names, labels, escapes, cumulative buckets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.metrics.exposition import Family, write_exposition
from tests.helpers.metrics_text import read_samples


def test_a_histogram_counts_all_below_each_bound() -> None:
    family = Family("seconds", "histogram", "How long.")
    family.add_histogram((0.1, 0.5), (2, 0, 1), 3.25, route="list")
    assert write_exposition([family]) == (
        "# HELP seconds How long.\n"
        "# TYPE seconds histogram\n"
        'seconds_bucket{route="list",le="0.1"} 2\n'
        'seconds_bucket{route="list",le="0.5"} 2\n'
        'seconds_bucket{route="list",le="+Inf"} 3\n'
        'seconds_sum{route="list"} 3.25\n'
        'seconds_count{route="list"} 3\n'
    )


def test_a_family_without_samples_is_left_out() -> None:
    assert write_exposition([Family("none", "gauge", "Nothing.")]) == ""


@given(st.text(st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")))
def test_a_label_is_read_as_it_was_given(value: str) -> None:
    family = Family("info", "gauge", "a \\ and\na line")
    family.add(1, edition=value)
    assert read_samples(write_exposition([family])) == {("info", (("edition", value),)): 1.0}


@given(st.floats(0, 1e18, allow_nan=False))
def test_a_number_is_read_as_it_was_given(value: float) -> None:
    family = Family("some", "gauge", "Any.")
    family.add(value)
    assert read_samples(write_exposition([family])) == {("some", ()): value}
