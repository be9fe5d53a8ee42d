"""Arranges two texts in rows as their alignment pairs them. Pure: no Django.

The law of this room: whatever the alignment says, every block of every text shown is shown once and
in order, and every anchor of both texts stands somewhere on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from documents.blocks import Block, MarkKind
from documents.sentences import sentences

View: TypeAlias = Literal["parallel", "stacked", "original", "translation", "glossed"]
VIEWS: tuple[View, ...] = get_args(View)
SURE = 0.9  # the confidence under which no pairing, of blocks or of sentences, is shown as true

DATELINE_MARKS: frozenset[MarkKind] = frozenset({"dateline", "agency", "place", "day"})

Steps: TypeAlias = Sequence[Sequence[int]] | Literal[0]


class MarkedRun(NamedTuple):
    """A stretch of a block's text under one mark, or under none."""

    start: int
    end: int
    mark: MarkKind | None = None


class Sentence(NamedTuple):
    """A sentence of a block; the other text's sentences of the same ``pair`` answer it.

    Pairs are counted from 1 in each row.
    """

    start: int
    end: int
    pair: int


class NumberedBlock(NamedTuple):
    """A block with its number in its text (from 1) and the anchor that citations use."""

    number: int
    anchor: str
    block: Block
    sentences: tuple[Sentence, ...] = ()

    @property
    def runs(self) -> tuple[MarkedRun, ...]:
        """The text in runs, split where datelines begin and end."""
        return tuple(_part(self.block))

    @property
    def lines(self) -> list[str]:
        """The lines of a block that has lines: a verse, a table, a list."""
        return self.block.text.split("\n")


class Row(NamedTuple):
    """A row: blocks that answer each other; ``anchors`` are those of blocks the view leaves out.

    An ``uncertain`` row claims only that its two sides answer each other as wholes; ``reasons`` are
    the aligner's words on why it could not part them. Beside such a row (``near_doubt``) a block
    that stands alone may have its counterpart in it.
    """

    original: tuple[NumberedBlock, ...] = ()
    translation: tuple[NumberedBlock, ...] = ()
    anchors: tuple[str, ...] = ()
    opens_section: bool = False
    uncertain: bool = False
    reasons: tuple[str, ...] = ()
    near_doubt: bool = False

    @property
    def has_text(self) -> bool:
        return bool(self.original or self.translation)


_Sides: TypeAlias = tuple[tuple[NumberedBlock, ...], tuple[NumberedBlock, ...]]


@dataclass(slots=True)
class _Reader:
    """A cursor over the blocks of one text, in order; skipped ones come along."""

    letter: str
    blocks: Sequence[Block]
    taken: int = 0

    def until(self, number: int) -> Iterator[NumberedBlock]:
        """Every block not taken yet, up to a number."""
        while self.taken < min(number, len(self.blocks)):
            self.taken += 1
            block = self.blocks[self.taken - 1]
            yield NumberedBlock(self.taken, f"{self.letter}{self.taken}", block)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a page: the original's blocks, the translation's, and their alignment."""

    original: Sequence[Block] = ()
    translation: Sequence[Block] = ()
    alignment: Sequence[Sequence[Any]] = field(default=())
    sections: frozenset[int] = frozenset()  # block numbers, of the text that ``p`` counts
    doubts: Mapping[str, str] = field(default_factory=dict)  # bead, from "1" -> why it is uncertain
    steps: Sequence[Steps] = field(default=())  # by bead, as `models.Translation.sentences`
    languages: tuple[str, str] = ("", "")


def number_blocks(blocks: Sequence[Block], letter: str = "p") -> tuple[NumberedBlock, ...]:
    """The blocks of a text, numbered, with their anchors."""
    return tuple(_Reader(letter, blocks).until(len(blocks)))


def pair_blocks(texts: Texts, *, lit: bool = False) -> list[Row]:
    """The rows of both texts by their beads; a block in no bead has a row where it stands.

    ``lit`` rows that are certain have their sentences too.
    """
    original, translation = _Reader("p", texts.original), _Reader("t", texts.translation)
    rows: list[Row] = []
    for place, (ours, theirs, confidence) in enumerate(texts.alignment):
        reason = texts.doubts.get(str(place + 1), "")
        sides = (
            tuple(original.until(max(ours, default=0))),
            tuple(translation.until(max(theirs, default=0))),
        )
        uncertain = confidence < SURE
        if lit and not uncertain and place < len(texts.steps):
            sides = _light(sides, texts.steps[place], texts.languages)
        reasons = (reason,) if reason and uncertain else ()
        rows.append(Row(*sides, uncertain=uncertain, reasons=reasons))
    rest = (original.until(len(texts.original)), translation.until(len(texts.translation)))
    rows += [Row((block,)) for block in rest[0]]
    rows += [Row((), (block,)) for block in rest[1]]
    return [_mark_section(row, texts.sections) for row in rows if row.has_text]


def arrange_rows(texts: Texts, view: View) -> list[Row]:
    """The rows of one view; anchors of a text left out stand at what answers it."""
    if not texts.original:  # the original is not held: its numbers are the translation's
        rows = [Row((), (block,)) for block in number_blocks(texts.translation)]
        return [_mark_section(row, texts.sections) for row in rows]
    rows = pair_blocks(texts, lit=view in {"parallel", "stacked"})
    if not texts.translation:
        return rows
    if view in {"parallel", "stacked"}:
        return _mark_doubt(_join_uncertain(rows))
    return list(_only(rows, view))


def _join_uncertain(rows: Sequence[Row]) -> list[Row]:
    """Rows with every run of uncertain ones joined: where to divide it is not known."""
    joined: list[Row] = []
    for row in rows:
        if row.uncertain and not row.opens_section and joined and joined[-1].uncertain:
            before = joined[-1]
            joined[-1] = Row(
                before.original + row.original,
                before.translation + row.translation,
                opens_section=before.opens_section,
                uncertain=True,
                reasons=tuple(dict.fromkeys(before.reasons + row.reasons)),
            )
        else:
            joined.append(row)
    return joined


def _mark_doubt(rows: Sequence[Row]) -> list[Row]:
    """Rows with those marked that are uncertain or stand next to an uncertain one."""
    doubtful = [False, *(row.uncertain for row in rows), False]
    return [
        row._replace(near_doubt=any(doubtful[place : place + 3])) for place, row in enumerate(rows)
    ]


def _light(sides: _Sides, steps: Steps, languages: tuple[str, str]) -> _Sides:
    """A row's sides with their sentences, paired by the steps; unchanged where none fit."""
    spans = [
        [
            (place, start, end)
            for place, item in enumerate(side)
            for start, end in sentences(item.block.text, language)
        ]
        for side, language in zip(sides, languages, strict=True)
    ]
    counts = [len(found) for found in spans]
    stepped: Sequence[Sequence[int]] = [(1, 1)] * counts[0] if isinstance(steps, int) else steps
    if len(stepped) < 2 or [sum([step[side] for step in stepped]) for side in (0, 1)] != counts:
        return sides
    original, translation = (
        tuple(_pair_sentences(side, spans[place], [step[place] for step in stepped]))
        for place, side in enumerate(sides)
    )
    return original, translation


def _pair_sentences(
    side: Sequence[NumberedBlock], spans: Sequence[tuple[int, int, int]], counts: Sequence[int]
) -> Iterator[NumberedBlock]:
    """Blocks with sentences numbered by pair; adjacent ones of a pair are as one."""
    pairs = [pair for pair, count in enumerate(counts, start=1) for _ in range(count)]
    told: dict[int, list[Sentence]] = {}
    for (place, start, end), pair in zip(spans, pairs, strict=True):
        here = told.setdefault(place, [])
        if here and here[-1].pair == pair:
            here[-1] = Sentence(here[-1].start, end, pair)
        else:
            here.append(Sentence(start, end, pair))
    for place, item in enumerate(side):
        lit = tuple(told.get(place, ()))
        yield NumberedBlock(item.number, item.anchor, item.block, lit) if lit else item


def _only(rows: Iterable[Row], view: View) -> Iterator[Row]:
    """The rows of one text. Anchors that nothing answers stand at the next row, else at the end."""
    waiting: tuple[str, ...] = ()
    opens = False
    for both in rows:
        shown, hidden = both.original, both.translation
        if view == "translation":
            shown, hidden = hidden, shown
        waiting += tuple(block.anchor for block in hidden)
        opens = opens or both.opens_section
        if not shown:
            continue
        row = Row((), shown) if view == "translation" else Row(shown)
        yield row._replace(anchors=waiting, opens_section=opens)
        waiting, opens = (), False
    if waiting:
        yield Row(anchors=waiting)


def _mark_section(row: Row, sections: frozenset[int]) -> Row:
    if not sections:
        return row
    counted = row.original or row.translation
    opens = any(
        block.number in sections and block.anchor.startswith("p") and block.number > 1
        for block in counted
    )
    return row._replace(opens_section=True) if opens else row


def _part(block: Block) -> Iterator[MarkedRun]:
    """The text split at the outermost marks: a dateline's agency and place stay inside it."""
    reached, length = 0, len(block.text)
    marks = [mark for mark in block.marks if mark.kind in DATELINE_MARKS]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = mark.start, min(mark.end, length)
        if start < reached or end <= start:
            continue
        if start > reached:
            yield MarkedRun(reached, start)
        yield MarkedRun(start, end, mark.kind)
        reached = end
    if reached < length:
        yield MarkedRun(reached, length)
