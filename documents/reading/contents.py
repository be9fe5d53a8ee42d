"""The table of contents of a long text, from its subheads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.reading.rows import Row

FEWEST = 3  # subheads worth a list
LONG = 60  # rows; past it a page draws only what is near the window


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry: a subhead of the text that comes first, with its anchor."""

    anchor: str
    text: str
    is_original: bool


def list_contents(rows: Sequence[Row], *, translation_first: bool = False) -> list[Heading]:
    """The entries in order, of one text only; empty where they are too few to need a list."""
    found = [
        Heading(item.anchor, item.block.text, not of_translation)
        for of_translation in (False, True)
        for row in rows
        for item in (row.translation if of_translation else row.original)
        if item.block.kind == "subhead"
    ]
    for wanted in (not translation_first, translation_first):
        headings = [one for one in found if one.is_original is wanted]
        if len(headings) >= FEWEST:
            return headings
    return []
