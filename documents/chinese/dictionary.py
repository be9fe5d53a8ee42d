"""The glossary (CC-CEDICT): entries of a word, words of a text.

Nothing here enters search, alignment or a citation. The dictionary is read when it is first asked
for, once a process, and kept as its own text with an index of words: about 18 MB, half of it a
mapped file.
"""

from __future__ import annotations

import gzip
import mmap
import re
import shutil
import tempfile
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress
from pathlib import Path

import numpy as np

from documents.cedict import DictionaryEntry, dictionary_file, read_entry
from documents.chinese.common_readings import rank_form, rank_reading
from documents.chinese.segmentation import (
    DOUBLED,
    TAGS,
    Token,
    WordFacts,
    cut,
    halve,
    split_text,
    substrings,
    weigh_words,
)
from documents.chinese.simplified import simplify
from documents.text import is_han

ATTRIBUTION = "https://www.mdbg.net/chinese/dictionary?page=cc-cedict"
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"

_CITED = re.compile(r"\[([a-zA-Z0-9:, ]+)\]")  # a reading inside a gloss: 發[fa1]
# A gloss that only leads to another entry.
_POINTER = re.compile(
    r"CL:|(?:\([^)]*\) ?)?(?:(?:old|archaic|ancient|unofficial|less common|alternative|popular"
    r"|Japanese|erroneous|dialectal|euphemistic|nonstandard|printed) )?"
    r"(?:variant of|form of|see \S|same as|used in|also written|also pr\.|Taiwan pr\.)"
)
_TONES = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_SYLLABLE = re.compile(r"([A-Za-zü]+)([1-5])")


class Dictionary:
    """The dictionary's lines, found by either form of a word, with costs and parts of speech.

    Kept are the hash and the place of each word, in order of hashes, and in the same order its cost
    and part of speech: 14 MB with the file itself, where a table of two hundred thousand strings
    took 39.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        hashes, words, starts, lengths = array("q"), array("q"), array("i"), bytearray()
        start = 0
        while start < len(data):
            end = data.find(b"\n", start) + 1 or len(data)
            if data[start : start + 1] not in b"#":
                traditional, simplified = data[start:end].split(b" ", 2)[:2]
                word = simplified.decode()
                forms = {word} if traditional == simplified else {word, traditional.decode()}
                for form in forms:
                    hashes.append(hash(form))
                    words.append(hash(word))
                    starts.append(start)
                    lengths.append(min(len(word), 255))
            start = end
        order = np.argsort(np.array(hashes), kind="stable")  # lines of one word in the file's order
        self._hashes, self._starts = np.array(hashes)[order], np.array(starts)[order]
        costs, tags = weigh_words(np.array(words), np.frombuffer(lengths, np.uint8))
        self._costs, self._tags = costs[order], tags[order]

    def __contains__(self, word: str) -> bool:
        return word in self._known([word])

    def _known(self, words: Collection[str]) -> dict[str, WordFacts]:
        """Those of some words that the dictionary has, with what segmentation knows of them."""
        hashes = np.fromiter(map(hash, words), np.int64, len(words))
        places = np.searchsorted(self._hashes, hashes)
        held = self._hashes.take(places, mode="clip") == hashes
        rows = places[held]
        facts = zip(self._costs[rows].tolist(), self._tags[rows].tolist(), strict=True)
        return {
            word: WordFacts(cost, TAGS[tag])
            for word, (cost, tag) in zip(compress(words, held.tolist()), facts, strict=True)
        }

    def entries(self, word: str) -> list[DictionaryEntry]:
        """Every entry of a word, in either script, the one most often meant first."""
        first, last = np.searchsorted(self._hashes, [hash(word), hash(word) + 1]).tolist()
        found = [self._read(start) for start in self._starts[first:last].tolist()]
        entries = [one for one in found if one and word in {one.simplified, one.traditional}]
        return order_entries(entries)

    @lru_cache(maxsize=2)  # noqa: B019  # pinyin, glossary and script ask for the same text
    def tokens(self, text: str) -> Sequence[Token]:
        """The words of a text in order, by the likeliest cut, and what stands between them."""
        plain = simplify(text)
        plain = plain if len(plain) == len(text) else text
        pieces = list(split_text(plain))
        known = self._with_doubled(
            {word for _, run, kind in pieces if not kind for word in substrings(run)}
        )
        tokens: list[Token] = []
        for start, piece, kind in pieces:
            if kind:
                tokens.append(Token(start, start + len(piece), piece, kind))
                continue
            for first, last in cut(piece, known):
                word = piece[first:last]
                tag = known[word].tag if word in known else "x"
                tokens.append(Token(start + first, start + last, word, tag))
        return tokens

    def _with_doubled(self, words: set[str]) -> dict[str, WordFacts]:
        known = self._known(words)
        for word in words:
            if (half := known.get(halve(word))) is not None and word not in known:
                known[word] = WordFacts(half.cost + DOUBLED, "z")
        return known

    def words(self, text: str) -> Iterator[Token]:
        """The words of a text's Han runs, each in the form that has an entry. For display only.

        A doubled word is looked up as the single one, a variant as Simplified has it.
        """
        for token in self.tokens(text):
            if is_han(token.form[0]):
                form = text[token.start : token.end]
                if form != token.form and form not in self:
                    form = token.form
                half = halve(form)
                yield token._replace(form=half if half and form not in self else form)

    def _read(self, start: int) -> DictionaryEntry | None:
        end = self._data.find(b"\n", start)
        entry = read_entry(self._data[start : end if end >= 0 else None].decode())
        if entry is None:
            return None
        glosses = sorted((_CITED.sub(_mark_cited, one) for one in entry.glosses), key=_is_measure)
        return replace(entry, reading=mark_tones(entry.reading), glosses=tuple(glosses))


def _is_measure(gloss: str) -> bool:
    return gloss.startswith("CL:")


def order_entries(entries: Iterable[DictionaryEntry]) -> list[DictionaryEntry]:
    """The entries of one word, the one most often meant first.

    Names come after common words, and what only points to another entry after what has a sense of
    its own; among those the commonest reading leads, then the commonest word of that reading.
    """
    return sorted(entries, key=_rank)


def _rank(entry: DictionaryEntry) -> tuple[bool, int, int, int]:
    points = [*map(is_pointer, entry.glosses)]
    senses = [gloss for gloss, pointer in zip(entry.glosses, points, strict=True) if not pointer]
    is_name = entry.reading[:1].isupper() or (bool(senses) and all(map(_is_surname, senses)))
    return (
        is_name,
        points[0] + all(points),
        rank_reading(entry.simplified, entry.reading),
        rank_form(entry.simplified, entry.traditional),
    )


def is_pointer(gloss: str) -> bool:
    """Whether a gloss has no sense of its own and only leads to another entry."""
    return _POINTER.match(gloss) is not None


def _is_surname(gloss: str) -> bool:
    return gloss.startswith("surname ")


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary of the pinned package."""
    return Dictionary(_map_text(dictionary_file()))


def _map_text(path: Path) -> bytes | mmap.mmap:
    """The text of a gzip file, mapped from a file without a name.

    The system drops what it needs no more; where no such file can be made, the text is kept.
    """
    try:
        with gzip.open(path) as packed, tempfile.TemporaryFile() as file:
            shutil.copyfileobj(packed, file)
            file.flush()
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        with gzip.open(path) as packed:
            return packed.read()


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
