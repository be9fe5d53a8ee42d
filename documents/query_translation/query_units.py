"""The units of a query that are translated together: words, phrases of the dictionary, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.query_translation.name_candidates import (
    chinese_names,
    latin_names,
    may_be_name,
)
from documents.query_translation.word_candidates import chinese_candidates, split_chinese
from documents.renderings.words import SMALL_WORDS
from documents.search import OpenIndex
from documents.search.analysis import HAN_CHARACTER
from documents.search.clauses import Clause, Field, FilterValue, Leaf, Phrase, Query, Word, write

MOST_WORDS = 8  # of a query that are translated
LONGEST_PHRASE = 4  # words of a phrase that is looked up
NO_GROUP = -1


@dataclass(frozen=True, slots=True)
class QueryUnit:
    """Words that are translated together, and how they were asked for.

    ``is_phrase`` are words that must stand side by side; the units of one ``group`` are
    alternatives.
    """

    words: tuple[str, ...]
    field: Field = "all"
    excluded: bool = False
    is_phrase: bool = False
    group: int = NO_GROUP

    @property
    def asked(self) -> str:
        """The words as they were asked."""
        return ("" if self.is_chinese else " ").join(self.words)

    @property
    def search(self) -> str:
        """The words as the search box takes them: several side by side."""
        return f'"{self.asked}"' if len(self.words) > 1 else self.asked

    @property
    def is_chinese(self) -> bool:
        return all(HAN_CHARACTER.match(word) for word in self.words)

    @property
    def may_join(self) -> bool:
        """Whether it may be part of a phrase that the words beside it make."""
        plain = self.field == "all" and self.group == NO_GROUP
        return plain and not (self.excluded or self.is_phrase or self.is_chinese)

    def parts(self) -> Iterator[QueryUnit]:
        """Its words one by one."""
        words = split_chinese(self.asked) if self.is_chinese else self.words
        for word in words:
            yield replace(self, words=(word,), is_phrase=False)


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query read for translation: its units, the clauses kept as they are, what is left out."""

    units: tuple[QueryUnit, ...]
    kept: tuple[Clause, ...]
    left_out: tuple[str, ...]


def read_units(query: Query) -> ReadQuery:
    """Read the units of a query; beginnings and misspelt words have no translation."""
    units: list[QueryUnit] = []
    kept: list[Clause] = []
    left_out: list[str] = []
    for number, clause in enumerate(query.clauses):
        if isinstance(clause.leaves[0], FilterValue):
            kept.append(clause)
            continue
        leaves = _without_joined(clause.leaves)
        group = number if len(leaves) > 1 and not clause.excluded else NO_GROUP
        for leaf in leaves:
            if isinstance(leaf, Word):
                words: tuple[str, ...] = (leaf.text,)
            elif isinstance(leaf, Phrase):
                words = tuple(unit for unit in leaf.units if unit[0].isalnum())
            else:
                left_out.append(write([Clause((leaf,))]))
                continue
            side_by_side = leaf in clause.leaves[:1] and len(clause.leaves) == len(leaves)
            is_phrase = isinstance(leaf, Phrase) and len(words) > 1 and side_by_side
            units.append(QueryUnit(words, leaf.field, clause.excluded, is_phrase, group))
    said = [unit for unit in units if not all(word in SMALL_WORDS for word in unit.words)]
    units = said or units
    left_out += [unit.asked for unit in units[MOST_WORDS:]]
    return ReadQuery(tuple(units[:MOST_WORDS]), tuple(kept), tuple(left_out))


def _without_joined(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """The leaves of a clause; of a word with a hyphen, which has two, the parts alone."""
    match leaves:
        case (Phrase(units=units) as phrase, Word(text=text)) if "".join(units) == text:
            return (phrase,)
    return leaves


def join_phrases(
    units: Sequence[QueryUnit], index: OpenIndex, *, to_chinese: bool
) -> Iterator[QueryUnit]:
    """The units, with words that make a phrase of the dictionary or a name as one.

    A run of Chinese that the dictionary lacks, and that is no name, comes as its words.
    """
    place = 0
    while place < len(units):
        unit = units[place]
        length = 1
        if unit.is_chinese and not to_chinese:
            if unit.excluded or (may_be_name(unit.asked) and latin_names(index, unit.asked)):
                yield unit
            else:
                yield from unit.parts()
        else:
            joined, length = _longest(units[place : place + LONGEST_PHRASE], index)
            yield joined
        place += length


def _longest(units: Sequence[QueryUnit], index: OpenIndex) -> tuple[QueryUnit, int]:
    """The longest phrase that begins with the first unit, and how many units it takes."""
    able = next((n for n, unit in enumerate(units) if not unit.may_join), len(units))
    for length in range(able, 1, -1):
        words = tuple(word for unit in units[:length] for word in unit.words)
        if len(words) > LONGEST_PHRASE:
            continue
        if chinese_names(index, words) or chinese_candidates(index, " ".join(words)):
            return replace(units[0], words=words), length
    return units[0], 1
