"""Text normalisation before comparison, for texts and queries alike. Pure.

Width and case are folded (NFKC, casefold), accents dropped, the variants of a Han character (a
Traditional character and its Simplified form among them) become one character, and spaces and line
breaks between Han characters are dropped. Arabic loses vowel signs and tatweel, and the forms of
alef, yeh and teh marbuta become one; the zero-width non-joiner that Persian sets within a word is
a hyphen between Arabic letters, so that its parts are found alone. Hebrew loses its points. Tibetan
loses the dots between its syllables. Other punctuation stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Characters searched by pairs, as substrings: Han, kana and bopomofo, Thai, Lao, Tibetan, Burmese
# and Khmer with their vowel signs, written without spaces between words, and Hangul, whose spaces
# do not part a word from its endings. For use inside [].
HAN = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"
    "\u0f00\u0f40-\u0f84\u0f86-\u0fbc\u1000-\u103f\u1050-\u108f\u109a-\u109d\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U000323af"
)

ELLIPSIS = "…"
_FIRST_HAN = ord(HAN[0])
_HAN_SPACE = re.compile(f"\\s(?<=[{HAN}]\\s)\\s*(?=[{HAN}])")
_HAN_BLANK = re.compile(f" (?<=[{HAN}] ) *(?=[{HAN}])")
_OTHER_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u3000" + "".join(
    map(chr, (*range(0x2000, 0x200B), 0x202F, 0x205F))
)
# Scripts whose letters carry accents that fold away; й is a letter of its own and keeps its breve.
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1fff\u2200-\u22ff]")
_ACCENT = re.compile("(?<!\u0438)\u0306|[\u0300-\u0305\u0307-\u036f]")

_INVISIBLE = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\ufeff"
) + "".join(map(chr, range(0xFE00, 0xFE10)))
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
# Signs over and under letters, which readers do not type: of Arabic with tatweel, of Hebrew.
_POINTS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_POINTS += "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f4"
_ARABIC_FORMS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
_NON_JOINER = "\u200c"
_WITHIN_ARABIC = re.compile(f"(?<=[\u0620-\u06ff]){_NON_JOINER}(?=[\u0620-\u06ff])")
_APOSTROPHES = "\u05f3\u2018\u2019\u02bc\u02b9\u2032\u00b4"
_TIBETAN_DOTS = "\u0f0b\u0f0c"  # between syllables; a space there goes as between Han characters
_ZEROES = "○◯"  # GB 2312 has no 〇: newspapers set 一九五○年 with a circle


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(character): None for character in _INVISIBLE}
    table |= {ord(letter): plain for letter, plain in _LETTERS.items()}
    table |= {code: None for code in range(0x590, 0x700) if re.match(f"[{_POINTS}]", chr(code))}
    table |= {ord(letter): plain for letter, plain in _ARABIC_FORMS.items()}
    table |= {ord(mark): "'" for mark in _APOSTROPHES}
    table |= {ord(circle): "〇" for circle in _ZEROES}
    table |= {ord(dot): " " for dot in _TIBETAN_DOTS}
    variants = Path(__file__).with_name("variants.txt").read_text(encoding="utf-8")
    for line in variants.splitlines():
        if not line.startswith("#"):
            table |= dict.fromkeys(map(ord, line[1:]), line[0])
    return table


_TABLE = _table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the original place of each of its characters."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind ``text[start:end]``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> str:
    """The folded text alone: the fast way, for indexing."""
    return folded_by_character(text)[0]


def folded_by_character(text: str) -> tuple[str, bool]:
    """The same, and whether each character became one, but for … and the spaces left out."""
    if text.isascii():
        return text.lower(), True
    text = _part_joined(text).replace(ELLIPSIS, "...")  # the one common one that becomes several
    codes = _folded_codes(text)
    if codes is None:
        return _close_up(_characters(text)), False
    plain = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return _close_up(plain) if codes.max(initial=0) >= _FIRST_HAN else plain, True


def _close_up(text: str) -> str:
    """A text without spaces between Han characters; one sort of space is looked for quickest."""
    several = any(space in text for space in _OTHER_SPACES)
    return (_HAN_SPACE if several else _HAN_BLANK).sub("", text)


def fold_with_places(text: str) -> Folded:
    """The folded text with original places, for marking: ``fold(text).text == folded(text)``."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    text = _part_joined(text)
    spaced = _one_for_one(text)
    if spaced is not None:
        return _without_spaces(spaced, range(len(text)), range(1, len(text) + 1))
    pieces = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    for end in _borders(text):
        piece = _piece(text[start:end])
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
        start = end
    return _without_spaces("".join(pieces), starts, ends)


def _part_joined(text: str) -> str:
    """A text with a hyphen for each non-joiner between Arabic letters: as many characters."""
    return _WITHIN_ARABIC.sub("-", text) if _NON_JOINER in text else text


def _without_spaces(spaced: str, starts: Sequence[int], ends: Sequence[int]) -> Folded:
    """A text folded character by character, without the spaces between Han characters."""
    gaps = [gap.span() for gap in _HAN_SPACE.finditer(spaced)]
    if not gaps:
        return Folded(spaced, starts, ends)
    edges = [0, *(edge for gap in gaps for edge in gap), len(spaced)]
    kept = list(zip(edges[::2], edges[1::2], strict=True))
    return Folded(
        "".join(spaced[first:last] for first, last in kept),
        [place for first, last in kept for place in starts[first:last]],
        [place for first, last in kept for place in ends[first:last]],
    )


# Most characters become one other, whatever stands around them. What each becomes is kept by code
# point when it is first met, so that a text is folded by looking it up in one go.
_UNMET, _MANY = 0, 0x110000  # not yet met; none or several characters, or joined to its neighbours
_becomes: NDArray[np.uint32] = np.zeros(0x110000, np.uint32)


def _one_for_one(text: str) -> str | None:
    """A text folded character by character; None if one becomes several, or none."""
    found = _folded_codes(text)
    return None if found is None else found.tobytes().decode("utf-32-le", "surrogatepass")


def _folded_codes(text: str) -> NDArray[np.uint32] | None:
    """The code points of the same: several times as fast as `_characters`."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _becomes[codes]
    if found.min(initial=_MANY) == _UNMET:
        for code in {*codes[found == _UNMET].tolist()}:
            piece = "" if _joins(chr(code)) else _piece(chr(code))
            _becomes[code] = ord(piece) if len(piece) == 1 and piece != "\0" else _MANY
        found = _becomes[codes]
    return None if found.max(initial=0) == _MANY else found


def _characters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text)
    if _ACCENTED.search(text):
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_TABLE)


_piece = lru_cache(maxsize=16384)(_characters)


@lru_cache(maxsize=16384)
def _joins(character: str) -> bool:
    """Whether a character may combine with what stands before it when text is normalised."""
    first = ord(unicodedata.normalize("NFKD", character)[0])
    return unicodedata.category(chr(first))[0] == "M" or 0x1160 <= first <= 0x11FF


def _borders(text: str) -> list[int]:
    """Where the pieces of a text end that fold independently of one another."""
    borders = [i for i, character in enumerate(text) if i and not _joins(character)]
    return [*borders, len(text)] if text else []
