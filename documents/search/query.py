"""The search language: what a reader types, as a small tree. Pure; it never fails.

``docs/search.md`` describes the language. What cannot be read is listed in ``Query.unread`` and
searched as plain words where it has any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.search.analysis import HAN_CHARACTER, UNIT, separated
from documents.search.folding import HAN, folded

MAX_LENGTH = 400  # characters of a query that are read
MAX_TERMS = 32  # words and phrases that are searched
MAX_UNITS = 64  # words and Han characters of one phrase

Field: TypeAlias = Literal["all", "title"]

# What a field is called in the query, in every interface language.
FIELDS: dict[str, Field] = {"title": "title", "标题": "title", "標題": "title"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word, found by its stem. ``text`` is folded."""

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and Han characters at their places; a hole between two places is a break.

    One Han character alone is a phrase too; ``"科学"`` and 科学 are the same.
    """

    units: tuple[tuple[int, str], ...]
    field: Field = "all"

    @property
    def is_han_run(self) -> bool:
        """Whether it is Han characters and nothing else, with no break among them."""
        last = len(self.units) - 1
        return self.units[last][0] == last and all(
            HAN_CHARACTER.fullmatch(unit) for _, unit in self.units
        )


Leaf: TypeAlias = Word | Phrase


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

    @property
    def is_blank(self) -> bool:
        return not self.clauses and not self.unread

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """What may be marked in a text: every leaf that is not excluded."""
        return tuple(
            leaf for clause in self.clauses if not clause.excluded for leaf in clause.leaves
        )


_DOUBLE = '"“”„‟＂'
_PAIRS = {"「": "」", "『": "』", "«": "»"} | dict.fromkeys(_DOUBLE, _DOUBLE)
_OPENING = re.escape("".join(_PAIRS))
_NAMES = "|".join(FIELDS)
# A word that stands for an operator, or [-][field:] before a quotation or before a run of
# characters without space. A minus counts only at the start of a word.
_PIECE = re.compile(
    r"(?P<operator>OR|AND|NOT)(?!\S)"
    rf"|(?P<minus>[-－−]?)(?:(?P<field>(?i:{_NAMES}))[:：])?"
    rf"(?:(?P<quote>[{_OPENING}])|(?P<chunk>[^\s{_OPENING}]*))"
)
_UNKNOWN_FIELD = re.compile(r"([A-Za-z_]{2,20}):(?=[^\W_])")
# Marks that part words in a list; between Han characters they are punctuation to be matched.
_LIST_MARK = re.compile(f"[,;/|，；、](?:(?<![{HAN}].)|(?![{HAN}]))(?:(?<!\\d.)|(?!\\d))")


def parse(text: str) -> Query:
    """Reads a query: words, phrases, exclusions and ORs; whatever is typed gives a `Query`."""
    return _Reader(text).query()


class _Reader:
    def __init__(self, text: str) -> None:
        text = text.replace("\0", " ")
        self.text = text[:MAX_LENGTH].strip()
        self.unread: list[str] = []
        self.clauses: list[Clause] = []
        self.terms = 0
        if text[MAX_LENGTH:].strip():
            self.unread.append(text[MAX_LENGTH:].strip()[:40] + "…")

    def query(self) -> Query:
        place = 0
        joining = excluding = False
        while place < len(self.text):
            if self.text[place].isspace():
                place += 1
                continue
            match = _PIECE.match(self.text, place)
            assert match is not None  # every part of the pattern may be empty
            operator = match["operator"]
            if operator == "NOT":
                place, excluding = match.end(), True
                continue
            if operator == "OR":
                usable = bool(self.clauses) and not self.clauses[-1].excluded and not joining
                place = match.end()
                if usable:
                    joining = True
                else:
                    self.unread.append("OR")
                continue
            if operator == "AND":
                place = match.end()
                continue
            place, leaves = self._piece(match)
            minus = bool(match["minus"])
            if not leaves:
                continue
            self._add(leaves, excluded=minus or excluding, joining=joining)
            joining = excluding = False
        if joining:
            self.unread.append("OR")
        if excluding:
            self.unread.append("NOT")
        return Query(tuple(self.clauses), tuple(dict.fromkeys(self.unread)))

    def _piece(self, match: re.Match[str]) -> tuple[int, list[Leaf]]:
        field = FIELDS[match["field"].lower()] if match["field"] else "all"
        quote = match["quote"]
        if quote:
            closing = _PAIRS[quote]
            end = next(
                (i for i in range(match.end(), len(self.text)) if self.text[i] in closing), -1
            )
            if end < 0:
                self.unread.append(quote)
                end = len(self.text)
            inside = self.text[match.end() : end]
            leaves = self._phrase(inside, field)
            if not leaves and inside.strip():
                self.unread.append(inside.strip())
            return end + 1, leaves
        chunk = match["chunk"]
        if not chunk:
            # A minus or a field name with nothing after it; a stray closing quote.
            end = max(match.end(), match.start() + 1)
            self.unread.append(self.text[match.start() : end])
            return end, []
        unknown = _UNKNOWN_FIELD.match(chunk) if field == "all" else None
        if unknown:
            self.unread.append(unknown[0])
            chunk = f"{unknown[1]},{chunk[unknown.end() :]}"
        if chunk[-1] in "*~" and HAN_OR_LETTER.search(chunk):
            self.unread.append(chunk[-1])
        leaves = [leaf for part in _LIST_MARK.split(chunk) for leaf in self._chunk(part, field)]
        if not leaves:
            self.unread.append(match[0])
        return match.end(), leaves

    def _chunk(self, chunk: str, field: Field) -> list[Leaf]:
        """A run of characters without space: a word, or exactly what is written."""
        units = _units(chunk)
        if len(units) == 1 and not HAN_CHARACTER.fullmatch(units[0][1]):
            return [Word(units[0][1], field)]
        return self._phrase(chunk, field)

    def _phrase(self, text: str, field: Field) -> list[Leaf]:
        units = _units(text)
        if len(units) > MAX_UNITS:
            self.unread.append("".join(unit for _, unit in units[MAX_UNITS:])[:40] + "…")
            units = units[:MAX_UNITS]
        return [Phrase(units, field)] if units else []

    def _add(self, leaves: list[Leaf], *, excluded: bool, joining: bool) -> None:
        room = MAX_TERMS - self.terms
        for leaf in leaves[room:]:
            self.unread.append(_written(leaf))
        leaves = leaves[:room]
        if not leaves:
            return
        self.terms += len(leaves)
        if joining and not excluded:
            last = self.clauses[-1]
            self.clauses[-1] = Clause((*last.leaves, leaves[0]))
            leaves = leaves[1:]
        elif joining:
            self.unread.append("OR")
        self.clauses += [Clause((leaf,), excluded) for leaf in leaves]


HAN_OR_LETTER = re.compile(r"\w")


def _units(text: str) -> tuple[tuple[int, str], ...]:
    """The units of a piece of text at their places, without breaks at either end."""
    units = UNIT.findall(separated(folded(text)))
    placed = [(place, unit) for place, unit in enumerate(units) if unit]
    return tuple((place - placed[0][0], unit) for place, unit in placed)


def _written(leaf: Leaf) -> str:
    return leaf.text if isinstance(leaf, Word) else " ".join(unit for _, unit in leaf.units)
