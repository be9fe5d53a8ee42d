"""Sketches of texts (bottom-k samples), which tell how much two texts share. Pure.

A sketch is the bottom-k sample of a text's shingles (Broder, "On the resemblance and containment of
documents", 1997): the smallest hashes of its runs of units. Texts that share most shingles share
most of the sample, whichever way punctuation, script and width were set.
"""

from __future__ import annotations

import zlib

import numpy as np

from documents.search.analysis import BREAK

SHINGLE = 4  # units (words, Han characters) in a run
SIZE = 64  # hashes kept
LOOKED_UP = 8  # of them are indexed: texts alike to four fifths share one with near certainty
SHORTEST = 40  # shingles; shorter texts are alike by chance
ALIKE = 0.6  # resemblance from which two texts are called the same

# Odd numbers without pattern: they tell the places in a shingle apart, and spread the sum's bits.
_PLACES = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 1], np.uint64)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_BREAK = BREAK.encode()
_FIRST = np.array([True])  # whatever comes first has no equal before it

Sketch = tuple[int, ...]


def make_sketch(units: str) -> Sketch:
    """The sketch of a text: its smallest hashes, ascending; empty for one too short to tell.

    Units are parted by spaces; the breaks among them do not count.
    """
    encoded = units.encode().replace(_BREAK, b"").split()
    count = len(encoded) - SHINGLE + 1
    if count < SHORTEST:
        return ()
    hashes = np.fromiter(map(zlib.crc32, encoded), np.uint64, len(encoded))
    sums = np.zeros(count, np.uint64)
    for place, factor in enumerate(_PLACES):
        sums += hashes[place : place + count] * factor
    spread = (((sums ^ sums >> _HALF) * _SPREAD) >> _HALF).astype(np.uint32)
    spread.sort()
    distinct = spread[np.concatenate([_FIRST, spread[1:] != spread[:-1]])]
    return tuple(distinct[:SIZE].tolist()) if len(distinct) >= SHORTEST else ()


def estimate_similarity(left: Sketch, right: Sketch) -> float:
    """The share of both texts' shingles that they have in common, estimated from sketches.

    0.0 to 1.0; 0.0 too where it is too little for the texts to be called alike.
    """
    shared = {*left}.intersection(right)
    # Of the union's sample they cannot share more than this: it spares most pairs the union.
    if len(shared) < ALIKE * max(len(left), len(right), 1):
        return 0.0
    union = sorted({*left, *right})[:SIZE]
    found = sum(one <= union[-1] for one in shared) / len(union)
    return found if found >= ALIKE else 0.0


def write(language: str, values: Sketch) -> bytes:
    """A sketch in stored form: four bytes a hash."""
    return f"{language}:".encode() + np.array(values, ">u4").tobytes()


def read(stored: bytes) -> tuple[str, Sketch]:
    """A sketch from its stored form; the inverse of `write`."""
    language, _, values = stored.partition(b":")
    return language.decode(), tuple(np.frombuffer(values, ">u4").tolist())


def sketch_keys(language: str, values: Sketch) -> list[str]:
    """The hashes that a sketch is looked up by."""
    return [f"{language}:{value:x}" for value in values[:LOOKED_UP]]
