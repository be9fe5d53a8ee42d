"""The glossary (CC-CEDICT): entries of a word, words of a text, readings of characters.

Nothing here enters search, alignment or a citation. The dictionary is read when it is first asked
for, once a process, and kept as its own text with an index of words: about 12 MB.
"""

from __future__ import annotations

import gzip
import os
import re
import unicodedata
from array import array
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import compress

import numpy as np

from documents.cedict import DictionaryEntry, dictionary_file, read_entry
from documents.text import han_runs, is_han

LONGEST = 8  # characters of the longest word looked for in a text
ATTRIBUTION = "https://www.mdbg.net/chinese/dictionary?page=cc-cedict"
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"

_CITED = re.compile(r"\[([a-zA-Z0-9:, ]+)\]")  # a reading inside a gloss: 發[fa1]
_TONES = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_SYLLABLE = re.compile(r"([A-Za-zü]+)([1-5])")


class Dictionary:
    """The dictionary's lines, found by either form of a word.

    Kept are the hash and the place of each word, in order of hashes: 12 MB with the file itself,
    where a table of two hundred thousand strings took 39.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        hashes, starts = array("q"), array("i")
        start = 0
        while start < len(data):
            end = data.find(b"\n", start) + 1 or len(data)
            if data[start : start + 1] not in b"#":
                for word in set(data[start:end].split(b" ", 2)[:2]):
                    hashes.append(hash(word.decode()))
                    starts.append(start)
            start = end
        order = np.argsort(np.array(hashes), kind="stable")  # lines of one word in the file's order
        self._hashes, self._starts = np.array(hashes)[order], np.array(starts)[order]

    def __contains__(self, word: str) -> bool:
        return word in self._known([word])

    def _known(self, words: Collection[str]) -> set[str]:
        """Those of some words that the dictionary has."""
        hashes = np.fromiter(map(hash, words), np.int64, len(words))
        places = np.searchsorted(self._hashes, hashes)
        return set(compress(words, self._hashes.take(places, mode="clip") == hashes))

    def entries(self, word: str) -> list[DictionaryEntry]:
        """Every entry of a word, in either script; surnames and the like after common words."""
        first, last = np.searchsorted(self._hashes, [hash(word), hash(word) + 1]).tolist()
        found = [self._read(start) for start in self._starts[first:last].tolist()]
        entries = [one for one in found if one and word in {one.simplified, one.traditional}]
        return sorted(entries, key=lambda entry: entry.reading[:1].isupper())

    def words(self, text: str) -> Iterator[tuple[int, int]]:
        """The words in a text's Han runs: always the longest one, from the left.

        What the dictionary has not stands alone, a character each. For display only.
        """
        runs, reached = han_runs(text), 0
        known = self._known(
            {
                run[start:end]
                for run in runs
                for start in range(len(run) - 1)
                for end in range(start + 2, min(start + LONGEST, len(run)) + 1)
            }
        )
        for run in runs:
            start = text.index(run, reached)
            reached = start + len(run)
            while start < reached:
                end = min(start + LONGEST, reached)
                while end > start + 1 and text[start:end] not in known:
                    end -= 1
                yield start, end
                start = end

    def readings(self, text: str) -> Iterator[tuple[int, str]]:
        """The place and reading of each Han character: as in its word, else its commonest."""
        for start, end in self.words(text):
            syllables = self._syllables(text[start:end]) if end - start > 1 else []
            if len(syllables) != end - start:
                syllables = [read_character(character) for character in text[start:end]]
            for place, syllable in enumerate(syllables, start=start):
                if syllable:
                    yield place, syllable

    def _syllables(self, word: str) -> list[str]:
        entries = self.entries(word)
        return entries[0].reading.lower().split() if entries else []

    def _read(self, start: int) -> DictionaryEntry | None:
        end = self._data.find(b"\n", start)
        entry = read_entry(self._data[start : end if end >= 0 else None].decode())
        if entry is None:
            return None
        glosses = tuple(_CITED.sub(_mark_cited, gloss) for gloss in entry.glosses)
        return replace(entry, reading=mark_tones(entry.reading), glosses=glosses)


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary of the pinned package."""
    with gzip.open(dictionary_file()) as file:
        return Dictionary(file.read())


def mark_tones(reading: str) -> str:
    """Pinyin with numbers turned into tone marks: ``nu:3 r5`` is ``nǚ r``.

    Other words stay as they are.
    """
    return " ".join(_mark_syllable(part) for part in reading.replace("u:", "ü").split(" "))


def _mark_syllable(syllable: str) -> str:
    """A syllable with its tone mark: on a or e, on the o of ou, else on the last vowel."""
    match = _SYLLABLE.fullmatch(syllable.replace("U:", "Ü").replace("v", "ü"))
    if match is None:
        return syllable
    letters, tone = match.groups()
    if tone not in _TONES:
        return letters
    small = letters.lower()
    vowels = [place for place, letter in enumerate(small) if letter in "aeiouü"]
    first = [small.find(mark) for mark in ("a", "e", "ou") if mark in small]
    place = first[0] if first else vowels[-1] if vowels else -1
    marked = letters[: place + 1] + _TONES[tone] + letters[place + 1 :]
    return unicodedata.normalize("NFC", marked) if place >= 0 else letters


def _mark_cited(match: re.Match[str]) -> str:
    return f"[{mark_tones(match[1])}]"


@lru_cache(maxsize=8192)
def read_character(character: str) -> str:
    """A character's commonest reading, "" for what is no Han character or has none."""
    if not is_han(character):
        return ""
    # Words are read by CC-CEDICT; pypinyin's own words would take 45 MB of memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import pinyin

    readings = pinyin(character, errors="ignore")
    return str(readings[0][0]) if readings else ""
