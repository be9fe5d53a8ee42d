"""Translations of a typed word by the dictionary, in words that can be searched.

Of a Chinese word the glosses; of an English word the Chinese words that are glossed by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from documents.alignment import lexicon
from documents.alignment.stems import stem
from documents.chinese.dictionary import dictionary, is_pointer
from documents.renderings.dictionary_prior import strip_asides
from documents.renderings.words import SMALL_WORDS, read_words

MOST = 6  # translations of one word
LEAST_SHARE = 0.1  # of a Chinese word's glosses that are the English word
LEAST_SHARE_ALONE = 0.4  # the same of a single character
_LONGEST_GLOSS = 3  # words
_FAMILY = 6  # letters that the stems of one family begin with
_LOOKED_THROUGH = 200  # Chinese words, the likeliest, that are looked up


@lru_cache(maxsize=1024)
def english_translations(word: str) -> Sequence[str]:
    """What a Chinese word is glossed by, the commonest sense first; phrases have spaces."""
    found: dict[str, str] = {}
    for entry in dictionary().entries(word):
        for gloss in entry.glosses:
            for sense in gloss.split(";"):
                if is_pointer(sense.strip()):
                    continue
                words = read_words(strip_asides(sense).lower())
                own = [one for one in words if one.key not in SMALL_WORDS]
                if own and len(words) <= _LONGEST_GLOSS + 1 and len(own) <= _LONGEST_GLOSS:
                    text = strip_asides(sense).lower()
                    said = " ".join(text[one.start : one.end] for one in own)
                    found.setdefault(" ".join(one.key for one in own), said)
    return tuple(found.values())[:MOST]


@lru_cache(maxsize=1024)
def chinese_translations(words: str) -> Mapping[str, float]:
    """The Chinese words glossed by an English word, or by all words of a phrase, best first.

    Each with the share of its glosses that are the words asked.
    """
    held = lexicon.load()
    stems = [found for word in words.lower().split() if (found := stem(word))]
    chances: dict[int, float] = {}
    for place, one in enumerate(stems):
        shares: dict[int, float] = {}
        for name in _family(one):
            for row, chance in zip(*_glossed_by(held.stems[name]), strict=True):
                shares[row] = shares.get(row, 0.0) + chance
        if place:
            chances = {row: chances[row] + shares[row] for row in chances.keys() & shares.keys()}
        else:
            chances = shares
    best = sorted(chances, key=lambda row: (-chances[row], row))[:_LOOKED_THROUGH]
    forms = _forms()
    return {
        forms[row]: chances[row]
        for row in best
        if chances[row] >= (LEAST_SHARE if len(forms[row]) > 1 else LEAST_SHARE_ALONE)
    }


def _family(one: str) -> Sequence[str]:
    """The stem itself; of one that no gloss has, those that begin as it does.

    Only then: university and universal, district and distribute begin alike too.
    """
    held = lexicon.load()
    if one in held.stems or len(one) < _FAMILY:
        return [one] if one in held.stems else []
    return [name for name in held.names if name.startswith(one[:_FAMILY])]


def _glossed_by(column: int) -> tuple[Sequence[int], Sequence[float]]:
    """The rows of the words whose glosses have a stem, and the chance of it in each."""
    entries, rows, ends = _by_column()
    places = slice(ends[column], ends[column + 1])
    return rows[places].tolist(), lexicon.load().chances[entries[places]].tolist()


@lru_cache(maxsize=1)
def _by_column() -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """The dictionary's table by column: places in it, their rows, where each column begins."""
    held = lexicon.load()
    entries = np.argsort(held.columns, kind="stable").astype(np.int32)
    rows = (np.searchsorted(held.starts, entries, side="right") - 1).astype(np.int32)
    ends = np.searchsorted(held.columns[entries], np.arange(len(held.names) + 1))
    return entries, rows, ends


@lru_cache(maxsize=1)
def _forms() -> Sequence[str]:
    """The word of each row of the aligner's dictionary, Simplified where it has both forms."""
    held = lexicon.load()
    rows: NDArray[np.object_] = np.empty(len(held.starts) - 1, dtype=object)
    for form, row in held.words.items():
        if rows[row] is None:  # the Simplified forms stand first
            rows[row] = form
    return tuple(rows.tolist())
