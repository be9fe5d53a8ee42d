"""Parses word lists: tables (TSV) of headword, reading and gloss, and the form of CEDICT. Pure.

Every line is an entry, a comment or a fault that names it: none is passed over in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from documents.seed_store.records import Fault, Refused

ENDINGS = (".tsv", ".u8")
LARGEST = 64 << 20  # bytes of a list
LONGEST_LINE = 16_384  # bytes
LONGEST_HEADWORD = 200  # characters
MOST_ENTRIES = 1_000_000
MOST_GLOSSES = 200  # of one entry
MOST_FAULTS = 20  # shown; the others are counted

_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})  # categories of characters
_HEADER = ("headword", "reading", "gloss")
_CEDICT = re.compile(r"(\S+)(?: (\S+))? \[([^\]]*)\] /(.+)/ *")
_TSV_EXPECTED = "headword, tab, gloss; or headword, tab, reading, tab, gloss"
_CEDICT_EXPECTED = "Traditional Simplified [reading] /gloss/gloss/"


@dataclass(frozen=True, slots=True)
class WordListEntry:
    """An entry: a headword, its other form (Traditional characters) if any, reading, glosses."""

    headword: str
    other_form: str
    reading: str
    glosses: tuple[str, ...]


def read_word_list(stream: BinaryIO, shown: str) -> Iterator[WordListEntry]:
    """The entries of a word list in order; ``shown``, its path, says by its ending how to read it.

    Raises `Refused` at the end with every fault, each with its line.
    """
    faults = _Faults(shown)
    parse = _parse_cedict if shown.lower().endswith(".u8") else _parse_row
    number = count = size = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        size += len(line)
        if len(line) > LONGEST_LINE:
            faults.add(number, "line", f"more than {LONGEST_LINE} bytes,", "one entry a line")
            break
        if size > LARGEST:
            faults.add(number, "size", f"more than {LARGEST >> 20} MB,", "a smaller list")
            break
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            faults.add(number, "encoding", "a byte that is not UTF-8,", "UTF-8")
            continue
        if not text.strip() or text.startswith("#") or (number == 1 and _is_header(text)):
            continue
        read = parse(unicodedata.normalize("NFC", text))
        if isinstance(read, WordListEntry):
            read = _find_fault(read) or read
        if not isinstance(read, WordListEntry):
            faults.add(number, *read)
            continue
        count += 1
        if count > MOST_ENTRIES:
            faults.add(number, "entries", f"more than {MOST_ENTRIES},", "a smaller list")
            break
        if not faults.count:
            yield read
    if not count and not faults.count:
        faults.add(0, "entries", "none,", _TSV_EXPECTED)
    if faults.count:
        raise Refused(*faults.listed())


class _Faults:
    """The faults of a list: the first are kept, the others counted."""

    def __init__(self, shown: str) -> None:
        self.count = 0
        self._shown = shown
        self._kept: list[Fault] = []

    def add(self, line: int, field: str, found: str, expected: str) -> None:
        self.count += 1
        if self.count <= MOST_FAULTS:
            self._kept.append(Fault(self._shown, line, field, found, expected))

    def listed(self) -> Sequence[Fault]:
        if self.count > len(self._kept):
            more = f"{self.count - len(self._kept)} more lines that cannot be read,"
            return (*self._kept, Fault(self._shown, 0, "lines", more, "lines like the others"))
        return self._kept


def _is_header(text: str) -> bool:
    cells = tuple(cell.strip().lower() for cell in text.split("\t"))
    return cells in {_HEADER, (_HEADER[0], _HEADER[2])}


def _parse_row(text: str) -> WordListEntry | tuple[str, str, str]:
    cells = [cell.strip() for cell in text.split("\t")]
    if len(cells) not in {2, 3}:
        found = "1 column," if len(cells) == 1 else f"{len(cells)} columns,"
        return "columns", found, _TSV_EXPECTED
    glosses = tuple(filter(None, (gloss.strip() for gloss in cells[-1].split(";"))))
    return WordListEntry(cells[0], "", cells[1] if len(cells) == 3 else "", glosses)


def _parse_cedict(text: str) -> WordListEntry | tuple[str, str, str]:
    match = _CEDICT.fullmatch(text)
    if match is None:
        return "entry", f"{text[:60]!r},", _CEDICT_EXPECTED
    first, second, reading, senses = match.groups()
    glosses = tuple(filter(None, (gloss.strip() for gloss in senses.split("/"))))
    headword = second or first
    return WordListEntry(headword, first if first != headword else "", reading.strip(), glosses)


def _find_fault(entry: WordListEntry) -> tuple[str, str, str] | None:
    if not entry.headword:
        return "headword", "none,", "a word"
    if len(entry.headword) > LONGEST_HEADWORD:
        found = f"{len(entry.headword)} characters,"
        return "headword", found, f"at most {LONGEST_HEADWORD}: one word or phrase"
    if not entry.glosses:
        return "gloss", f"none for {entry.headword[:60]!r},", "what the headword means"
    if len(entry.glosses) > MOST_GLOSSES:
        found = f"{len(entry.glosses)} for {entry.headword[:60]!r},"
        return "gloss", found, f"at most {MOST_GLOSSES}"
    for value in (entry.headword, entry.other_form, entry.reading, *entry.glosses):
        if not value.isprintable() and _CONTROL & set(map(unicodedata.category, value)):
            return "characters", f"{value[:60]!r},", "no control characters"
    return None
