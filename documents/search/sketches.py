"""Sketches: a few numbers that say how much two texts share. Pure.

A sketch is the bottom-k sample of a text's shingles (Broder, "On the resemblance and containment of
documents", 1997): the smallest hashes of its runs of units. Texts that share most shingles share
most of the sample, whichever way punctuation, script and width were set.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

SHINGLE = 4  # units (words, Han characters) in a run
SIZE = 64  # hashes kept
LOOKED_UP = 8  # of them are indexed: texts alike to four fifths share one with near certainty
SHORTEST = 40  # shingles; shorter texts are alike by chance
ALIKE = 0.6  # resemblance from which two texts are called the same

Sketch = tuple[int, ...]


def sketch(units: Sequence[str]) -> Sketch:
    """The smallest hashes of a text's shingles, upwards; empty for a text too short to tell."""
    shingles = {" ".join(units[i : i + SHINGLE]) for i in range(len(units) - SHINGLE + 1)}
    if len(shingles) < SHORTEST:
        return ()
    return tuple(sorted({zlib.crc32(one.encode()) for one in shingles})[:SIZE])


def resemblance(left: Sketch, right: Sketch) -> float:
    """How much of both texts' shingles together they share, 0.0 to 1.0, as the samples tell."""
    union = sorted({*left, *right})[:SIZE]
    shared = {*left} & {*right}
    return sum(one in shared for one in union) / len(union) if union else 0.0


def write(language: str, values: Sketch) -> str:
    """A sketch as the index stores it."""
    return f"{language}:" + ",".join(f"{value:x}" for value in values)


def read(stored: str) -> tuple[str, Sketch]:
    """The inverse of `write`."""
    language, _, values = stored.partition(":")
    return language, tuple(int(value, 16) for value in values.split(","))


def keys(language: str, values: Sketch) -> list[str]:
    """What a sketch is looked up by."""
    return [f"{language}:{value:x}" for value in values[:LOOKED_UP]]
