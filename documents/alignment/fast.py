"""The common case, quickly: as many paragraphs on both sides, and every pair plausible by itself.

Looks at lengths, and at whether a sample of each Chinese paragraph's words stands, glossed, in the
English paragraph beside it and not rather in the next or the last. Says nothing of a text that it
is not sure of: that is for the full programme.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from documents.alignment.lexicon import Lexicon
from documents.alignment.stems import stem

CONFIDENCE = 0.995  # of every row of an accepted text
WINDOWS = 24  # two-character windows looked at in a paragraph
LENGTH_TOLERANCE = 0.3  # of the log ratio, beside what short paragraphs are allowed
NEIGHBOUR_MARGIN = 0.8  # how far a neighbour may answer better, in roots of the words looked at
LEAST_SUPPORT = 0.3  # of all words looked at

_WORD = re.compile(r"[A-Za-z]{2,}")

_stems_of_pair: dict[str, frozenset[str]] = {}


def answers_row_by_row(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a Chinese text and its English are plainly paired by position."""
    if len(source) != len(target) or not source or not all(source) or not all(target):
        return False
    return _lengths_agree(source, target) and _words_agree(source, target, lexicon)


def _lengths_agree(source: Sequence[str], target: Sequence[str]) -> bool:
    sizes = [_size(text) + 9 for text in source]
    lengths = [len(text) + 6 for text in target]
    count = len(source)
    drift = math.log(sum(lengths) / sum(sizes)) * count / (count + 4)
    return all(
        abs(math.log(length / size) - drift) <= LENGTH_TOLERANCE + 6 / math.sqrt(size)
        for size, length in zip(sizes, lengths, strict=True)
    )


def _size(text: str) -> float:
    """Characters of English to expect. Han characters are those of three bytes."""
    wide = (len(text.encode()) - len(text)) / 2
    return 3.55 * wide + 0.95 * (len(text) - wide)


def _words_agree(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> bool:
    english = [{stem(word.lower()) for word in set(_WORD.findall(text))} for text in target]
    nothing: set[str] = set()
    all_known = all_answered = 0
    for place, text in enumerate(source):
        answered = english[place].isdisjoint
        before = english[place - 1].isdisjoint if place else nothing.isdisjoint
        after = english[place + 1].isdisjoint if place + 1 < len(english) else nothing.isdisjoint
        known = here = earlier = later = 0
        for start in range(0, len(text) - 1, max(1, len(text) // WINDOWS)):
            pair = text[start : start + 2]
            stems = _stems_of_pair.get(pair)
            if stems is None:
                stems = _stems_of_pair[pair] = _look_up(pair, lexicon)
            if stems:
                known += 1
                here += not answered(stems)
                earlier += not before(stems)
                later += not after(stems)
        if max(earlier, later) > here + NEIGHBOUR_MARGIN * math.sqrt(known + 1):
            return False
        all_known += known
        all_answered += here
    return all_answered >= LEAST_SUPPORT * max(1, all_known)


def _look_up(pair: str, lexicon: Lexicon) -> frozenset[str]:
    row = lexicon.words.get(pair)
    if row is None:
        return frozenset()
    columns = lexicon.columns[lexicon.starts[row] : lexicon.starts[row + 1]]
    return frozenset(lexicon.names[column] for column in columns.tolist())
