"""Writes CSV and TSV tables (RFC 4180) whose cells no spreadsheet runs as formulas. Pure.

A cell that a spreadsheet would read as a formula is written with an apostrophe before it, which
makes it text. One that begins with apostrophes and goes on like a formula gets one more: so whoever
takes an apostrophe off each cell that begins so has the values as they were.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias, get_args

Cells: TypeAlias = Literal["text", "raw"]
CELLS: tuple[Cells, ...] = get_args(Cells)

BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something else, and garble Chinese

# The signs that begin a formula, also as wide as Han characters or after spaces; and a tab or line
# end in front, which some programs drop and then read on (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def escape_formula(value: str) -> str:
    """A cell's text, with an apostrophe before it where a spreadsheet would run it.

    >>> escape_formula("=1+1")
    "'=1+1"
    """
    return f"'{value}" if _FORMULA.match(value) else value


def write_rows(
    rows: Iterable[Sequence[object]], delimiter: str = ",", cells: Cells = "text"
) -> str:
    """Rows as CSV, or as TSV by another delimiter, without byte order mark.

    Numbers are written as numbers; in ``raw`` cells every text is written as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_cell(value, cells) for value in row] for row in rows)
    return out.getvalue()


def write_table(
    rows: Iterable[Sequence[object]], delimiter: str = ",", cells: Cells = "text"
) -> str:
    """A whole table as a file that spreadsheets open: rows after a byte order mark."""
    return BOM + write_rows(rows, delimiter, cells)


def _cell(value: object, cells: Cells) -> object:
    if not isinstance(value, str):
        return value
    text = value.replace("\x00", "")
    return text if cells == "raw" else escape_formula(text)
