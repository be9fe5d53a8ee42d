"""Tables whose cells are text to a spreadsheet, and the same values again to a program."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.csv_tables import escape_formula, write_rows, write_table

SIGNS = "=+-@＝＋－＠"
# What docs/data.md tells programs: where this matches, take the first apostrophe off.
ESCAPED = re.compile(r"'+(\s*[=+\-@＝＋－＠]|[\t\r\n])")
cell = st.one_of(st.text(max_size=20), st.text(alphabet=f"'{SIGNS}\t\r\n a1", max_size=6))


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("start", [*SIGNS, "\t", "\r", " =", "　=", "\n"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    assert escape_formula(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["", "1958", "a=b", "’tis", "'tis", "社论", "(-1)", "·=", "p. 6"])
def test_other_cells_stay_as_they_are(value: str) -> None:
    assert escape_formula(value) == value


@given(cell)
@example("'=1")
@example("''\t")
def test_a_program_gets_every_value_back(value: str) -> None:
    written = escape_formula(value)
    assert (written[1:] if ESCAPED.match(written) else written) == value
    assert not written.startswith(("\t", "\r", *SIGNS))


@pytest.mark.parametrize("delimiter", [",", "\t"])
@given(rows=st.lists(st.lists(cell.filter(lambda text: "\0" not in text), min_size=2), max_size=3))
def test_raw_cells_are_read_back_as_they_were(delimiter: str, rows: list[list[str]]) -> None:
    assert read(write_rows(rows, delimiter, "raw"), delimiter) == rows


def test_numbers_stay_numbers_and_the_first_row_is_a_row_like_any_other() -> None:
    assert write_table([["=A1"], [-1]]) == "\ufeff'=A1\r\n-1\r\n"
