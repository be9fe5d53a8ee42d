"""The rows of a page: two texts beside each other as their alignment pairs them. Pure: no Django.

The law of this room: whatever the alignment says, every block of every text shown is shown once and
in order, and every anchor of both texts stands somewhere on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from documents.blocks import Block, MarkKind

View: TypeAlias = Literal["parallel", "stacked", "original", "translation"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text under one mark, or under none."""

    text: str
    mark: MarkKind | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with its number in its text (from 1) and the anchor that a citation points at."""

    number: int
    anchor: str
    block: Block

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text, parted where datelines begin and end."""
        return tuple(_part(self.block))

    @property
    def lines(self) -> list[str]:
        """The lines of a block that has lines: a verse, a table, a list."""
        return self.block.text.split("\n")


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that answer each other; ``anchors`` are those of blocks that the view leaves out."""

    original: tuple[Numbered, ...] = ()
    translation: tuple[Numbered, ...] = ()
    anchors: tuple[str, ...] = ()
    opens_section: bool = False

    @property
    def has_text(self) -> bool:
        return bool(self.original or self.translation)


@dataclass(slots=True)
class _Reader:
    """Takes blocks of one text in order, and those that nothing named before them on the way."""

    letter: str
    blocks: Sequence[Block]
    taken: int = 0

    def until(self, number: int) -> Iterator[Numbered]:
        """Every block not taken yet, up to a number."""
        while self.taken < min(number, len(self.blocks)):
            self.taken += 1
            block = self.blocks[self.taken - 1]
            yield Numbered(self.taken, f"{self.letter}{self.taken}", block)


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page has to show: the original's blocks, the translation's, and how they answer."""

    original: Sequence[Block] = ()
    translation: Sequence[Block] = ()
    alignment: Sequence[Sequence[Any]] = field(default=())
    sections: frozenset[int] = frozenset()  # block numbers, of the text that ``p`` counts


def number_blocks(blocks: Sequence[Block], letter: str = "p") -> tuple[Numbered, ...]:
    """A text's blocks under their anchors."""
    return tuple(_Reader(letter, blocks).until(len(blocks)))


def pair(texts: Texts) -> list[Row]:
    """The rows of both texts, as the beads say; what no bead names gets a row where it stands."""
    original, translation = _Reader("p", texts.original), _Reader("t", texts.translation)
    rows: list[Row] = []
    for bead in texts.alignment:
        ours = max(bead[0], default=0)
        theirs = max(bead[1], default=0)
        rows.append(Row(tuple(original.until(ours)), tuple(translation.until(theirs))))
    rest = (original.until(len(texts.original)), translation.until(len(texts.translation)))
    rows += [Row((block,)) for block in rest[0]]
    rows += [Row((), (block,)) for block in rest[1]]
    return [_mark_section(row, texts.sections) for row in rows if row.has_text]


def arrange(texts: Texts, view: View) -> list[Row]:
    """The rows of one view; the anchors of a text left out stand at what answers it."""
    if not texts.original:  # the original is not held: its numbers are the translation's
        rows = [Row((), (block,)) for block in number_blocks(texts.translation)]
        return [_mark_section(row, texts.sections) for row in rows]
    rows = pair(texts)
    if not texts.translation or view in {"parallel", "stacked"}:
        return rows
    return list(_only(rows, view))


def _only(rows: Iterable[Row], view: View) -> Iterator[Row]:
    """Rows of one text. Anchors that nothing answers stand at the next row, else after all."""
    waiting: tuple[str, ...] = ()
    opens = False
    for row in rows:
        shown, hidden = row.original, row.translation
        if view == "translation":
            shown, hidden = hidden, shown
        waiting += tuple(block.anchor for block in hidden)
        opens = opens or row.opens_section
        if not shown:
            continue
        kept = {"original": shown} if view == "original" else {"translation": shown}
        yield Row(**kept, anchors=waiting, opens_section=opens)
        waiting, opens = (), False
    if waiting:
        yield Row(anchors=waiting)


def _mark_section(row: Row, sections: frozenset[int]) -> Row:
    counted = row.original or row.translation
    opens = any(
        block.number in sections and block.anchor.startswith("p") and block.number > 1
        for block in counted
    )
    return Row(row.original, row.translation, row.anchors, opens) if opens else row


def _part(block: Block) -> Iterator[Run]:
    """The text cut at the outermost marks: a dateline's own agency and place stay inside it."""
    reached = 0
    for mark in sorted(block.marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < reached or mark.end <= mark.start:
            continue
        if mark.start > reached:
            yield Run(block.text[reached : mark.start])
        yield Run(block.text[mark.start : mark.end], mark.kind)
        reached = mark.end
    if reached < len(block.text):
        yield Run(block.text[reached:])
