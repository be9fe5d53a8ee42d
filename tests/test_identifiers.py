from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.identifiers import (
    ALPHABET,
    LENGTH,
    check_character,
    is_valid,
    is_well_formed,
    mint,
    normalise,
    repairs,
)

accessions = st.text(min_size=1, max_size=40)
names = st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


@pytest.mark.parametrize(
    ("accession", "identifier"),
    [
        # Worked out with sha256sum and Perl's bigint from the rule alone, not with this code.
        ("7f36bf76d8e05e4c", "xt66nzthbgz"),
        ("41d499eae482cac3", "mknksvf3cph"),
    ],
)
def test_the_two_seeds_keep_their_identifiers(accession: str, identifier: str) -> None:
    assert mint(accession) == identifier


def test_the_check_character_is_noids_own_worked_example() -> None:
    # The published example counts the slash, whose value is 0 but which holds a position.
    digits = [1, 3, 0, 3, 0, 0, *(ALPHABET.index(c) for c in "xf93gt2")]
    total = sum(place * value for place, value in enumerate(digits, start=1))
    assert ALPHABET[total % 29] == "q"


@given(accessions)
def test_every_minted_identifier_is_valid(accession: str) -> None:
    assert is_valid(mint(accession))


@given(names, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_always_noticed(name: str, place: int, other: str) -> None:
    good = name + check_character(name)
    bad = good[:place] + other + good[place + 1 :]
    assert is_valid(bad) is (bad == good)


@given(names, st.integers(0, LENGTH - 3))
def test_two_exchanged_neighbours_are_always_noticed(name: str, place: int) -> None:
    good = name + check_character(name)
    bad = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert is_valid(bad) is (bad == good)


@given(names, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_slip_of_one_character_can_be_repaired(name: str, place: int, other: str) -> None:
    good = name + check_character(name)
    bad = good[:place] + other + good[place + 1 :]
    assert bad == good or good in repairs(bad)


def test_an_identifier_typed_with_spaces_hyphens_and_capitals_has_one_true_form() -> None:
    assert normalise(" XT66 NZTH-BGZ ") == "xt66nzthbgz"


@pytest.mark.parametrize("text", ["", "xt66nzthbg", "xt66nzthbgzz", "xt66nzthbga", "XT66NZTHBGZ"])
def test_what_has_not_the_form_is_not_well_formed(text: str) -> None:
    assert not is_well_formed(text)
    assert not is_valid(text)


@given(names, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_a_missing_or_added_character_is_repaired(name: str, place: int, added: str) -> None:
    name += check_character(name)
    assert name in repairs(name[:place] + name[place + 1 :])
    assert name in repairs(name[:place] + added + name[place:])


@pytest.mark.parametrize("text", ["", "xt66nzthb", "xt66nzthbgzzz"])
def test_nothing_is_guessed_for_a_text_of_quite_another_length(text: str) -> None:
    assert repairs(text) == []
