"""The parser of the search language: typed text to clauses. Pure; it never fails.

``docs/search.md`` describes the language. What cannot be read is listed in ``Query.unread`` and
searched as plain words where it has any. The file is longer than others because the rules of one
grammar call each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from documents.search.analysis import BREAK, HAN_CHARACTER, LETTER, UNIT, split_hyphens
from documents.search.clauses import (
    Clause,
    Field,
    FilterValue,
    FuzzyWord,
    Leaf,
    Phrase,
    Prefix,
    Query,
    Word,
    write_clause,
)
from documents.search.edit_distance import allowed_distance
from documents.search.filter_syntax import (
    OPENING,
    PAIRS,
    column_of,
    is_filter_value,
    typed_field,
)
from documents.search.folding import fold_text
from documents.search.spelling_variants import joined_words

Leaves: TypeAlias = tuple[Leaf, ...]  # of which one is enough

MAX_LENGTH = 400  # characters of a query that are read
MAX_TERMS = 32  # words and phrases that are searched
SHORTEST_BEGINNING = 3  # letters before a *; fewer would begin half the words there are
MAX_UNITS = 64  # words and Han characters of one phrase
_SHOWN = 60  # characters of an unread part that are said back

# What a field is called in the query, in every interface language.
FIELDS: dict[str, Field] = {
    "title": "title",
    "标题": "title",
    "標題": "title",
    "题目": "title",
    "題目": "title",
}
# Full-width letters and digits, as input methods give them: each is one character of half width.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
MINUS = "-－−"

_NAMES = "|".join(FIELDS)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")  # a page could not say them back
_OPERATOR = re.compile(r"(OR|AND|NOT)(?!\S)")
# [-][field:] before a quotation or before a run of characters without space.
_PREFIX = re.compile(rf"(?P<minus>[{MINUS}]?)(?:(?P<field>(?i:{_NAMES}))[:：]\s*)?")
_BRACKETS = "(（[［"
_BRACKETED = re.compile(f"[{re.escape(_BRACKETS)}]*")
# Signs that make another thing of a word (C++, §247, 50%); to the index they are punctuation.
_SIGNS = frozenset("§¶%‰#@&^†‡")
_SIGN_KINDS = frozenset(("Sc", "Sm", "So"))
_EDGES = ".,:!?()[]（）。：！？"  # beside a word they do not count
_CHUNK = re.compile(rf"[^\s{OPENING}]*")
_STARRED = re.compile(r"[*＊]+(?<=\w.)|[*＊]+(?=\w)", re.DOTALL)
_ENDING = re.compile(r"([*＊](?=[*＊]*$)|[~～](?=[0-2]?$))[*＊]*[0-2]?$")
# Marks that part words in a list (not the digits of a number); beside Han characters alone they
# are punctuation to be matched.
_LIST_MARK = re.compile(
    f"[,;/|，；、](?:(?<={LETTER}.)|(?={LETTER}))(?:(?<!\\d.)|(?!\\d))", re.DOTALL
)


def parse(text: str) -> Query:
    """Parse a query: words, phrases, exclusions and ORs; whatever is typed gives a `Query`."""
    text = _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()
    text = text.translate(HALF_WIDTH)
    reader = _Reader(text[:MAX_LENGTH])
    reader.read()
    if rest := text[MAX_LENGTH:]:
        reader.unread.append(_shortened(rest))
    return Query(
        tuple(reader.clauses),
        tuple(dict.fromkeys(reader.unread)),
        tuple(reader.joined.values()),
        tuple(dict.fromkeys(reader.signs)),
    )


class _Reader:
    """A parser that goes through the text once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.clauses: list[Clause] = []
        self.unread: list[str] = []
        self.signs: list[str] = []
        self._room = MAX_TERMS
        self._operator = ""  # waiting for what it works on
        self.joined: dict[int, str] = {}  # by clause: the single characters it was written as
        self._single = ""  # the last piece, if it was one Han character and nothing else

    def read(self) -> None:
        while self.place < len(self.text):
            if self.text[self.place].isspace():
                self.place += 1
            elif operator := _OPERATOR.match(self.text, self.place):
                self.place = operator.end()
                self._take_operator(operator[0])
            else:
                self._take_piece()
        self._drop_operator()

    def _take_operator(self, operator: str) -> None:
        self._single = ""
        if self._operator != "AND":  # AND NOT: every clause is required as it is
            self._drop_operator()
        lonely = operator != "NOT" and not self.clauses
        if lonely or (operator == "OR" and self.clauses[-1].excluded):
            self.unread.append(operator)
        else:
            self._operator = operator

    def _drop_operator(self) -> None:
        if self._operator:
            self.unread.append(self._operator)
            self._operator = ""

    def _take_piece(self) -> None:
        start = self.place
        prefix = _PREFIX.match(self.text, start)
        minus, name = (prefix["minus"], prefix["field"]) if prefix else ("", None)
        field = FIELDS[name.lower()] if name else "all"
        inside = prefix.end() if prefix else start
        if minus and self._operator == "NOT":  # twice no: one is carried out, the other said
            self._drop_operator()
        if minus or self._operator == "NOT":
            if not name and self._take_excluded_filter(inside):
                return
            if self.text[inside : inside + 1] in tuple(_BRACKETS):  # nothing is read as a group
                self.unread.append(self.text[inside])
        if self.text[inside : inside + 1] in PAIRS:
            found: list[Leaves] = [(leaf,) for leaf in self._quotation(inside, field)]
        else:
            found = self._chunk(inside, field)
        if found:
            self.signs += _signs(self.text[inside : self.place])
        single = self.text[start : self.place] if not minus and not name else ""
        if not HAN_CHARACTER.fullmatch(single) or self._operator:
            single = ""
        if single and self._single:
            self._join(single)
        elif found:
            self._add(found, excluded=bool(minus))
            self._single = single
        elif rest := self.text[start : self.place].strip():
            self.unread.append(_shortened(rest))

    def _take_excluded_filter(self, start: int) -> bool:
        """Read a field behind a minus, as a filter or not at all: never as its opposite.

        Returns whether there was one.
        """
        match = typed_field().match(self.text, start)
        if not match:
            return False
        self._single, self.place = "", match.end()
        quoted = [inside for name, inside in match.groupdict().items() if name[:6] == "inside"]
        value = next((one for one in quoted if one is not None), match["value"]).strip()
        name = (match["filter"] or "").lower()
        if name and is_filter_value(column_of(name), value):
            self._add([(FilterValue(column_of(name), value, name),)], excluded=True)
        else:
            self._operator = ""
            self.unread.append(_shortened(f"-{match[0]}"))
        return True

    def _join(self, character: str) -> None:
        """Join a name set with a space in it, as two-character names are in print: 鞠 鹏."""
        self._single = f"{self._single} {character}"
        run = _units(self._single.replace(" ", ""))
        self.clauses[-1] = Clause((Phrase(run),))
        self.joined[len(self.clauses) - 1] = self._single

    def _quotation(self, start: int, field: Field) -> list[Leaf]:
        closing = PAIRS[self.text[start]]
        ends = [i for i in range(start + 1, len(self.text)) if self.text[i] in closing]
        end = ends[0] if ends else len(self.text)
        self.place = end + 1
        inside = self.text[start + 1 : end]
        if _STARRED.search(inside):  # a phrase is exact: the words are searched as they stand
            self.unread.append(_shortened(inside))
            inside = _STARRED.sub("", inside)
        leaves = self._phrase(inside, field)
        if leaves and not ends:
            self.unread.append(self.text[start])
        return leaves

    def _chunk(self, start: int, field: Field) -> list[Leaves]:
        match = _CHUNK.match(self.text, start)
        chunk = match[0] if match else ""
        self.place = start + len(chunk)
        if field == "all":
            chunk = self._without_field(start, chunk)
        parts = _LIST_MARK.split(chunk)
        return [leaves for part in parts for leaves in self._spelt(part, field)]

    def _without_field(self, start: int, chunk: str) -> str:
        """A chunk in which a field that is none, and the value behind it, are words."""
        bracketed = _BRACKETED.match(chunk)
        first = start + (bracketed.end() if bracketed else 0)
        found = typed_field().match(self.text, first)
        if not found:
            return chunk
        name = found["filter"] or found["unknown"]
        self.unread.append(self.text[first : first + len(name) + 1])
        return f"{name},{self.text[found.start('value') : start + len(chunk)]}"

    def _spelt(self, text: str, field: Field) -> list[Leaves]:
        """Read a run of characters; a word with hyphens or dots as the same without them too."""
        plain = fold_text(text)
        joined = [
            word
            for start, end, word in joined_words(plain)
            if not (plain[:start] + plain[end:]).strip(_EDGES)
        ]
        leaves = self._word(text, field)
        if len(joined) != 1 or not all(isinstance(leaf, Phrase) for leaf in leaves):
            return [(leaf,) for leaf in leaves]
        word = Word(joined[0], field)
        return [(*leaves, word)] if "." not in plain.strip(_EDGES) else [(word,)]

    def _word(self, text: str, field: Field) -> list[Leaf]:
        """Read a run of characters without space: one word, or exactly what is written."""
        ending = _ENDING.search(text)
        plain = text[: ending.start()] if ending else text
        if _STARRED.search(plain):  # a star reads only at the end of a word
            self.unread.append(_shortened(text))
            plain = _STARRED.sub("", plain)
        units = _units(plain)
        if len(units) != 1 or HAN_CHARACTER.fullmatch(units[0]):
            leaves = self._phrase(plain, field)
            # A run of Han characters is found inside longer ones anyway: 科学* is 科学.
            last = units[-1] if units else ""
            starred = ending and ending[1] in "*＊" and HAN_CHARACTER.fullmatch(last)
            if ending and leaves and not starred:
                self.unread.append(_shortened(text))
            return leaves
        word = units[0]
        if ending and ending[1] in "*＊" and len(word) >= SHORTEST_BEGINNING:
            return [Prefix(word, field)]
        if ending and ending[1] in "~～" and allowed_distance(word):
            return [FuzzyWord(word, field)]
        if ending:
            self.unread.append(_shortened(text))
        return [Word(word, field)]

    def _phrase(self, text: str, field: Field) -> list[Leaf]:
        units = _units(text)
        if len(units) > MAX_UNITS:
            self.unread.append(_shortened(" ".join(units[MAX_UNITS:])))
            units = _trimmed(units[:MAX_UNITS])
        return [Phrase(units, field)] if units else []

    def _add(self, found: list[Leaves], *, excluded: bool) -> None:
        excluded = excluded or self._operator == "NOT"
        joins = self._operator == "OR" and not excluded
        if self._operator == "OR" and not joins:
            self.unread.append("OR")
        for leaves in found:
            if len(leaves) > self._room:
                self.unread += [_shortened(write_clause(leaf)) for leaf in leaves]
                continue
            self._room -= len(leaves)
            if joins:
                self.clauses[-1] = Clause((*self.clauses[-1].leaves, *leaves))
            else:
                self.clauses.append(Clause(leaves, excluded))
            joins = False
        if joins:
            self.unread.append("OR")
        self._operator = ""


def _signs(text: str) -> Iterator[str]:
    """The signs of a piece of the query that the index takes for any punctuation."""
    text = fold_text(_ENDING.sub("", text))
    if not text.isalnum():
        yield from (c for c in text if c in _SIGNS or unicodedata.category(c) in _SIGN_KINDS)


def _units(text: str) -> tuple[str, ...]:
    """The units of a piece of text, without breaks at either end."""
    return _trimmed(tuple(unit or BREAK for unit in UNIT.findall(split_hyphens(fold_text(text)))))


def _trimmed(units: tuple[str, ...]) -> tuple[str, ...]:
    start, end = int(units[:1] == (BREAK,)), len(units) - int(units[-1:] == (BREAK,))
    return units[start:end]


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
