"""The fast path of the aligner: equally many paragraphs, each pair plausible by itself.

Looks at lengths, and at whether a sample of each Chinese paragraph's words stands, glossed, in the
English paragraph beside it and not rather in another. Every row gets log odds of being a pair, so
that words can vouch for an unusual length and a usual length for few words. Says nothing of a text
that it is not sure of: that is for the full programme.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from documents.alignment.evidence import gather, shared_ratios
from documents.alignment.features import token_evidence
from documents.alignment.lexicon import Lexicon
from documents.alignment.namesakes import share_names
from documents.alignment.stems import stem
from documents.alignment.tokens import read_passage
from documents.alignment.weights import PARAGRAPHS
from documents.alignment.wordlists import LIGHT_STEMS

CONFIDENCE = 0.995  # the most that a row is believed
WINDOWS = 40  # two-character windows looked at in a paragraph
EXPECTED_ROWS = 4  # rows that the usual ratio of lengths weighs against a text's own
LEAST_SUPPORT = 0.3  # of all words looked at
PRIOR_ODDS = 2.7  # log odds, beside its own, of a row whose text is accepted
FEW = 8  # words answered, up to which it is asked by how many different ones
BARE_OPENING = 2.0  # log odds under which a first row may be a headline that one text alone has
DOUBTFUL = 4.0  # rows under it are looked at more closely
HOPELESS, UNSETTLED = -4.9, 2.0  # rows between, and doubtful first rows, are judged by all tokens
WEAKEST_ROWS = 40  # rows compared with each other at most
EXCHANGE_MARGIN = 2.0  # log odds by which two exchanged rows must be better


@dataclass(frozen=True, slots=True)
class RowWeights:
    """The weights of a row's log odds to be a pair.

    From logistic regression to the rows of true pairs and to those of texts that were merged,
    split, dropped, inserted or exchanged and have equal counts all the same, then set by hand so
    that whole texts are told apart. ``tools/fit_fast_path.py`` fits them anew, and tries both.
    """

    words: tuple[float, ...]  # of `Rows.features`
    latin: tuple[float, float]  # of `Rows.latin`
    evidence: tuple[float, float]  # of `Rows.evidence`
    least: float  # log odds of the weakest row of a text that is accepted
    first: float  # of its first row, which may be a headline that only one text has


ROWS = RowWeights(
    (3.0, 0.3, 0.5, -0.11, -0.08, -3.75, -5.8, -2.5),
    (0.4, -0.6),
    (0.9, -1.2),
    -1.0,
    1.0,
)

# Everything but the letters of English words parts them, in the bytes of UTF-8 too.
_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 0x20 for byte in range(256))
_LATIN = re.compile("[a-z0-9]+")
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


def pair_by_position(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon, weights: RowWeights = ROWS
) -> list[float] | None:
    """The confidence of each row if a Chinese text and its English are plainly paired by position.

    None where that is not plain.
    """
    if len(source) != len(target) or not source or not all(source) or not all(target):
        return None
    rows = Rows(source, target, lexicon)
    words = _dot(weights.words, (1.0, (WINDOWS + 1) / 2, 3.0))  # at best, all are answered
    lengths = weights.words[LENGTHS]
    if words + min(_dot(lengths, rows.lengths(k, k)) for k in range(len(source))) < weights.least:
        return None
    return _weigh_rows(rows, weights)


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

    def evidence(self, row: int) -> tuple[float, float]:
        """What all tokens of a row say, as the full programme weighs them; 1 if all are against it.

        Much of it does not speak for the row: so has a paragraph with half of its neighbour.
        """
        ours = [read_passage(self._source[row], "zh", self._lexicon, skeletons=False)]
        theirs = [read_passage(self._target[row], "en", self._lexicon, skeletons=False)]
        extra = share_names(ours, theirs, self._lexicon)
        left, right = gather(ours), gather(theirs)
        ratios = shared_ratios(left, right, self._lexicon, extra, PARAGRAPHS.chances)
        found = token_evidence(left, right, ratios, PARAGRAPHS.features, PARAGRAPHS.chances)
        return min(max(float(found[0, 0]), -3.0), 1.0), float(found[0, 0] <= -3.0)


ANSWERED = 1  # places among the features of a row
LENGTHS = slice(5, 7)


def size(text: str) -> float:
    """The expected length in English characters. Han characters are those of three bytes."""
    wide = (len(text.encode(errors="replace")) - len(text)) / 2
    return 3.55 * wide + 0.95 * (len(text) - wide)


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """The weighted sum of the first features."""
    return sum(weight * feature for weight, feature in zip(weights, features, strict=False))


def _weigh_rows(rows: Rows, weights: RowWeights) -> list[float] | None:
    odds: list[float] = []
    doubtful: list[tuple[float, int]] = []
    known = answered = 0.0
    for row in range(len(rows)):
        features = rows.features(row)
        found = _dot(weights.words, features)
        if found < DOUBTFUL:
            found += _dot(weights.latin, rows.latin(row, row))
            if HOPELESS < found < (UNSETTLED if row else DOUBTFUL):
                found += _dot(weights.evidence, rows.evidence(row))
            doubtful.append((found, row))
        if found < (weights.least if row else max(weights.least, weights.first)):
            return None
        odds.append(found)
        known += len(rows.words[row])
        answered += features[ANSWERED]
    if answered < LEAST_SUPPORT * known or not answered:
        return None
    if _exchanged(rows, doubtful, weights):
        return None
    if odds[0] < BARE_OPENING:
        odds[0] -= PRIOR_ODDS
    return [round(min(CONFIDENCE, 1 / (1 + math.exp(-found - PRIOR_ODDS))), 3) for found in odds]


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


def _exchanged(rows: Rows, doubtful: Sequence[tuple[float, int]], weights: RowWeights) -> bool:
    """Whether two doubtful rows would answer each other better than themselves."""
    turning = 8 * weights.latin[0]  # all that Latin words can add
    for (odds, one), (other_odds, other) in combinations(sorted(doubtful)[:WEAKEST_ROWS], 2):
        lead = _dot(weights.words, rows.pair(one, other))
        lead += _dot(weights.words, rows.pair(other, one))
        lead -= odds + other_odds + EXCHANGE_MARGIN
        if lead > -turning:
            lead += _dot(weights.latin, rows.latin(one, other))
            lead += _dot(weights.latin, rows.latin(other, one))
            if lead > 0:
                return True
    return False
