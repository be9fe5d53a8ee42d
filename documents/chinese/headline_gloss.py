"""A word-for-word gloss of a Chinese headline from the dictionary: 文化合作 is culture · cooperate.

Each word by its commonest sense, in the order of the headline. No translation: for display only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from documents.chinese.dictionary import dictionary
from documents.chinese.personal_names import (
    FOREIGN_TAG,
    NAME_TAG,
    is_surname,
    join_names,
    spell_name,
)
from documents.chinese.segmentation import Token
from documents.chinese.word_senses import (
    PARTICLES,
    counts_things,
    find_countries,
    fixed_sense,
    list_senses,
)
from documents.text import is_han

GLOSS_LANGUAGE = "en"  # the dictionary's
LONGEST = 80  # characters of a headline that are glossed; a longer one ends in an ellipsis

# What stands between words: numbers and Latin words, punctuation, the end of a line.
_BETWEEN = re.compile(r"[^\W_]+(?:[.,][0-9]+)*[%％]?|[^\w\s]|\u3000|\n")
_MARKS = str.maketrans("，、。：；？！—／·", ",,.:;?!–/·")
_SHOWN_MARKS = re.compile(r"[,.:;?!–/]")


@lru_cache(maxsize=4096)
def gloss_headline(headline: str) -> str:
    """The senses of a headline's words with dots between them; "" for one without Chinese."""
    text = headline[:LONGEST]
    parts: list[str] = []
    for mark, words in _phrases(text):
        senses = " · ".join(words)
        if mark and parts and parts[-1][-1].isalnum():
            parts[-1] += mark if mark in ",.:;?!" else f" {mark}"
        if senses:
            parts.append(senses)
    if not any(map(is_han, text)) or not parts:
        return ""
    return " ".join(parts) + (" …" if len(headline) > LONGEST else "")


def _phrases(text: str) -> Iterator[tuple[str, list[str]]]:
    """The senses between punctuation marks, each with the mark before it."""
    words = join_names(text, [*dictionary().words(text)])
    abroad = find_countries(words)
    mark, senses, reached = "", list[str](), 0
    for place, word in enumerate([*words, Token(len(text), len(text), "", "w")]):
        for piece in _BETWEEN.findall(text[reached : word.start]):
            shown = unicodedata.normalize("NFKC", piece).translate(_MARKS).strip() or "/"
            if shown[0].isalnum():
                senses.append(shown)
            elif _SHOWN_MARKS.match(shown):
                yield mark, senses
                mark, senses = shown, []
        reached = word.end
        if word.form and (sense := abroad.get(place) or _sense(word, words[place - 1 : place])):
            senses.append(sense)
    yield mark, senses


def _sense(word: Token, before: Sequence[Token]) -> str:
    """The commonest sense of a word in few words; "" for a particle or a classifier."""
    if word.tag in {NAME_TAG, FOREIGN_TAG}:
        return spell_name(word.form) if word.tag == NAME_TAG else word.form
    if word.form in PARTICLES or word.tag == "y":
        return ""
    if sense := fixed_sense(word.form):
        return sense
    is_counting = word.tag == "q" or (bool(before) and before[0].tag == "m")
    return _commonest(word.form, is_surname(word.form), is_counting)


@lru_cache(maxsize=8192)
def _commonest(form: str, as_surname: bool, is_counting: bool) -> str:
    """The commonest sense of a word of the dictionary; its reading where no gloss has a sense."""
    if is_counting and counts_things(form):
        return ""
    if senses := list_senses(form, as_surname=as_surname):
        return senses[0]
    entries = dictionary().entries(form)
    return entries[0].reading if entries else form
