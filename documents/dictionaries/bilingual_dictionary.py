"""A bilingual dictionary for lookup: the entries of a word, the words of a text, the glosses.

Its arrays (`dictionary_arrays`) are mapped from a file, so that processes share their memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from documents.array_file import Arrays
from documents.dictionaries.description import DictionaryDescription, primary_subtag
from documents.dictionaries.dictionary_arrays import (
    GLOSS_SEPARATOR,
    PART_SEPARATOR,
    SENSE_DECAY,
    gloss_words,
    hash_key,
    headword_keys,
)
from documents.dictionaries.word_list import WordListEntry
from documents.dictionaries.word_units import find_longest, read_units
from documents.search.folding import fold_text

_KEPT = 16  # texts whose words are kept: a page's are asked for several times


class FoundWord(NamedTuple):
    """A word of a text that has an entry; ``headword`` is as the dictionary writes it."""

    start: int
    end: int
    headword: str


class BilingualDictionary:
    """The entries of one or several word lists of one pair of languages, by their headwords' stems.

    ``descriptions`` are those of the lists; ``languages`` are primary subtags, of headwords and of
    glosses.
    """

    def __init__(self, descriptions: Sequence[DictionaryDescription], arrays: Arrays) -> None:
        first = descriptions[0]
        self.descriptions = tuple(descriptions)
        self.languages = (
            primary_subtag(first.headword_language),
            primary_subtag(first.gloss_language),
        )
        self._hashes, self._starts = arrays["hashes"], arrays["starts"]
        self._reach_hashes, self._reaches = arrays["reach_hashes"], arrays["reaches"]
        self._gloss_hashes, self._gloss_starts = arrays["gloss_hashes"], arrays["gloss_starts"]
        self._gloss_shares = arrays["gloss_shares"]
        self._data = arrays["data"]

    def entries(self, word: str) -> list[WordListEntry]:
        """The entries of a word or phrase in any of its forms.

        Those that it is itself come first: other words may have its stem.
        """
        return [entry for _, entry in self._numbered(word)]

    def entries_by_list(self, word: str) -> list[tuple[DictionaryDescription, list[WordListEntry]]]:
        """The entries of a word by the list that has them; none of a list that has not."""
        found: defaultdict[int, list[WordListEntry]] = defaultdict(list)
        for number, entry in self._numbered(word):
            found[number].append(entry)
        return [(self.descriptions[number], found[number]) for number in sorted(found)]

    def __contains__(self, word: str) -> bool:
        return any(self._places(key) for key in self._keys(word))

    def words(self, text: str) -> Sequence[FoundWord]:
        """The dictionary's words in a text in order, the longest from the left."""
        return self._words_of(text)

    def gloss_shares(self, headword: str) -> Mapping[str, float]:
        """The words of a headword's glosses, by stem, with the share of each; small ones aside."""
        return self._shares_of(headword)

    def headwords_for(self, words: str) -> dict[str, float]:
        """The headwords that have a gloss of just these words, small ones aside.

        Each with the share of its senses that it is, the likeliest first; those that have the words
        in a longer gloss count less.
        """
        key = hash_key(" ".join(gloss_words(words, self.languages[1])))
        first, last = _range(self._gloss_hashes, key)
        found: dict[str, float] = {}
        for place in range(first, last):
            headword = self._read(int(self._gloss_starts[place]))[1].headword
            share = float(self._gloss_shares[place])
            found[headword] = max(share, found.get(headword, 0.0))
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    @lru_cache(maxsize=_KEPT)  # noqa: B019  # there is one dictionary of a pair for a process's life
    def _words_of(self, text: str) -> Sequence[FoundWord]:
        units = read_units(text, self.languages[0])
        keys = [unit.key for unit in units]
        reach = self._reach_of(set(keys))
        known = self._known(
            {
                " ".join(keys[place : place + length])
                for place, key in enumerate(keys)
                for length in range(1, min(reach.get(key, 0), len(keys) - place) + 1)
            }
        )
        found = []
        headwords: dict[tuple[str, str], str] = {}
        for first, last, key in find_longest(
            keys, lambda unit: reach.get(unit, 0), known.__contains__
        ):
            start, end = units[first].start, units[last - 1].end
            written = text[start:end]
            if (key, written) not in headwords:
                headwords[key, written] = self._headword(key, written)
            found.append(FoundWord(start, end, headwords[key, written]))
        return tuple(found)

    @lru_cache(maxsize=4096)  # noqa: B019  # as above
    def _shares_of(self, headword: str) -> Mapping[str, float]:
        weights: defaultdict[str, float] = defaultdict(float)
        rank = 0
        for entry in self.entries(headword):
            for gloss in entry.glosses:
                for sense in gloss.split(";"):
                    words = gloss_words(sense, self.languages[1])
                    for word in words:
                        weights[word] += SENSE_DECAY**rank / len(words)
                    rank += bool(words)
        total = sum(weights.values())
        return {word: weight / total for word, weight in weights.items()}

    def _numbered(self, word: str) -> list[tuple[int, WordListEntry]]:
        places = dict.fromkeys(place for key in self._keys(word) for place in self._places(key))
        plain = fold_text(word)
        return sorted(
            map(self._read, places),
            key=lambda one: plain not in {fold_text(one[1].headword), fold_text(one[1].other_form)},
        )

    def _keys(self, word: str) -> Iterable[str]:
        return headword_keys([word], self.languages[0])[0]

    def _reach_of(self, units: Collection[str]) -> dict[str, int]:
        """The number of units of the longest key that begins with each of some, if any does."""
        ordered = list(units)
        places, held = _find(self._reach_hashes, ordered)
        reaches = self._reaches[places].tolist()
        return dict(compress(zip(ordered, reaches, strict=True), held.tolist()))

    def _known(self, keys: Collection[str]) -> set[str]:
        """Those of some keys that have an entry."""
        ordered = list(keys)
        return set(compress(ordered, _find(self._hashes, ordered)[1].tolist()))

    def _headword(self, key: str, written: str) -> str:
        """The headword of a key: the one written so if there is one, else the first."""
        headwords = [self._read(start)[1].headword for start in self._places(key)]
        plain = fold_text(written)
        return next((one for one in headwords if fold_text(one) == plain), headwords[0])

    def _places(self, key: str) -> list[int]:
        first, last = _range(self._hashes, hash_key(key))
        return sorted(self._starts[first:last].tolist())

    def _read(self, start: int) -> tuple[int, WordListEntry]:
        """The entry at a place of the lines, with the number of its list."""
        end = start
        size = len(self._data)
        while True:
            piece = self._data[end : end + 256].tobytes()
            found = piece.find(b"\n")
            if found >= 0 or end + 256 >= size:
                end += found if found >= 0 else len(piece)
                break
            end += 256
        parts = self._data[start:end].tobytes().decode().split(PART_SEPARATOR)
        number, headword, other, reading, glosses = parts
        entry = WordListEntry(headword, other, reading, tuple(glosses.split(GLOSS_SEPARATOR)))
        return int(number), entry


def _range(hashes: NDArray[np.generic], asked: int) -> tuple[int, int]:
    wanted = np.uint64(asked)
    return (
        int(np.searchsorted(hashes, wanted, side="left")),
        int(np.searchsorted(hashes, wanted, side="right")),
    )


def _find(
    hashes: NDArray[np.generic], keys: Sequence[str]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where the hashes of some keys stand, and whether each does."""
    asked = np.fromiter(map(hash_key, keys), np.uint64, len(keys))
    if not len(hashes):
        return np.zeros(0, np.intp), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(hashes, asked), len(hashes) - 1)
    return places, hashes[places] == asked
