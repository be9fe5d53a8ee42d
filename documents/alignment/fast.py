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
from functools import lru_cache
from itertools import combinations

from documents.alignment.evidence import gather, shared_ratios
from documents.alignment.features import token_evidence
from documents.alignment.lexicon import Lexicon
from documents.alignment.namesakes import share_names
from documents.alignment.stems import stem
from documents.alignment.tokens import read_passage
from documents.alignment.weights import PARAGRAPHS

CONFIDENCE = 0.995  # the most that a row is believed
WINDOWS = 40  # two-character windows looked at in a paragraph
EXPECTED_ROWS = 4  # rows that the usual ratio of lengths weighs against a text's own
LEAST_SUPPORT = 0.3  # of all words looked at
LEAST_ODDS = -1.5  # log odds of the weakest row
PRIOR_ODDS = 2.7  # log odds, beside its own, of a row whose text is accepted
# The log odds of a row: fitted by logistic regression to the rows of true pairs and to those of
# texts merged, split, dropped, inserted at random whose counts happen to be equal.
BASE = 3.0
ANSWERED = 0.3  # for each word looked at that is answered
FIRST_ANSWERED = 0.5  # beside that, for each of the first three
UNANSWERED = -0.11
LONG_TARGET = -0.08  # for each word looked at: a long paragraph answers some by chance
OFF = -3.75  # for the log ratio of the lengths, less the text's own
OFF_SQUARED = -5.8
NEIGHBOUR = -2.5  # for words that a neighbour answers beyond the row's own, over the root of all
LATIN_SHARED, LATIN_ALONE = 0.4, -0.6  # for Latin words and figures of the Chinese, up to four
BARE_OPENING = 1.0  # log odds under which a first row may be a headline that one text alone has
DOUBTFUL = 4.0  # rows under it are looked at more closely
HOPELESS, UNSETTLED = -4.9, 2.0  # rows between are judged by all their tokens as well
EVIDENCE = 1.1  # for what those say
WEAKEST_ROWS = 40  # rows compared with each other at most
EXCHANGE_MARGIN = 2.0  # log odds by which two exchanged rows must be better

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
        return frozenset(lexicon.names[column] for column in columns.tolist())


@lru_cache(maxsize=1)
def glosses_of(lexicon: Lexicon) -> Glosses:
    """The glosses of a lexicon, which remember what was looked up."""
    return Glosses(lexicon)


@dataclass(frozen=True, slots=True)
class _Target:
    """What an English paragraph offers."""

    text: str
    stems: set[str]

    def latin(self) -> set[str]:
        return set(_LATIN.findall(self.text.lower()))


def pair_by_position(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon
) -> list[float] | None:
    """The confidence of each row if a Chinese text and its English are plainly paired by position.

    None where that is not plain.
    """
    if len(source) != len(target) or not source or not all(source) or not all(target):
        return None
    lengths = _Lengths(source, target)
    if lengths.least_odds() < LEAST_ODDS:
        return None
    return _weigh_rows(source, target, lengths, lexicon)


class _Lengths:
    """How far lengths of two passages are from the text's own ratio, or nearer to the usual one."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        self._sizes = [size(text) + 9 for text in source]
        self._lengths = [len(text) + 6 for text in target]
        count = len(source)
        ratio = math.log(sum(self._lengths) / sum(self._sizes))
        self._drift = ratio * count / (count + EXPECTED_ROWS)

    def odds(self, row: int, other: int) -> float:
        """What the lengths add to the log odds."""
        size, length = self._sizes[row], self._lengths[other]
        off = abs(math.log(length / size) - self._drift)
        squared = off * off * math.sqrt(size * length) / 100
        return OFF * min(off, 2.0) + OFF_SQUARED * min(squared, 6.0)

    def least_odds(self) -> float:
        """Of the worst row, all words of which are answered."""
        best = BASE + 3 * FIRST_ANSWERED + ANSWERED * (WINDOWS + 1) / 2
        return best + min(self.odds(row, row) for row in range(len(self._sizes)))


def size(text: str) -> float:
    """The expected length in English characters. Han characters are those of three bytes."""
    wide = (len(text.encode(errors="replace")) - len(text)) / 2
    return 3.55 * wide + 0.95 * (len(text) - wide)


def _weigh_rows(
    source: Sequence[str], target: Sequence[str], lengths: _Lengths, lexicon: Lexicon
) -> list[float] | None:
    english = [
        _Target(
            text,
            english_stems(text),
        )
        for text in target
    ]
    odds: list[float] = []
    doubtful: list[tuple[float, int, list[frozenset[str]]]] = []
    all_known = all_answered = 0
    glosses = glosses_of(lexicon)
    for row, text in enumerate(source):
        looked_at = glosses.of(_sample(text))
        known, here = len(looked_at), _answered(looked_at, english[row].stems)
        found = _odds(known, here, len(target[row])) + lengths.odds(row, row)
        if here < known:
            beside = [english[k].stems for k in (row - 1, row + 1) if 0 <= k < len(english)]
            most = max((_answered(looked_at, stems) for stems in beside), default=0)
            found += NEIGHBOUR * max(0, most - here) / math.sqrt(known + 1)
        if found < DOUBTFUL:
            found += _latin_odds(text, english[row])
            if HOPELESS < found < UNSETTLED:
                tokens = _evidence(text, target[row], lexicon)
                found += EVIDENCE * min(max(tokens, -3.0), 4.0)
            doubtful.append((found, row, looked_at))
        if found < LEAST_ODDS:
            return None
        odds.append(found)
        all_known += known
        all_answered += here
    if all_answered < LEAST_SUPPORT * all_known or not all_answered:
        return None
    if _exchanged(doubtful, source, english, lengths):
        return None
    if odds[0] < BARE_OPENING:
        odds[0] -= PRIOR_ODDS
    return [round(min(CONFIDENCE, 1 / (1 + math.exp(-found - PRIOR_ODDS))), 3) for found in odds]


def _odds(known: int, here: int, length: int) -> float:
    """Log odds of a row by the words looked at."""
    return (
        BASE
        + ANSWERED * here
        + FIRST_ANSWERED * min(here, 3)
        + UNANSWERED * (known - here)
        + LONG_TARGET * known * math.log((length + 6) / 100)
    )


def _latin_odds(text: str, english: _Target) -> float:
    """What the Latin words and the figures of a Chinese paragraph add to the log odds."""
    latin = set(_LATIN.findall(text.lower()))
    shared = len(latin & english.latin()) if latin else 0
    return LATIN_SHARED * min(shared, 4) + LATIN_ALONE * min(len(latin) - shared, 4)


def _evidence(text: str, english: str, lexicon: Lexicon) -> float:
    """What all tokens of a row say, as the full programme weighs them."""
    ours = [read_passage(text, "zh", lexicon, skeletons=False)]
    theirs = [read_passage(english, "en", lexicon, skeletons=False)]
    extra = share_names(ours, theirs, lexicon)
    left, right = gather(ours), gather(theirs)
    ratios = shared_ratios(left, right, lexicon, extra, PARAGRAPHS.chances)
    found = token_evidence(left, right, ratios, PARAGRAPHS.features, PARAGRAPHS.chances)
    return float(found[0, 0])


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


def _exchanged(
    doubtful: Sequence[tuple[float, int, list[frozenset[str]]]],
    source: Sequence[str],
    english: Sequence[_Target],
    lengths: _Lengths,
) -> bool:
    """Whether two doubtful rows would answer each other better than themselves."""

    def cross(row: int, looked_at: list[frozenset[str]], other: int) -> float:
        known, there = len(looked_at), _answered(looked_at, english[other].stems)
        return _odds(known, there, len(english[other].text)) + lengths.odds(row, other)

    weakest = sorted(doubtful, key=lambda each: each[:2])[:WEAKEST_ROWS]
    for (odds, one, ours), (other_odds, other, theirs) in combinations(weakest, 2):
        lead = cross(one, ours, other) + cross(other, theirs, one)
        lead -= odds + other_odds + EXCHANGE_MARGIN
        if lead > -8 * LATIN_SHARED:  # else Latin words cannot turn it
            lead += _latin_odds(source[one], english[other])
            lead += _latin_odds(source[other], english[one])
            if lead > 0:
                return True
    return False
