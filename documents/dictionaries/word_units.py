"""The units by which words of a text and headwords meet: stems, or characters without spaces.

A headword's key is its units with spaces between them. Of a language written with spaces a unit is
the stem of a word, so that inflected forms meet; of Han, kana, Hangul and the scripts of Southeast
Asia it is one character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.alignment.stems import stem
from documents.dictionaries.description import primary_subtag
from documents.search.analysis import JOINING, stems
from documents.search.folding import HAN, fold_text, fold_with_places
from documents.search.language_stems import language_stems, stemmed_language

MOST_UNITS = 12  # of a headword that is looked for in running text
PREFIX = 5  # letters that stand for a word, for alignment, where its language has no stemmer

# Thai, Lao, Tibetan, Burmese, Khmer: no spaces between words.
_UNSPACED = f"{HAN}\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
_LETTER = f"[^\\W_{_UNSPACED}]"
_UNIT = re.compile(f"([{_UNSPACED}])|{_LETTER}+(?:'{_LETTER}+|[{JOINING}]+{_LETTER}*)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|dell|nell|all|dall|sull|un)'(?=.)")
_ELIDING = frozenset({"fr", "it", "ca", "oc"})


class Unit(NamedTuple):
    """A unit of a text in its place."""

    key: str
    start: int
    end: int


def read_units(text: str, language: str) -> list[Unit]:
    """The units of a text in order, with their places in it."""
    plain = fold_with_places(text)
    matches = [*_UNIT.finditer(plain.text)]
    keys = word_stems([match[0] for match in matches], language)
    return [Unit(key, *plain.span(*match.span())) for key, match in zip(keys, matches, strict=True)]


def split_units(text: str) -> list[str]:
    """The words and single characters of a text, folded, before they are stemmed."""
    return [match[0] for match in _UNIT.finditer(fold_text(text))]


def word_stems(words: Sequence[str], language: str) -> list[str]:
    """The stem of each folded word: Snowball's where the language has one, else the word itself."""
    primary = primary_subtag(language)
    if primary in _ELIDING:
        words = [_ELISION.sub("", word) for word in words]
    if not words:
        return []
    if stemmed := stemmed_language(language):
        prefix = len(stemmed) + 1
        return [one[prefix:-1] for one in language_stems(words, stemmed)]
    return stems(words) if primary in {"en", "ru"} else list(words)


def loose_stems(words: Sequence[str], language: str) -> list[str]:
    """Stems for alignment: of English the aligner's, "" for a function word.

    A word whose language has no stemmer is cut to its beginning.
    """
    primary = primary_subtag(language)
    if primary == "en":
        return [stem(word.removesuffix("'s")) for word in words]
    if primary == "ru" or stemmed_language(language):
        return word_stems(words, language)
    return [word[:PREFIX] for word in word_stems(words, language)]


def find_longest(
    units: Sequence[str], reach: Callable[[str], int], is_key: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """The longest keys in a row of units, from the left: first unit, unit behind the last, key.

    ``reach`` gives how many units the longest key has that begins with one.
    """
    place = 0
    while place < len(units):
        for length in range(min(reach(units[place]), len(units) - place), 0, -1):
            key = " ".join(units[place : place + length])
            if is_key(key):
                yield place, place + length, key
                place += length
                break
        else:
            place += 1


@lru_cache(maxsize=4096)
def is_kana(unit: str) -> bool:
    """Whether a unit is one hiragana character."""
    return len(unit) == 1 and "\u3041" <= unit <= "\u3096"
