"""Front matter: a reader of YAML finds the values that were written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.conversion.front_matter import write_front_matter

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.none() | st.integers(-(10**6), 10**6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def read(written: str) -> object:
    assert written.startswith("---\n")
    assert written.endswith("---\n")
    return yaml.safe_load(written[4:-4])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_yaml_reads_what_was_written(values: dict[str, object]) -> None:
    assert read(write_front_matter(values)) == values


@pytest.mark.parametrize(
    "text",
    [
        "1958",
        "1958-01-24",
        "no",
        "Null",
        "~",
        "a: b",
        "a #b",
        "- x",
        "1_000",
        "0x1f",
        "12:30",
        "=",
        "",
    ],
)
def test_a_text_stays_a_text(text: str) -> None:
    assert read(write_front_matter({"date": text})) == {"date": text}


def test_every_line_is_short_enough_to_be_one_field() -> None:
    written = write_front_matter({"notes": "one\ntwo\u2028three\x85four"})
    assert written.count("\n") == 3
    assert len(written.splitlines()) == 3
