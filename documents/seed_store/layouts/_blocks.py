"""Makes numbered blocks of a body's lines, for every layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from documents.blocks import Block, BlockKind, Dateline, Mark
from documents.seed_store.layouts._lines import LineLedger

# Gives the marks of a paragraph's dateline and its parts, or None.
DatelineFinder = Callable[[str], tuple[tuple[Mark, ...], Dateline] | None]


_WITH_DATELINES: frozenset[BlockKind] = frozenset({"paragraph", "signature"})


class BodyPiece(NamedTuple):
    """The lines of a file that make up one block."""

    kind: BlockKind
    text: str
    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body's blocks, and the first dateline marked in them."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None


def enter_blocks(
    ledger: LineLedger, pieces: Sequence[BodyPiece], language: str, find_dateline: DatelineFinder
) -> Body:
    """Make numbered blocks, enter their lines in the ledger, mark the datelines in them."""
    blocks: list[Block] = []
    first: Dateline | None = None
    for number, piece in enumerate(pieces, start=1):
        for index in piece.indexes:
            ledger.enter(index, "body", language, number)
        may_have = piece.kind in _WITH_DATELINES
        found = find_dateline(piece.text) if may_have else None
        if found and first is None:
            first = found[1]
        blocks.append(Block(piece.kind, piece.text, found[0] if found else ()))
    return Body(tuple(blocks), first)


def find_only_reporters(blocks: Sequence[Block], find_reporters: Callable[[str], str]) -> str:
    """The words that name the one reporter; none where several reports in a text name several."""
    texts = (block.text for block in blocks if block.kind in _WITH_DATELINES)
    found = set(map(find_reporters, texts)) - {""}
    return found.pop() if len(found) == 1 else ""
