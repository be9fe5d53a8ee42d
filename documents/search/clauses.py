"""What a query says, as a small tree, and how a reader would type it. Pure.

`query.parse` reads what was typed; `compiling` makes of it what the index is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.search.analysis import BREAK, HAN_CHARACTER

Field: TypeAlias = Literal["all", "title"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, found by its stem. ``text`` is folded."""

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, Han characters and breaks in order.

    One Han character alone is a phrase too; ``"科学"`` and 科学 are the same.
    """

    units: tuple[str, ...]
    field: Field = "all"

    @property
    def is_han_run(self) -> bool:
        """Whether it is Han characters and nothing else, with no break among them."""
        return all(map(HAN_CHARACTER.fullmatch, self.units))


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with some letters: ``cooperat*``. ``text`` is folded."""

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class FuzzyWord:
    """A word and those spelt nearly so: ``Komecon~``. `spelling.allowed` says how nearly."""

    text: str
    field: Field = "all"


Leaf: TypeAlias = Word | Phrase | Prefix | FuzzyWord


@dataclass(frozen=True, slots=True)
class Clause:
    """Leaves of which one is enough, required or, if ``excluded``, forbidden."""

    leaves: tuple[Leaf, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses must hold. Without clauses and ``unread``, nothing was asked."""

    clauses: tuple[Clause, ...] = ()
    unread: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()  # single Han characters read as one run: 鞠 鹏 as 鞠鹏

    @property
    def is_blank(self) -> bool:
        return not self.clauses and not self.unread

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """What may be marked in a text: every leaf that is not excluded."""
        return tuple(
            leaf for clause in self.clauses if not clause.excluded for leaf in clause.leaves
        )


def write(clauses: Sequence[Clause]) -> str:
    """A query that `parse` reads as these clauses, as a reader would type it."""
    pieces: list[str] = []
    for clause in clauses:
        piece = " OR ".join(
            ("-" if clause.excluded else "") + _typed(leaf) for leaf in clause.leaves
        )
        # 鞠 鹏 would be read as one name.
        apart = pieces and HAN_CHARACTER.fullmatch(pieces[-1]) and HAN_CHARACTER.fullmatch(piece)
        pieces += ["AND", piece] if apart else [piece]
    return " ".join(pieces)


def _typed(leaf: Leaf) -> str:
    field = "" if leaf.field == "all" else f"{leaf.field}:"
    match leaf:
        case Word():
            return field + leaf.text
        case Prefix():
            return f"{field}{leaf.text}*"
        case FuzzyWord():
            return f"{field}{leaf.text}~"
    if leaf.is_han_run:
        return field + "".join(leaf.units)
    return f'{field}"{" ".join("," if unit == BREAK else unit for unit in leaf.units)}"'


def write_clause(leaf: Leaf) -> str:
    """A leaf's words as they are searched, to be said back."""
    return " ".join(leaf.units) if isinstance(leaf, Phrase) else leaf.text
