"""The context of a hit in a concordance: as many words before and after it as a line holds."""

from __future__ import annotations

WIDTH = 70  # characters of context to each side; of Chinese half as many


def one_line(text: str) -> str:
    """A text without line ends."""
    return " ".join(text.split())


def context_before(text: str) -> str:
    """The context before a hit, given all text before it."""
    text = text[-3 * WIDTH :].replace("\n", " ")
    if text.isascii():  # the same in one step
        return _from_word(text[-WIDTH:], text[-WIDTH - 1]) if len(text) > WIDTH else text.lstrip()
    room = WIDTH
    for place in range(len(text) - 1, -1, -1):
        room -= 2 if "\u2e80" <= text[place] <= "\uffef" else 1
        if room < 0:
            return _from_word(text[place + 1 :], text[place])
    return text.lstrip()


def context_after(text: str) -> str:
    """The context after a hit, given all text after it."""
    text = text[: 3 * WIDTH].replace("\n", " ")
    if text.isascii():
        if len(text) <= WIDTH:
            return text.rstrip()
        return _from_word(text[:WIDTH][::-1], text[WIDTH])[::-1]
    room = WIDTH
    for place, character in enumerate(text):
        room -= 2 if "\u2e80" <= character <= "\uffef" else 1
        if room < 0:
            return _from_word(text[:place][::-1], text[place])[::-1]
    return text.rstrip()


def _from_word(text: str, before: str) -> str:
    """A text without a word cut in two at its start."""
    cut = 0
    while cut < len(text) and _in_word(before) and _in_word(text[cut]):
        cut += 1
    return text[cut:].lstrip()


def _in_word(character: str) -> bool:
    return character.isalnum() and not _is_wide(character)


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"
