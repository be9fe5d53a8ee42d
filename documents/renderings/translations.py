"""Translations of a typed word by the dictionary, in words that can be searched.

Of a Chinese word the glosses; of an English word the Chinese words that are glossed by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from documents.alignment.stems import stem
from documents.chinese.dictionary import dictionary, is_pointer
from documents.renderings.dictionary_prior import strip_asides
from documents.renderings.gloss_table import gloss_table
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


@lru_cache(maxsize=128)  # of some six kilobytes each
def chinese_translations(words: str) -> Mapping[str, float]:
    """The Chinese words glossed by an English word, or by all words of a phrase, best first.

    Each with the share of its glosses that are the words asked.
    """
    held = gloss_table()
    stems = [found for word in words.lower().split() if (found := stem(word))]
    chances: dict[int, float] = {}
    for place, one in enumerate(stems):
        shares: dict[int, float] = {}
        for column in _family(one):
            for row, chance in zip(*held.read_column(column), strict=True):
                shares[row] = shares.get(row, 0.0) + chance
        if place:
            chances = {row: chances[row] + shares[row] for row in chances.keys() & shares.keys()}
        else:
            chances = shares
    best = sorted(chances, key=lambda row: (-chances[row], row))[:_LOOKED_THROUGH]
    forms = {row: held.form(row) for row in best}
    return {
        form: chances[row]
        for row, form in forms.items()
        if chances[row] >= (LEAST_SHARE if len(form) > 1 else LEAST_SHARE_ALONE)
    }


def _family(one: str) -> Sequence[int]:
    """The column of the stem itself; of one that no gloss has, those of stems that begin alike.

    Only then: university and universal, district and distribute begin alike too.
    """
    held = gloss_table()
    if (own := held.find_column(one)) is not None:
        return [own]
    return held.find_columns(one[:_FAMILY]) if len(one) >= _FAMILY else []
