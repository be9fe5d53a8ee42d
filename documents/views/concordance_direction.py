"""The direction of a concordance's table and of its lines: to the right, or to the left."""

from __future__ import annotations

from collections.abc import Iterable

from archive.languages import interface_tag
from documents.corpus.concordance import ConcordanceLine
from documents.text_direction import text_direction


def line_direction(line: ConcordanceLine) -> str:
    """The direction of a line; the page's where its language says none."""
    said = text_direction(line.language)
    return text_direction(interface_tag()) if said == "auto" else said


def direct_table(lines: Iterable[ConcordanceLine]) -> dict[str, str]:
    """The table's direction: that of its lines where they all have one, else the page's.

    Where it is not the page's, ``around`` is the language of a line.
    """
    own = text_direction(interface_tag())
    tags = {line_direction(line): line.language for line in lines}
    if len(tags) != 1 or own in tags:
        return {"direction": own, "around": ""}
    ((direction, tag),) = tags.items()
    return {"direction": direction, "around": tag}
