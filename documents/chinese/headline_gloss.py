"""A word-for-word gloss of a Chinese headline from the dictionary: 文化合作 is culture · cooperate.

Each word by its commonest sense, in the order of the headline. No translation: for display only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from documents.cedict import DictionaryEntry
from documents.chinese.dictionary import dictionary, is_pointer
from documents.chinese.segmentation import Token
from documents.text import is_han

GLOSS_LANGUAGE = "en"  # the dictionary's
LONGEST = 80  # characters of a headline that are glossed; a longer one ends in an ellipsis
LONGEST_SENSE = 32  # characters of a sense, beyond which it ends at its first comma

# Countries as headlines write them, in one character.
_COUNTRIES = dict(
    zip(
        "中苏美英法德日印越朝蒙缅波捷匈罗保阿柬埃意澳加俄韩",
        (
            *("China", "Soviet Union", "US", "Britain", "France", "Germany", "Japan", "India"),
            *("Vietnam", "Korea", "Mongolia", "Burma", "Poland", "Czechoslovakia", "Hungary"),
            *("Romania", "Bulgaria", "Albania", "Cambodia", "Egypt", "Italy", "Australia"),
            *("Canada", "Russia", "Korea"),
        ),
        strict=True,
    )
)
# Words that a headline has in another sense than the dictionary's first.
_SENSES = dict(
    zip(
        "月日号元县国在上中为向对由被和与同不论于",
        (
            *("month", "day", "number", "yuan", "county", "country", "in", "on", "in", "for"),
            *("to", "to", "by", "by", "and", "and", "with", "not", "on", "in"),
        ),
        strict=True,
    )
)
_PARTICLES = frozenset("的地得了着过们之所把")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*\|\S*")
_ABBREVIATED = re.compile(r"^abbr\. (?:for|of) (?P<full>.*)")
_OPENING = re.compile(r"^(?:to be|to|an?|the)\s+(?=\w)")
_PLACE = re.compile(r"^((?:\S+ )+?)(?:(?:prefecture|county)-level )?(city|county|district)\b.*")
# What stands between words: numbers and Latin words, punctuation, the end of a line.
_BETWEEN = re.compile(r"[^\W_]+(?:[.,][0-9]+)*[%％]?|[^\w\s]|\u3000|\n")
_SURNAME = "surname "
_CLASSIFIER = "classifier"
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
    words = [*dictionary().words(text)]
    abroad = _countries(words)
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


def _countries(words: Sequence[Token]) -> dict[int, str]:
    """The words that are a country's one character: an abbreviation, or two of them together."""
    found = {}
    for place, word in enumerate(words):
        if word.form in _COUNTRIES and word.tag == "j":
            found[place] = _COUNTRIES[word.form]
    for place, (one, other) in enumerate(pairwise(words)):
        if one.end == other.start and one.form in _COUNTRIES and other.form in _COUNTRIES:
            found |= {place: _COUNTRIES[one.form], place + 1: _COUNTRIES[other.form]}
    return found


def _sense(word: Token, before: Sequence[Token]) -> str:
    """The commonest sense of a word in few words; "" for a particle or a classifier."""
    if word.form in _PARTICLES or word.tag == "y":
        return ""
    if word.form in _SENSES:
        return _SENSES[word.form]
    is_counting = word.tag == "q" or (bool(before) and before[0].tag == "m")
    return _commonest(word.form, word.tag == "nr" and len(word.form) == 1, is_counting)


@lru_cache(maxsize=8192)
def _commonest(form: str, is_surname: bool, is_counting: bool) -> str:
    """The commonest sense of a word of the dictionary; its reading where no gloss has a sense."""
    entries = dictionary().entries(form)
    if is_surname:
        entries.sort(key=lambda one: not one.glosses[0].startswith(_SURNAME))
    if is_counting and any(_CLASSIFIER in gloss for one in entries for gloss in one.glosses):
        return ""
    senses = (_shorten(gloss, one) for one in entries for gloss in one.glosses)
    return next(filter(None, senses), entries[0].reading if entries else form)


def _shorten(gloss: str, entry: DictionaryEntry) -> str:
    """A gloss without asides, articles and further senses; "" where it only points elsewhere."""
    if said := _ABBREVIATED.match(gloss):
        gloss = said["full"]
    elif is_pointer(gloss):
        return ""
    sense = " ".join(_ASIDE.sub(" ", gloss).partition(";")[0].split())
    sense = _OPENING.sub("", sense)
    for short, full in (("sth", "something"), ("sb", "somebody")):
        sense = re.sub(rf"\b{short}\b", full, sense)
    if entry.reading[:1].isupper():
        sense = sense.removeprefix(_SURNAME).partition(",")[0]
        if place := _PLACE.match(sense):
            sense = f"{place[1]}{place[2]}"
    if len(sense) > LONGEST_SENSE:
        sense = sense.partition(",")[0]
    return sense.strip(" ,.?!")
