"""Blocks, the units of a text in reading order, with marks. Pure: no Django, no files.

A block is what a reader would point at: a paragraph, a subhead, a verse, a signature. Its text is
the source's own, less the indentation that told the layout what it is. Marks are character
ranges inside a block (a dateline, an agency), so nothing is ever cut out of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

BlockKind: TypeAlias = Literal[
    "paragraph",
    "subhead",
    "verse",
    "quotation",
    "signature",
    "note",
    "caption",
    "table",
    "list",
]
MarkKind: TypeAlias = Literal[
    "dateline",
    "agency",
    "place",
    "day",
    "emphasis",
    "strong",
    "link",
    "note",
    "person",
    "organisation",
    "page",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """A named range of a block's text, in characters: ``text[start:end]``.

    ``target`` is what the range leads to: a link's address, the number of a note's block (from 1)
    or, in a note, of the block that refers to it. A ``page`` has no length: a printed page begins
    there, and ``target`` is its number as printed.
    """

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One numbered unit of a body. Line breaks inside it (verse, tables) are ``\\n``."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: place, agency and day of a report as the text prints them; any may be empty.

    >>> Dateline(agency="新华社", place="莫斯科", day="23日")
    Dateline(agency='新华社', place='莫斯科', day='23日')
    """

    agency: str = ""
    place: str = ""
    day: str = ""


def blocks_to_json(blocks: Iterable[Block]) -> list[list[Any]]:
    """Blocks as the database stores them: ``[kind, text]``, and a third item for marks.

    The third item lists them as ``[kind, start, end]``, with the target behind where there is one.
    """
    return [
        [block.kind, block.text, [_mark_to_json(mark) for mark in block.marks]]
        if block.marks
        else [block.kind, block.text]
        for block in blocks
    ]


def _mark_to_json(mark: Mark) -> list[Any]:
    place = [mark.kind, mark.start, mark.end]
    return [*place, mark.target] if mark.target else place


def blocks_from_json(rows: Iterable[list[Any]]) -> tuple[Block, ...]:
    """The inverse of `blocks_to_json`."""
    return tuple(
        Block(row[0], row[1], tuple(Mark(*mark) for mark in row[2]) if len(row) > 2 else ())
        for row in rows
    )
