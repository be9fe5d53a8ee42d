"""The dictionary backwards: the Chinese words that an English word or phrase is a gloss of.

Built once and kept in a cache file beside the aligner's: compact arrays, by a hash of the gloss's
words by stem. Names are found by their pinyin too.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from documents import cedict
from documents.alignment import lexicon
from documents.alignment.stems import stem
from documents.cedict import DictionaryEntry
from documents.chinese.dictionary import is_pointer
from documents.renderings.dictionary_prior import SENSE_DECAY, strip_asides
from documents.renderings.words import SMALL_WORDS, read_words

LONGEST = 4  # words of a gloss that is found
FAMILY_SHARE = 0.2  # what a gloss counts whose words are only of the same family
_SOUND = "~"  # before the pinyin of a name
_ALTERNATIVES = re.compile(" or ")  # college or university
_WORD = re.compile("[a-zà-ÿ]+")
_SYLLABLE = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True, eq=False)
class GlossIndex:
    """Hashes of glosses in order, each with a word's number and the share of its senses."""

    hashes: NDArray[np.uint64]
    closer: NDArray[np.uint16]  # a hash of the gloss by the aligner's stems, which join less
    numbers: NDArray[np.int32]
    shares: NDArray[np.float32]
    starts: NDArray[np.int32]
    words: bytes

    def find(self, words: Iterable[str]) -> dict[str, float]:
        """The Chinese words that have a gloss of just these words, by stem, small ones aside.

        Each with the share of its senses that it is, the likeliest first. A gloss that is only of
        the same family (socialism, of social) counts less.
        """
        asked = " ".join(words)
        return self._find(gloss_key([asked]), _close_hash(asked))

    def find_name(self, syllables: Sequence[str]) -> dict[str, float]:
        """The names of the dictionary that are read so, in pinyin without tones."""
        return self._find(_SOUND + "".join(syllables), 0)

    def _find(self, key: str, close: int) -> dict[str, float]:
        wanted = np.uint64(_hash(key))
        first, last = (
            int(np.searchsorted(self.hashes, wanted, side="left")),
            int(np.searchsorted(self.hashes, wanted, side="right")),
        )
        parts = np.where(self.closer[first:last] == close, 1.0, FAMILY_SHARE)
        numbers = self.numbers[first:last].tolist()
        shares = (self.shares[first:last] * parts).tolist()
        found: dict[str, float] = {}
        for number, share in zip(numbers, shares, strict=True):
            word = self._word(number)
            found[word] = max(share, found.get(word, 0.0))
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    def _word(self, number: int) -> str:
        return self.words[self.starts[number] : self.starts[number + 1]].decode()


def gloss_key(words: Iterable[str]) -> str:
    """What a gloss and words asked have in common: their stems, small words aside."""
    text = " ".join(words).lower()
    keys = [word.key for word in read_words(text)]
    return " ".join([key for key in keys if key not in SMALL_WORDS] or keys)


def build_index(entries: Iterable[DictionaryEntry]) -> dict[str, NDArray[np.generic]]:
    """Build the arrays from the dictionary's entries. Takes seconds."""
    senses: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    totals: dict[str, float] = defaultdict(float)
    ranks: dict[str, int] = defaultdict(int)
    for entry in entries:
        word = entry.simplified
        if len(word) > 1 and entry.reading[:1].isupper():
            sound = "".join(_SYLLABLE.findall(entry.reading.lower().replace("u:", "v")))
            senses[_SOUND + sound, 0][word] = 1.0
        for sense in _senses(entry):
            key = gloss_key([sense])
            if key and key.count(" ") < LONGEST:
                weight = SENSE_DECAY ** ranks[word]
                ranks[word] += 1
                totals[word] += weight
                row = senses[key, _close_hash(sense)]
                row[word] = max(row.get(word, 0.0), weight)
    words = sorted({word for row in senses.values() for word in row})
    number_of = {word: number for number, word in enumerate(words)}
    rows = [
        (_hash(key), number_of[word], close, weight if key[0] == _SOUND else weight / totals[word])
        for (key, close), row in senses.items()
        for word, weight in row.items()
    ]
    rows.sort()
    packed = [word.encode() for word in words]
    return {
        "hashes": np.array([row[0] for row in rows], np.uint64),
        "numbers": np.array([row[1] for row in rows], np.int32),
        "closer": np.array([row[2] for row in rows], np.uint16),
        "shares": np.array([row[3] for row in rows], np.float32),
        "starts": np.cumsum([0, *map(len, packed)]).astype(np.int32),
        "words": np.frombuffer(b"".join(packed), np.uint8),
    }


def _senses(entry: DictionaryEntry) -> Iterator[str]:
    for gloss in entry.glosses:
        for sense in gloss.split(";"):
            if not is_pointer(sense.strip()):
                yield from _ALTERNATIVES.split(strip_asides(sense).strip())


def _close_hash(text: str) -> int:
    """A hash of the words of a gloss by the aligner's stems."""
    return _hash(" ".join(filter(None, map(stem, _WORD.findall(text.lower()))))) & 0xFFFF


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=2)
def gloss_index(directory: Path | None = None) -> GlossIndex:
    """The index, from its cache file; built, and kept there if possible, where there is none."""
    source = cedict.dictionary_file()
    path = (directory or Path(settings.ARCHIVE_CACHE_DIR)) / f"glosses-{_digest(source)}.npz"
    arrays = lexicon.load_arrays(path, lambda: build_index(cedict.read_entries(source)))
    return GlossIndex(
        np.asarray(arrays["hashes"], np.uint64),
        np.asarray(arrays["closer"], np.uint16),
        np.asarray(arrays["numbers"], np.int32),
        np.asarray(arrays["shares"], np.float32),
        np.asarray(arrays["starts"], np.int32),
        arrays["words"].tobytes(),
    )


def _digest(source: Path) -> str:
    """A digest of the dictionary, and of the code that reads it."""
    digest = hashlib.sha256(source.read_bytes())
    folder = Path(__file__).parent
    for name in ("gloss_index.py", "dictionary_prior.py", "words.py", "word_forms.txt"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
