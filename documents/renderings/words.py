"""The words of a sentence in an alphabet, with what counts as one word: stem, or head of a family.

The stem is the search index's, so that what is counted here is what a search for it finds. Small
words (is, was, were) and irregular forms (said, went) are brought together first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from documents.search.analysis import stems
from documents.text import HAN

_WORD = re.compile(f"[^\\W\\d_{HAN}]+(?:['’][^\\W\\d_{HAN}]+)?|\\d[\\d,.]*\\d|\\d")
_CLITIC = re.compile("['’](?:s|re|ve|ll|d|m)$")

_FORMS = Path(__file__).with_name("word_forms.txt")


def _read_forms() -> tuple[dict[str, str], frozenset[str]]:
    """The head of each form, and the small words, from the table beside this file."""
    heads: dict[str, str] = {}
    small: set[str] = set()
    section = ""
    for line in _FORMS.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif not line.startswith("#"):
            forms = line.split()
            heads.update(dict.fromkeys(forms, forms[0]))
            if section == "[small]":
                small.update(forms)
    return heads, frozenset(small)


_HEADS, SMALL_WORDS = _read_forms()


class Word(NamedTuple):
    """A word of a sentence in its place. ``key`` is the same for all its forms."""

    key: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """The words of a text in order."""
    found = []
    place = 0
    for written in _WORD.findall(text):
        # Every letter and figure is of a word, so between two words none stands to be taken for it.
        start = text.find(written, place)
        place = start + len(written)
        found.append(Word(word_key(written.lower()), start, place))
    return found


def read_keys(text: str) -> set[str]:
    """The keys of a text's words, each once: quicker than to read the words with their places."""
    return set(map(word_key, map(str.lower, set(_WORD.findall(text)))))


@lru_cache(maxsize=16_384)
def word_key(word: str) -> str:
    """What all forms of a lower-case word have in common."""
    word = word.replace("’", "'")
    if word not in _HEADS:
        word = _CLITIC.sub("", word).removesuffix("'")
    head = _HEADS.get(word, word)
    return head if head in SMALL_WORDS else stems([head])[0]
