"""Pinyin of a Chinese text: each character as its word is read, words of several readings by rule.

Tones are the dictionary's; the changes of 一, 不 and third tones in speech are not written, as in
print. For display only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from documents.chinese.common_readings import common_readings, read_character
from documents.chinese.context_rules import decide
from documents.chinese.dictionary import dictionary
from documents.chinese.segmentation import Token, halve
from documents.text import is_han

RULES = Path(__file__).with_name("reading_rules.txt")


def read_text(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each Han word's place and its syllables, one a character; "" for what has no reading."""
    tokens = dictionary().tokens(text)
    for place, token in enumerate(tokens):
        if is_han(token.form[0]):
            yield token.start, read_token(text, tokens, place)


def read_token(text: str, tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """The syllables of one of a text's words, by its neighbours where they decide."""
    token = tokens[place]
    word = text[token.start : token.end]
    printed = _readings_as_printed(word) if word != token.form else ()
    reading = decide(RULES, tokens, place) if len(printed) != 1 else ""
    # Characters that became one in Simplified are read apart: 髮 is not 發, 乾 not 幹.
    if printed and reading not in printed:
        reading = printed[0]
    return tuple(reading.split()) or read_word(token.form)


@lru_cache(maxsize=8192)
def read_word(word: str) -> tuple[str, ...]:
    """The syllables of a word in Simplified characters, by itself; "" for what has no reading."""
    if (half := halve(word)) and word not in dictionary():
        first, second = read_word(half)
        return (first, first, second, second)
    reading = common_readings().get(word, "")
    if not reading and len(word) > 1:
        entries = dictionary().entries(word)
        reading = entries[0].reading.lower() if entries else ""
    syllables = tuple(reading.split())
    return syllables if len(syllables) == len(word) else tuple(map(read_character, word))


@lru_cache(maxsize=1024)
def _readings_as_printed(word: str) -> tuple[str, ...]:
    """The readings of the entries that print a word as it stands here, the commonest first."""
    entries = dictionary().entries(word)
    return tuple(dict.fromkeys(one.reading.lower() for one in entries if one.traditional == word))
