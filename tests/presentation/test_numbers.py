"""Numbers as pages write them."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from documents.presentation.numbers import group_digits, say_percentage


@pytest.mark.parametrize(
    ("language", "whole", "share"),
    [
        ("en", "2,000,000", "12.5%"),
        ("zh-hans", "2,000,000", "12.5%"),
        ("de", "2.000.000", "12,5%"),
        ("tlh", "2,000,000", "12.5%"),  # Django does not know how it is written
    ],
)
def test_numbers_are_written_as_in_each_language(language: str, whole: str, share: str) -> None:
    with override(language):
        assert group_digits(2_000_000) == whole
        assert say_percentage(1, 8) == share


@given(st.integers(0, 10**12), st.sampled_from(["en", "zh-hans", "de", "tlh"]))
def test_no_digit_is_lost(number: int, language: str) -> None:
    with override(language):
        assert "".join(filter(str.isdigit, group_digits(number))) == str(number)
