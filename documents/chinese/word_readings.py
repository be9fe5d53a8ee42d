"""Pinyin as it stands over words: joined by word, condensed where two readings would touch.

The characters keep their grid: a reading takes no room from them, so what is wider than its word
leans over its neighbours, and only as far as these leave it room. For display only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from documents.chinese.pinyin import read_text
from documents.text import remove_marks

LONGEST = 4  # characters that stay on one line with one reading over them
SIZE = 0.42  # of a reading's letters, in parts of a character
GAP = 0.14  # between two readings, in parts of a character
NARROWEST = 6  # tenths of its width to which a reading is condensed

# Widths of letters in a sans serif, in hundredths of their size; all others are as "a".
_WIDTHS = dict(zip("bdefghijklmnopqrstuwz", (
    *(62, 62, 56, 34, 62, 62, 26, 26, 53, 26, 94, 62, 61, 62, 62, 41, 48, 36, 62, 79, 47),
), strict=True))  # fmt: skip


class WordReading(NamedTuple):
    """The reading over ``text[start:end]``; ``tenths`` of its width are left to it."""

    start: int
    end: int
    text: str
    tenths: int = 10


def read_over_words(text: str) -> list[WordReading]:
    """The readings of a text's words in order, none of which touches the next."""
    return _condense([WordReading(*one) for one in _join_syllables(text)])


def join_syllables(syllables: Sequence[str]) -> str:
    """The reading of a word; an apostrophe parts a vowel from the syllable before (GB/T 16159).

    >>> join_syllables(("xī", "ān"))
    'xī’ān'
    """
    first, *others = syllables
    return first + "".join(f"’{one}" if remove_marks(one)[0] in "aoe" else one for one in others)


def _join_syllables(text: str) -> Iterator[tuple[int, int, str]]:
    for start, syllables in read_text(text):
        for part in _divide(len(syllables)):
            numbered = [(start + place, syllables[place]) for place in part]
            for read, run in groupby(numbered, key=lambda one: bool(one[1])):
                if read:
                    places, readings = zip(*run, strict=True)
                    yield places[0], places[-1] + 1, join_syllables(readings)


def _divide(length: int) -> Iterator[range]:
    """The characters of a word in as few parts as `LONGEST` allows, the first ones longer."""
    count = -(-length // LONGEST)
    start = 0
    for place in range(count):
        end = start + length // count + (place < length % count)
        yield range(start, end)
        start = end


def _condense(readings: list[WordReading]) -> list[WordReading]:
    """The readings with those condensed that would touch the next, the wider of the two first."""
    widths = [_width(one.text) for one in readings]
    left = list(widths)
    for here in range(len(readings) - 1):
        one, other = readings[here], readings[here + 1]
        between = (other.start + other.end - one.start - one.end) / 2 - GAP
        over = (left[here] + left[here + 1]) / 2 - between
        if over <= 0:
            continue
        excess = [left[here] - (one.end - one.start), left[here + 1] - (other.end - other.start)]
        first, second = (here, here + 1) if excess[0] >= excess[1] else (here + 1, here)
        for place in (first, second):
            narrowest = widths[place] * NARROWEST / 10
            taken = min(2 * max(over, 0), max(left[place] - narrowest, 0))
            left[place] -= taken
            over -= taken / 2
    return [
        one._replace(tenths=max(NARROWEST, int(10 * kept / width + 1e-9)))
        for one, kept, width in zip(readings, left, widths, strict=True)
    ]


def _width(reading: str) -> float:
    """The width of a reading in parts of a character."""
    return sum(_WIDTHS.get(letter, 56) for letter in remove_marks(reading)) * SIZE / 100
