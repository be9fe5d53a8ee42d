"""The context of a hit in a concordance: as many words before and after it as a line holds."""

from __future__ import annotations

import re
import unicodedata

from documents.search.analysis import HAN_CHARACTER

WIDTH = 70  # characters of context to each side; of Chinese half as many
_WIDE = re.compile("[\u2e80-\uffef]")


def one_line(text: str) -> str:
    """A text without line ends."""
    return " ".join(text.split())


def context_before(text: str) -> str:
    """The context before a hit, given all text before it."""
    text = text[-3 * WIDTH :].replace("\n", " ")
    if not _WIDE.search(text):  # the same in one step
        return text[_word_start(text, len(text) - WIDTH) :].lstrip()
    room = WIDTH
    for place in range(len(text) - 1, -1, -1):
        room -= 2 if "\u2e80" <= text[place] <= "\uffef" else 1
        if room < 0:
            return text[_word_start(text, place + 1) :].lstrip()
    return text.lstrip()


def context_after(text: str) -> str:
    """The context after a hit, given all text after it."""
    text = text[: 3 * WIDTH].replace("\n", " ")
    if not _WIDE.search(text):
        return text[: _word_end(text, WIDTH)].rstrip()
    room = WIDTH
    for place, character in enumerate(text):
        room -= 2 if "\u2e80" <= character <= "\uffef" else 1
        if room < 0:
            return text[: _word_end(text, place)].rstrip()
    return text.rstrip()


def _word_start(text: str, place: int) -> int:
    """The first place from here on where a text may begin."""
    place = max(place, 0)
    while 0 < place < len(text) and _are_joined(text[place - 1], text[place]):
        place += 1
    return place


def _word_end(text: str, place: int) -> int:
    """The last place up to here where a text may end."""
    while 0 < place < len(text) and _are_joined(text[place - 1], text[place]):
        place -= 1
    return place


def _are_joined(before: str, after: str) -> bool:
    """Whether a cut between two characters would part a word, or a letter from its vowel sign."""
    if before.isascii() and after.isascii():
        return before.isalnum() and after.isalnum()
    return _is_mark(after) or (_is_in_word(before) and _is_in_word(after))


def _is_in_word(character: str) -> bool:
    is_letter = character.isalnum() or _is_mark(character)
    return is_letter and not HAN_CHARACTER.match(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
