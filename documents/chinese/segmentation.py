"""Word segmentation of Chinese: the likeliest sequence of dictionary words, with parts of speech.

A unigram model: of all ways to cut a run of characters into words, the one whose words are
together most probable (Viterbi; as jieba does it). For display only: search cuts nothing.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from documents.text import HAN

FREQUENCIES = Path(__file__).with_name("word_frequencies.txt")
STEPS = 2  # of the table's logarithms, to each power of two
LONGEST = 8  # characters of the longest word looked for in a text
TOTAL = math.log2(60_101_964)  # of all counts the table was made from
# Words of the dictionary that the table lacks, by length: the longer, the surer they are one word.
UNCOUNTED = {0: 0.0, 1: 0.0, 2: 1.5, 3: 6.0, 4: 9.0}
DOUBLED = 4.0  # bits that a doubled word costs beyond the single one
UNKNOWN = 30.0  # bits that a character costs which is no word of the dictionary

# Parts of speech as the frequency table has them, and "x" for what it lacks.
TAGS = (
    *("a", "ad", "an", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "nr", "ns"),
    *("o", "p", "q", "r", "s", "t", "u", "v", "vn", "x", "y", "z"),
)

_PIECE = re.compile(
    f"([{HAN}]+)|([0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％]?)|([A-Za-z]+)|([、“”‘’「」『』《》〈〉\\s])"
)


class WordFacts(NamedTuple):
    """What segmentation knows of a word: its cost in bits, and its part of speech."""

    cost: float
    tag: str


class Token(NamedTuple):
    """A word in its place. ``tag`` is its part of speech, "w" for what ends a clause."""

    start: int
    end: int
    form: str
    tag: str


def read_frequencies() -> Iterator[tuple[str, float, list[str]]]:
    """The frequency table by classes: part of speech, cost in bits, words."""
    for line in FREQUENCIES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tag, step, *words = line.split(" ")
            yield tag, TOTAL - int(step) / STEPS, words


def weigh_words(
    words: NDArray[np.int64], lengths: NDArray[np.uint8]
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Cost and part of speech (its place in `TAGS`) of words given by hashes and lengths."""
    counted: list[str] = []
    counted_costs, counted_tags = array("f"), bytearray()
    for tag, cost, group in read_frequencies():
        counted += group
        counted_costs.extend([cost] * len(group))
        counted_tags += bytes([TAGS.index(tag)]) * len(group)
    hashes = np.fromiter(map(hash, counted), np.int64, len(counted))
    order = np.argsort(hashes)
    hashes = hashes[order]
    places = np.searchsorted(hashes, words)
    held = hashes.take(places, mode="clip") == words
    rows = order.take(places, mode="clip")
    by_length = np.array([TOTAL - UNCOUNTED[min(length, 4)] for length in range(256)], np.float32)
    costs = np.where(held, np.array(counted_costs)[rows], by_length[lengths])
    tags = np.where(held, np.frombuffer(counted_tags, np.uint8)[rows], TAGS.index("x"))
    return costs.astype(np.float32), tags.astype(np.uint8)


def substrings(run: str) -> Iterator[str]:
    """Everything in a run of characters that may be a word of it."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
            yield run[start:end]


def halve(word: str) -> str:
    """The word that one doubled is made of: 干净 of 干干净净; "" for any other."""
    if len(word) == 4 and word[0] == word[1] != word[2] == word[3]:
        return word[1:3]
    return ""


def split_text(text: str) -> Iterator[tuple[int, str, str]]:
    """A text's pieces: place, piece, kind; "" for a run of Han characters.

    Quotation marks, spaces and enumeration commas are left out: a clause goes on over them.
    """
    reached = 0
    for match in _PIECE.finditer(text):
        if match.start() > reached:
            yield reached, text[reached : match.start()], "w"
        reached = match.end()
        if match[4] is None:
            yield match.start(), match[0], "" if match[1] else "m" if match[2] else "x"
    if reached < len(text):
        yield reached, text[reached:], "w"


def cut(run: str, known: Mapping[str, WordFacts]) -> Iterator[tuple[int, int]]:
    """Where the words of a run of characters start and end: the cheapest sequence of them.

    A character that is no known word stands alone.
    """
    costs = [0.0] + [math.inf] * len(run)
    starts = [0] * (len(run) + 1)
    for start in range(len(run)):
        here = costs[start]
        for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
            facts = known.get(run[start:end])
            if facts is not None:
                cost = here + facts.cost
            elif end == start + 1:
                cost = here + UNKNOWN
            else:
                continue
            if cost < costs[end]:
                costs[end], starts[end] = cost, start
    ends = []
    end = len(run)
    while end:
        ends.append((starts[end], end))
        end = starts[end]
    return reversed(ends)
