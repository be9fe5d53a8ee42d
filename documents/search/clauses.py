"""The syntax tree of a query, and how a reader would type it. Pure.

`query.parse` reads what was typed; `compile` turns it into what the index is asked.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, TypeAlias

from documents.search.analysis import BREAK, HAN_CHARACTER

Field: TypeAlias = Literal["all", "title"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, found by its stem. ``text`` is folded.

    ``languages`` are those, besides English and Russian, by whose stemmers it is looked for too.
    """

    text: str
    field: Field = "all"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, Han characters and breaks in order.

    One Han character alone is a phrase too; ``"科学"`` and 科学 are the same.
    """

    units: tuple[str, ...]
    field: Field = "all"

    @property
    def is_han_run(self) -> bool:
        """Whether it consists of Han characters alone, without a break."""
        return all(map(HAN_CHARACTER.fullmatch, self.units))


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin with some letters: ``cooperat*``. ``text`` is folded."""

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class FuzzyWord:
    """A word and those spelt almost the same: ``Komecon~``.

    `edit_distance.allowed_distance` says how far.
    """

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class FilterValue:
    """A value of a filter, to be excluded: ``-year:1958``. It stands in no text.

    ``column`` is the filter's field of a `SearchRequest`, ``name`` what it was typed as.
    """

    column: str
    value: str
    name: str
    field: Field = "all"

    @property
    def text(self) -> str:
        """The filter as it is typed, without the minus."""
        plain = re.fullmatch(r"[\w-]+", self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


Leaf: TypeAlias = Word | Phrase | Prefix | FuzzyWord | FilterValue


@dataclass(frozen=True, slots=True)
class Clause:
    """Leaves of which one is enough; required or, if ``excluded``, forbidden.

    With ``weights``, one for each, the leaves are translations of one word and count as one word;
    ``rarity`` is what that word counts among others (see `Query.least`).
    """

    leaves: tuple[Leaf, ...]
    excluded: bool = False
    weights: tuple[float, ...] = ()
    rarity: float = 1.0

    def keep(self, leaves: Container[Leaf]) -> Clause:
        """The clause with some of its leaves alone."""
        places = [place for place, leaf in enumerate(self.leaves) if leaf in leaves]
        return replace(
            self,
            leaves=tuple(self.leaves[place] for place in places),
            weights=tuple(self.weights[place] for place in places) if self.weights else (),
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: all clauses must hold. Without clauses and ``unread``, nothing was asked.

    With ``least``, some of the required clauses are enough: those that hold this share of the
    rarity of all. Of each set in ``not_together`` one clause must not hold.
    """

    clauses: tuple[Clause, ...] = ()
    unread: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()  # single Han characters read as one run: 鞠 鹏 as 鞠鹏
    signs: tuple[str, ...] = ()  # signs that the index does not know: § of §247
    least: float = 0.0
    not_together: tuple[tuple[Clause, ...], ...] = ()

    @property
    def sufficient_sets(self) -> tuple[tuple[Clause, ...], ...]:
        """The smallest sets of required clauses that are enough; one of all but for ``least``."""
        required = [clause for clause in self.clauses if not clause.excluded]
        if not self.least:
            return (tuple(required),)
        wanted = self.least * sum(clause.rarity for clause in required)
        found: list[tuple[Clause, ...]] = []
        for size in range(1, len(required) + 1):
            for some in combinations(required, size):
                if sum(clause.rarity for clause in some) >= wanted and not any(
                    set(fewer) <= set(some) for fewer in found
                ):
                    found.append(some)
        return tuple(found)

    @property
    def is_blank(self) -> bool:
        return not self.clauses and not self.unread

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf that is not excluded: what may be marked in a text."""
        return tuple(
            leaf for clause in self.clauses if not clause.excluded for leaf in clause.leaves
        )


def search_languages(query: Query, languages: tuple[str, ...]) -> Query:
    """A query whose words are looked for by the stemmers of some languages too."""
    if not languages:
        return query

    def spread(leaf: Leaf) -> Leaf:
        return replace(leaf, languages=languages) if isinstance(leaf, Word) else leaf

    clauses = (
        replace(clause, leaves=tuple(map(spread, clause.leaves))) for clause in query.clauses
    )
    return replace(query, clauses=tuple(clauses))


def write(clauses: Sequence[Clause]) -> str:
    """Write a query as a reader would type it, so that `parse` reads the same clauses."""
    pieces: list[str] = []
    for clause in clauses:
        typed = [_typed(leaf) for leaf in clause.leaves]
        piece = "-" + " -".join(typed) if clause.excluded else " OR ".join(typed)
        # 鞠 鹏 would be read as one name.
        apart = pieces and HAN_CHARACTER.fullmatch(pieces[-1]) and HAN_CHARACTER.fullmatch(piece)
        pieces += ["AND", piece] if apart else [piece]
    return " ".join(pieces)


def _typed(leaf: Leaf) -> str:
    field = "" if leaf.field == "all" else f"{leaf.field}:"
    match leaf:
        case Word() | FilterValue():
            return field + leaf.text
        case Prefix():
            return f"{field}{leaf.text}*"
        case FuzzyWord():
            return f"{field}{leaf.text}~"
    if leaf.is_han_run:
        return field + "".join(leaf.units)
    return f'{field}"{" ".join("," if unit == BREAK else unit for unit in leaf.units)}"'


def write_clause(leaf: Leaf) -> str:
    """The words of a leaf as they are searched, to repeat them to the reader."""
    return " ".join(leaf.units) if isinstance(leaf, Phrase) else leaf.text
