"""The fast path of the aligner: equally many paragraphs, each pair plausible by itself.

Looks at lengths, and at whether a sample of each Chinese paragraph's words stands, glossed, in the
English paragraph beside it and not rather in the next or the last. Says nothing of a text that it
is not sure of: that is for the full programme.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from documents.alignment.lexicon import Lexicon
from documents.alignment.stems import stem

CONFIDENCE = 0.995  # of every row of an accepted text
WINDOWS = 40  # two-character windows looked at in a paragraph
# How far a row's log ratio of lengths may lie from the text's: for all rows, and over the root of
# the expected length.
TOLERANCE = (0.2, 3.0)
VOUCHED_TOLERANCE = (0.4, 6.0)  # where the words answer as in VOUCHED
EXPECTED_ROWS = 4  # rows that the usual ratio weighs against a text's own
NEIGHBOUR_MARGIN = 1.0  # how far a neighbour may answer better, in roots of the words looked at
ROW_SUPPORT = 0.25  # of the words looked at in a paragraph, beyond the few that are spared
ROW_SPARED = 5
WEAK_SUPPORT = 0.6  # under it a row is compared with the other weak ones
EXCHANGE_MARGIN = 1  # words by which two exchanged rows must answer better
LEAST_SUPPORT = 0.3  # of all words looked at
VOUCHED = 0.8  # of them: hardly a text cut otherwise has so many; its own ratio is then believed

# Everything but the letters of English words parts them, in the bytes of UTF-8 too.
_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 0x20 for byte in range(256))
_MAX_STEMS = 200_000  # words whose stems are remembered


class _Stems(dict[bytes, str]):
    """A cache of the stems of English words, as written; single letters have none."""

    def __missing__(self, word: bytes) -> str:
        if len(self) >= _MAX_STEMS:
            self.clear()
        found = self[word] = stem(word.decode().lower()) if len(word) > 1 else ""
        return found


_stems = _Stems()


class _Glosses:
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
def _glosses_of(lexicon: Lexicon) -> _Glosses:
    return _Glosses(lexicon)


def answers_row_by_row(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a Chinese text and its English are plainly paired by position."""
    if len(source) != len(target) or not source or not all(source) or not all(target):
        return False
    usual = _lengths_agree(source, target, TOLERANCE, EXPECTED_ROWS)
    if not usual and not _lengths_agree(source, target, VOUCHED_TOLERANCE, 0):
        return False
    return _support(source, target, lexicon) >= (LEAST_SUPPORT if usual else VOUCHED)


def _lengths_agree(
    source: Sequence[str], target: Sequence[str], tolerance: tuple[float, float], expected_rows: int
) -> bool:
    """Whether each row has the text's own ratio of lengths, or one nearer to the usual."""
    sizes = [_size(text) + 9 for text in source]
    lengths = [len(text) + 6 for text in target]
    count = len(source)
    drift = math.log(sum(lengths) / sum(sizes)) * count / (count + expected_rows)
    return all(
        abs(math.log(length / size) - drift) <= tolerance[0] + tolerance[1] / math.sqrt(size)
        for size, length in zip(sizes, lengths, strict=True)
    )


def _size(text: str) -> float:
    """The expected length in English characters. Han characters are those of three bytes."""
    wide = (len(text.encode()) - len(text)) / 2
    return 3.55 * wide + 0.95 * (len(text) - wide)


def _support(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> float:
    """The share of sampled words with a match in their row; 0 if a row is doubtful."""
    english = [
        set(map(_stems.__getitem__, text.encode(errors="replace").translate(_LETTERS).split()))
        for text in target
    ]
    around: list[set[str]] = [set(), *english, set()]
    weak: list[tuple[int, int, list[frozenset[str]]]] = []
    all_known = all_answered = 0
    glosses = _glosses_of(lexicon)
    for place, text in enumerate(source):
        looked_at = glosses.of(_sample(text))
        known = len(looked_at)
        here = _answered(looked_at, english[place])
        most = here + NEIGHBOUR_MARGIN * math.sqrt(known + 1)
        if most < known:  # else no neighbour can answer so many more
            earlier = _answered(looked_at, around[place])
            later = _answered(looked_at, around[place + 2])
            if max(earlier, later) > most:
                return 0.0
        if here < ROW_SUPPORT * (known - ROW_SPARED):
            return 0.0
        if here < WEAK_SUPPORT * known or here < 2:
            weak.append((place, here, looked_at))
        all_known += known
        all_answered += here
    return 0.0 if _exchanged(weak, english) else all_answered / max(1, all_known)


def _answered(looked_at: Sequence[frozenset[str]], english: set[str]) -> int:
    """The number of sampled words with a gloss in an English paragraph."""
    return len(looked_at) - sum(map(english.isdisjoint, looked_at))


def _sample(text: str) -> list[str]:
    """A sample of a paragraph: evenly spread pairs of characters."""
    starts = range(0, len(text) - 1, max(1, len(text) // WINDOWS))
    return [text[start : start + 2] for start in starts]


def _exchanged(
    weak: Sequence[tuple[int, int, list[frozenset[str]]]], english: Sequence[set[str]]
) -> bool:
    """Whether two weakly supported rows would match each other better than themselves."""
    return any(
        _answered(ours, english[other]) + _answered(theirs, english[place])
        > here + there + EXCHANGE_MARGIN
        for (place, here, ours), (other, there, theirs) in combinations(weak, 2)
    )
