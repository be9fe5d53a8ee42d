"""Sets the cells of a table as text in columns, for display in a fixed-width font."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_RULE = " │ "
_WIDEST = 60  # columns; what is wider pushes its row's next cell to the right


def set_table(rows: Sequence[Sequence[str]]) -> str:
    """The rows, one a line, their cells parted by a rule and level where they are not too wide."""
    count = max(map(len, rows), default=0)
    widths = [
        max((min(_width(row[place]), _WIDEST) for row in rows if place < len(row)), default=0)
        for place in range(count)
    ]
    lines = (
        _RULE.join(_fill(cell, width) for cell, width in zip(row, widths, strict=False))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    """The columns that a text takes: two for each wide character."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _fill(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
