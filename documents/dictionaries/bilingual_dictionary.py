"""A bilingual dictionary in memory: the entries of a word, and the words of a text.

Kept as its own lines with an index of hashes, as CC-CEDICT is: of a list of 70,000 words about
8 MB.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np

from documents.dictionaries.folder import DictionaryFolder
from documents.dictionaries.word_list import WordListEntry
from documents.dictionaries.word_units import (
    MOST_UNITS,
    find_longest,
    read_units,
    split_units,
    word_stems,
)
from documents.search.folding import folded

_PART, _GLOSS = "\x1f", "\x1e"  # between the parts of an entry, and between its glosses
_BATCH = 20_000


class FoundWord(NamedTuple):
    """A word of a text that has an entry; ``headword`` is as the dictionary writes it."""

    start: int
    end: int
    headword: str


class BilingualDictionary:
    """The entries of a word list, found by the stems of their headwords."""

    def __init__(self, folder: DictionaryFolder) -> None:
        self.description = folder.description
        self.language = folder.description.headword_language
        self.count = 0
        data = bytearray()
        hashes, starts = array("q"), array("q")
        self._reach: dict[str, int] = {}
        for batch in _batches(folder.entries()):
            self.count += len(batch)
            for entry, keys in zip(batch, self._keys(batch), strict=True):
                for key in keys:
                    hashes.append(hash(key))
                    starts.append(len(data))
                parts = (
                    entry.headword,
                    entry.other_form,
                    entry.reading,
                    _GLOSS.join(entry.glosses),
                )
                data += _PART.join(parts).encode() + b"\n"
        order = np.argsort(np.array(hashes, np.int64), kind="stable")
        self._hashes = np.array(hashes, np.int64)[order]
        self._starts = np.array(starts, np.int64)[order]
        self._data = bytes(data)

    def _keys(self, entries: Sequence[WordListEntry]) -> Iterator[set[str]]:
        """The keys of each entry's forms, all stemmed in one go."""
        forms = [(split_units(entry.headword), split_units(entry.other_form)) for entry in entries]
        every = sorted({word for pair in forms for words in pair for word in words})
        stems = dict(zip(every, word_stems(every, self.language), strict=True))
        for pair in forms:
            keys = set()
            for words in filter(None, pair):
                first = stems[words[0]]
                if len(words) <= MOST_UNITS:
                    self._reach[first] = max(self._reach.get(first, 0), len(words))
                keys.add(" ".join(stems[word] for word in words))
            yield keys

    def entries(self, word: str) -> list[WordListEntry]:
        """The entries of a word or phrase in any of its forms; those that it is itself come first.

        Other words may have its stem: they come after.
        """
        key = " ".join(word_stems(split_units(word), self.language))
        plain = folded(word)
        found = [self._read(start) for start in self._places(key)]
        return sorted(
            found, key=lambda one: plain not in {folded(one.headword), folded(one.other_form)}
        )

    @lru_cache(maxsize=16)  # noqa: B019  # a page's texts are asked for several times
    def words(self, text: str) -> Sequence[FoundWord]:
        """The dictionary's words in a text in order, the longest from the left."""
        units = read_units(text, self.language)
        keys = [unit.key for unit in units]
        known = self._known(self._candidates(keys))
        found = []
        for first, last, key in find_longest(keys, self._reach_of, known.__contains__):
            start, end = units[first].start, units[last - 1].end
            found.append(FoundWord(start, end, self._headword(key, text[start:end])))
        return found

    def _reach_of(self, unit: str) -> int:
        return self._reach.get(unit, 0)

    def _candidates(self, units: Sequence[str]) -> set[str]:
        return {
            " ".join(units[place : place + length])
            for place, unit in enumerate(units)
            for length in range(1, min(self._reach_of(unit), len(units) - place) + 1)
        }

    def _known(self, keys: set[str]) -> set[str]:
        """Those of some keys that have an entry."""
        if not keys or not len(self._hashes):
            return set()
        ordered = list(keys)
        hashes = np.fromiter(map(hash, ordered), np.int64, len(ordered))
        places = np.searchsorted(self._hashes, hashes)
        held = self._hashes.take(places, mode="clip") == hashes
        return set(compress(ordered, held.tolist()))

    def _headword(self, key: str, written: str) -> str:
        """The headword of a key: the one written so if there is one, else the first."""
        headwords = [self._read(start).headword for start in self._places(key)]
        plain = folded(written)
        return next((one for one in headwords if folded(one) == plain), headwords[0])

    def _places(self, key: str) -> list[int]:
        asked = hash(key)
        first = int(np.searchsorted(self._hashes, asked, side="left"))
        last = int(np.searchsorted(self._hashes, asked, side="right"))
        return sorted(self._starts[first:last].tolist())

    def _read(self, start: int) -> WordListEntry:
        end = self._data.find(b"\n", start)
        headword, other, reading, glosses = self._data[start:end].decode().split(_PART)
        return WordListEntry(headword, other, reading, tuple(glosses.split(_GLOSS)))


def _batches(entries: Iterator[WordListEntry]) -> Iterator[list[WordListEntry]]:
    batch: list[WordListEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
