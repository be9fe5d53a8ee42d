"""The rows of a Chinese text and an English one: what speaks for each to be a pair.

Lengths, and whether a sample of each Chinese paragraph's words stands, glossed, in the English
beside it; on request, all tokens of a row, and the full programme among its neighbours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from documents.alignment.evidence import gather, shared_ratios
from documents.alignment.features import score_beads, token_evidence
from documents.alignment.lexicon import Lexicon
from documents.alignment.namesakes import share_names
from documents.alignment.programme import sum_lattice
from documents.alignment.stems import stem
from documents.alignment.tokens import PassageTokens, read_passage
from documents.alignment.weights import PARAGRAPHS
from documents.alignment.wordlists import LIGHT_STEMS

WINDOWS = 40  # two-character windows looked at in a paragraph
EXPECTED_ROWS = 4  # rows that the usual ratio of lengths weighs against a text's own
FEW = 8  # words answered, up to which it is asked by how many different ones
UNEVEN = 0.3  # log ratio of lengths of two neighbours, from which a sentence may be misplaced
MOVED = 1  # words more that must be answered across a border

# Everything but the letters of English words parts them, in the bytes of UTF-8 too.
_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 0x20 for byte in range(256))
_LATIN = re.compile("[a-z0-9]+")
_LATIN_WORD = re.compile("[a-z]{3,}")
_CHINESE_ENDS = re.compile("(?<=[。！？；])(?=.)")
_ENGLISH_ENDS = re.compile("(?<=[.!?;]) +(?=.)")
_MAX_STEMS = 200_000  # words whose stems are remembered


class _Stems(dict[bytes, str]):
    """A cache of the stems of English words, as written; single letters have none."""

    def __missing__(self, word: bytes) -> str:
        if len(self) >= _MAX_STEMS:
            self.clear()
        found = self[word] = stem(word.decode().lower()) if len(word) > 1 else ""
        return found


_stems = _Stems()


class Glosses:
    """A cache of gloss stems of the dictionary's words of two characters."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._unmet = {word for word in lexicon.words if len(word) == 2}
        self._met: dict[str, frozenset[str]] = {}

    def of(self, pairs: Sequence[str]) -> list[frozenset[str]]:
        """The gloss stems of the words among some pairs of characters, in order."""
        for word in self._unmet.intersection(pairs):
            self._unmet.remove(word)
            self._met[word] = self._look_up(word)
        return [*filter(None, map(self._met.get, pairs))]  # half the pairs are no word

    def _look_up(self, word: str) -> frozenset[str]:
        lexicon = self._lexicon
        row = lexicon.words[word]
        columns = lexicon.columns[lexicon.starts[row] : lexicon.starts[row + 1]]
        return frozenset(lexicon.names[column] for column in columns.tolist()) - LIGHT_STEMS


@lru_cache(maxsize=1)
def glosses_of(lexicon: Lexicon) -> Glosses:
    """The glosses of a lexicon, which remember what was looked up."""
    return Glosses(lexicon)


class Rows:
    """The features of the rows of a Chinese text and an English one of as many paragraphs."""

    def __init__(self, source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> None:
        self._source, self._target, self._lexicon = source, target, lexicon
        self._sizes = [size(text) + 9 for text in source]
        self._lengths = [len(text) + 6 for text in target]
        ratio = math.log(sum(self._lengths) / sum(self._sizes))
        self._drift = ratio * len(source) / (len(source) + EXPECTED_ROWS)

    def __len__(self) -> int:
        return len(self._source)

    @cached_property
    def stems(self) -> list[set[str]]:
        """The stems of each English paragraph."""
        return [english_stems(text) for text in self._target]

    @cached_property
    def words(self) -> list[list[frozenset[str]]]:
        """Of each Chinese paragraph, the glosses of the words looked at."""
        glosses = glosses_of(self._lexicon)
        return [glosses.of(_sample(text)) for text in self._source]

    def lengths(self, row: int, other: int) -> tuple[float, float]:
        """How far lengths differ from the text's own ratio, or one nearer to the usual; squared."""
        size, length = self._sizes[row], self._lengths[other]
        off = abs(math.log(length / size) - self._drift)
        squared = off * off * math.sqrt(size * length) / 100
        return min(off, 2.0), min(squared, 6.0)

    def pair(self, row: int, other: int) -> tuple[float, ...]:
        """What a Chinese paragraph and an English one have that may stand in another row."""
        words, stems = self.words[row], self.stems[other]
        known, here = len(words), _answered(words, stems)
        telling = min(here, 3)
        if 1 < here <= FEW:  # one English word may answer many
            telling = min(telling, len(set().union(*map(stems.intersection, words))))
        long = known * math.log(self._lengths[other] / 100)  # it answers some by chance
        return (1.0, here, telling, known - here, long, *self.lengths(row, other))

    def features(self, row: int) -> tuple[float, ...]:
        """A row's features: those of `pair`, and what a neighbour answers beyond it."""
        found = self.pair(row, row)
        words, stems, here = self.words[row], self.stems, found[ANSWERED]
        if here == len(words):
            return (*found, 0.0)
        beside = [_answered(words, stems[k]) for k in (row - 1, row + 1) if 0 <= k < len(stems)]
        return (*found, max(0.0, max(beside, default=0) - here) / math.sqrt(len(words) + 1))

    def latin(self, row: int, other: int) -> tuple[int, int]:
        """How many Latin words and figures of a Chinese paragraph are shared, how many alone."""
        latin = set(_LATIN.findall(self._source[row].lower()))
        if not latin:
            return 0, 0
        shared = len(latin.intersection(_LATIN.findall(self._target[other].lower())))
        return min(shared, 4), min(len(latin) - shared, 4)

    def has_strange_word(self, row: int) -> bool:
        """Whether a Chinese paragraph has Latin words, and the English one has none of them."""
        words = set(_LATIN_WORD.findall(self._source[row].lower()))
        return bool(words) and words.isdisjoint(_LATIN_WORD.findall(self._target[row].lower()))

    def have_moved_sentence(self) -> bool:
        """Whether a sentence beside the border of two rows belongs to the other row.

        Each of them may be a plausible pair all the same. Lengths show where to look: one row has
        too much English, its neighbour too little.
        """
        ratios = [
            math.log(length / size) for length, size in zip(self._lengths, self._sizes, strict=True)
        ]
        return any(
            self._has_moved(row, row + 1) if after > before else self._has_moved(row + 1, row)
            for row, (before, after) in enumerate(pairwise(ratios))
            if abs(after - before) > UNEVEN
        )

    def _has_moved(self, short: int, long: int) -> bool:
        """Whether the longer row's English answers Chinese that stands in the shorter row."""
        first = short < long
        parts = _CHINESE_ENDS.split(self._source[short].strip())
        if len(parts) > 1:
            words = glosses_of(self._lexicon).of(_sample(parts[-1 if first else 0]))
            if _answered(words, self.stems[long]) > _answered(words, self.stems[short]) + MOVED:
                return True
        parts = _ENGLISH_ENDS.split(self._target[long].strip())
        if len(parts) < 2:
            return False
        stems = english_stems(parts[0 if first else -1])
        return self._glossed(short, stems) > self._glossed(long, stems) + MOVED

    def _glossed(self, row: int, stems: set[str]) -> int:
        """How many stems answer a word of a row."""
        return len(stems.intersection(set().union(*self.words[row])))

    def evidence(self, row: int) -> tuple[float, float]:
        """What all tokens of a row say, as the full programme weighs them; 1 if all are against it.

        Much of it does not speak for the row: so has a paragraph with half of its neighbour.
        """
        ours, theirs = [self._read(self._source[row], "zh")], [self._read(self._target[row], "en")]
        extra = share_names(ours, theirs, self._lexicon)
        left, right = gather(ours), gather(theirs)
        ratios = shared_ratios(left, right, self._lexicon, extra, PARAGRAPHS.chances)
        found = token_evidence(left, right, ratios, PARAGRAPHS.features, PARAGRAPHS.chances)
        return min(max(float(found[0, 0]), -3.0), 1.0), float(found[0, 0] <= -3.0)

    def judged(self, row: int) -> float:
        """The log odds of a row under the full programme, among its neighbours."""
        first, end = max(row - 1, 0), min(row + 2, len(self))
        ours = [self._read(text, "zh") for text in self._source[first:end]]
        theirs = [self._read(text, "en") for text in self._target[first:end]]
        extra = share_names(ours, theirs, self._lexicon)
        left, right = gather(ours), gather(theirs)
        chances, priors = PARAGRAPHS.chances, PARAGRAPHS.priors
        ratios = shared_ratios(left, right, self._lexicon, extra, chances)
        scores = score_beads(
            left, right, ratios, priors, PARAGRAPHS.features, chances, self._drift, PARAGRAPHS.free
        ).scores
        lattice = sum_lattice(scores, end - first, end - first)
        chance = float(lattice.posterior((1, 1))[row - first, row - first])
        return math.log((chance + 1e-4) / (1 - chance + 1e-4))

    def _read(self, text: str, language: str) -> PassageTokens:
        return read_passage(text, language, self._lexicon, skeletons=False)


ANSWERED = 1  # places among the features of a row
LENGTHS = slice(5, 7)


def size(text: str) -> float:
    """The expected length in English characters. Han characters are those of three bytes."""
    wide = (len(text.encode(errors="replace")) - len(text)) / 2
    return 3.55 * wide + 0.95 * (len(text) - wide)


def english_stems(text: str) -> set[str]:
    """The stems of an English text's words."""
    return set(map(_stems.__getitem__, text.encode(errors="replace").translate(_LETTERS).split()))


def _answered(looked_at: Sequence[frozenset[str]], english: set[str]) -> int:
    """The number of sampled words with a gloss in an English paragraph."""
    return len(looked_at) - sum(map(english.isdisjoint, looked_at))


def _sample(text: str) -> list[str]:
    """A sample of a paragraph: evenly spread pairs of characters."""
    starts = range(0, len(text) - 1, max(1, len(text) // WINDOWS))
    return [text[start : start + 2] for start in starts]
