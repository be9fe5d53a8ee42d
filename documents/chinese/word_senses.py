"""The senses of a dictionary word in few words, the commonest first: cooperate of 合作.

No translation: for display only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from documents.cedict import DictionaryEntry
from documents.chinese.dictionary import dictionary, is_pointer
from documents.chinese.segmentation import Token
from documents.text import is_han

LONGEST_SENSE = 32  # characters of a sense, beyond which it ends at its first comma

# Countries as newspapers write them, in one character.
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
# Words that newspapers have in another sense than the dictionary's first.
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
PARTICLES = frozenset("的地得了着过们之所把")
_ASIDE = re.compile(r"\([^)]*\)|\S*\|[^\s\[]*(?:\[[^\]]*\])?|\[[^\]]*\]")
_ABBREVIATED = re.compile(r"^abbr\. (?:for|of) (?P<full>.*)")
_OPENING = re.compile(r"^(?:to be|to|an?|the)\s+(?=\w)")
_PLACE = re.compile(
    r"^((?:\S+ )+?)(?:(?:prefecture|county)-level )?"
    r"(city|county|district|[Pp]rovince|[Aa]utonomous [Rr]egion)\b.*"
)
_OF_A_CITY = re.compile(r" (?:municipality|sub-?provincial city)$")
_SURNAME = "surname "
_CLASSIFIER = "classifier"


def find_countries(words: Sequence[Token]) -> dict[int, str]:
    """The words that are a country's one character: an abbreviation, or two of them together."""
    found = {}
    for place, word in enumerate(words):
        if word.form in _COUNTRIES and word.tag == "j":
            found[place] = _COUNTRIES[word.form]
    for place, (one, other) in enumerate(pairwise(words)):
        if one.end == other.start and one.form in _COUNTRIES and other.form in _COUNTRIES:
            found |= {place: _COUNTRIES[one.form], place + 1: _COUNTRIES[other.form]}
    return found


@lru_cache(maxsize=8192)
def list_senses(form: str, *, as_surname: bool = False) -> Sequence[str]:
    """The senses of a word that its entries give, each once; none of a word the dictionary lacks.

    Several in one gloss (friendship; amity) are several senses. ``as_surname`` puts the entry of a
    surname first.
    """
    entries = dictionary().entries(form)
    if as_surname:
        entries.sort(key=lambda one: not one.glosses[0].startswith(_SURNAME))
    senses = (sense for one in entries for gloss in one.glosses for sense in _shorten(gloss, one))
    return tuple(dict.fromkeys(senses))


@lru_cache(maxsize=8192)
def counts_things(form: str) -> bool:
    """Whether a word is a classifier too."""
    return any(_CLASSIFIER in gloss for one in dictionary().entries(form) for gloss in one.glosses)


def fixed_sense(form: str) -> str:
    """The sense of a word that newspapers have in another than the dictionary's first, else ""."""
    return _SENSES.get(form, "")


def _shorten(gloss: str, entry: DictionaryEntry) -> Iterator[str]:
    """A gloss's senses without asides and articles; none where it only points elsewhere."""
    if said := _ABBREVIATED.match(gloss):
        gloss = said["full"]
    elif is_pointer(gloss):
        return
    for part in _ASIDE.sub(" ", gloss).split(";"):
        sense = drop_opening(part)
        for short, full in (("sth", "something"), ("sb", "somebody")):
            sense = re.sub(rf"\b{short}\b", full, sense)
        if entry.reading[:1].isupper():
            sense = sense.removeprefix(_SURNAME).partition(",")[0]
            if place := _PLACE.match(sense):
                sense = f"{place[1]}{place[2]}"
            sense = _OF_A_CITY.sub("", sense)
        sense = cut_sense(sense)
        if sense and not any(map(is_han, sense)):
            yield sense


def drop_opening(sense: str) -> str:
    """A sense without article and sign of the infinitive, its spaces evened."""
    return _OPENING.sub("", " ".join(sense.split()))


def cut_sense(sense: str) -> str:
    """A sense without the marks around it; a long one up to its first comma."""
    if len(sense) > LONGEST_SENSE:
        sense = sense.partition(",")[0]
    return sense.strip(" ,.?!")
