"""Pinyin of a Chinese text: each character as its word is read, words of several readings by rule.

Tones are the dictionary's; the changes of 一, 不 and third tones in speech are not written, as in
print. For display only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from documents.reading.common_readings import common_readings, read_character
from documents.reading.glossary import dictionary
from documents.reading.segmentation import Token, halve
from documents.text import is_han

REACH = 12  # words on either side that a rule sees
RULES = Path(__file__).with_name("reading_rules.txt")

_CLASSES = {
    "A": r"\S+/(?:a|ad|an|z|i|l|b) ",
    "D": r"\S+/d ",
    "M": r"\S+/[mq] ",
    "N": r"\S+/(?:n|nr|ns|s|t|x|j|vn|f) ",
    "R": r"\S+/r ",
    "V": r"\S+/vn? ",
    "W": r"\S+/\w+ ",
}
_ABBREVIATION = re.compile(r"\{([^{}0-9,][^{}]*)\}|(?<!\\)([ADMNRVW])|(?<!\?)<(?![=!])|>")


class Rule(NamedTuple):
    """Syllables, and what must stand before the word and after it."""

    syllables: tuple[str, ...]
    unless: re.Pattern[str] | None  # what must not stand directly before
    before: re.Pattern[str]
    after: re.Pattern[str]


def read_text(text: str) -> Iterator[tuple[int, str]]:
    """Each Han character's place and reading."""
    tokens = dictionary().tokens(text)
    for place, token in enumerate(tokens):
        if is_han(token.form[0]):
            word = text[token.start : token.end]
            word = text[token.start : token.end]
            syllables = _apply_rules(tokens, place, word) or read_word(word, token.form)
            yield from (
                (start, syllable)
                for start, syllable in enumerate(syllables, start=token.start)
                if syllable
            )


@lru_cache(maxsize=8192)
def read_word(word: str, simplified: str) -> tuple[str, ...]:
    """A word's syllables, by itself; "" for a character that has no reading."""
    if (half := halve(simplified)) and simplified not in dictionary():
        first, second = read_word(half, half)
        return (first, first, second, second)
    reading = common_readings().get(simplified, "")
    if len(word) > 1 or word != simplified:
        entries = dictionary().entries(simplified)
        # Traditional characters that became one in Simplified are often read differently: 髮, 發.
        printed = {one.reading.lower() for one in entries if one.traditional == word}
        if len(printed) == 1 or not reading:
            reading = next((r for one in entries if (r := one.reading.lower()) in printed), reading)
            reading = reading or (entries[0].reading.lower() if entries else "")
    syllables = tuple(reading.split())
    return syllables if len(syllables) == len(word) else tuple(map(read_character, simplified))


def _apply_rules(tokens: Sequence[Token], place: int, word: str) -> tuple[str, ...]:
    """The syllables of the first rule that fits a word among its neighbours, if one does."""
    form = tokens[place].form
    rules = reading_rules().get(form)
    if not rules or (word != form and len(set(_readings_as_printed(word))) == 1):
        return ()
    before = after = ""
    for token in reversed(tokens[max(place - REACH, 0) : place]):
        if token.tag == "w":
            break
        before = f"{token.form}/{token.tag} {before}"
    for token in tokens[place + 1 : place + 1 + REACH]:
        if token.tag == "w":
            break
        after += f"{token.form}/{token.tag} "
    for rule in rules:
        if (
            (rule.unless is None or not rule.unless.search(before))
            and rule.before.search(before)
            and rule.after.match(after)
        ):
            return rule.syllables
    return ()


@lru_cache(maxsize=1024)
def _readings_as_printed(word: str) -> tuple[str, ...]:
    return tuple(one.reading.lower() for one in dictionary().entries(word) if one.traditional == word)


@cache
def reading_rules() -> dict[str, list[Rule]]:
    """The rules of the file by word, in order."""
    rules: dict[str, list[Rule]] = {}
    for line in RULES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, reading, before, after = (field.strip() for field in re.split(r" \|(?= |$)", line))
            unless = ""
            if before.startswith("not "):
                unless, _, before = before.removeprefix("not ").partition("; ")
            rules.setdefault(word, []).append(
                Rule(
                    tuple(reading.split()),
                    re.compile(f"(?:{_spell_out(unless)})$") if unless else None,
                    re.compile(f"(?:^|(?<= ))(?:{_spell_out(before)})$"),
                    re.compile(_spell_out(after)),
                )
            )
    return rules


def _spell_out(pattern: str) -> str:
    """A rule's pattern as the regular expression it abbreviates."""

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return f"(?:(?:{match[1]})/\\w+ )"
        return f"(?:{_CLASSES[match[2]]})" if match[2] else {"<": "^", ">": "$"}[match[0]]

    return _ABBREVIATION.sub(replace, pattern)
