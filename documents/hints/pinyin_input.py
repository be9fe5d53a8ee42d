"""Pinyin as people type it: he zuo, hezuo, HeZuo, hézuò, he2zuo4, xi'an. Pure.

Letters are compared without tones and gaps. A gap or an apostrophe typed must stand between two
syllables, and a tone typed must be the syllable's own: xi'an is 西安 and not 现在.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
_TYPED = re.compile("[a-z0-5\u0300\u0301\u0304\u0306\u0308\u030c:·\\s'\u2019\u2018`´-]+")
_SYLLABLE = re.compile("([a-z]+)([1-5]?)")


@dataclass(frozen=True, slots=True)
class PinyinInput:
    """Typed pinyin: its letters (ü as v), where gaps stand among them, tones by the letter."""

    letters: str
    gaps: frozenset[int] = frozenset()
    tones: tuple[tuple[int, int], ...] = ()

    def fits(self, syllables: str, *, with_tones: bool = True) -> bool:
        """Whether a reading that begins with these letters has its syllables where they are typed.

        ``syllables`` is what `write_syllables` gives.
        """
        lengths = [int(digit) for digit in syllables[::2]]
        ends = list(accumulate(lengths))
        if not self.gaps <= {*ends}:
            return False
        if not with_tones:
            return True
        tones = [int(digit) for digit in syllables[1::2]]
        return all(
            tones[sum(end <= place for end in ends)] == tone
            for place, tone in self.tones
            if place < ends[-1]
        )


def read_pinyin(typed: str) -> PinyinInput | None:
    """Read typed text as pinyin; None if it is something else."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", typed)).lower()
    if not _TYPED.fullmatch(text):
        return None
    text = text.replace("u:", "v").replace("u\u0308", "v")
    letters: list[str] = []
    gaps: set[int] = set()
    tones: list[tuple[int, int]] = []
    for character in text:
        if "a" <= character <= "z":
            letters.append(character)
        elif character == "\u0308" and letters[-1:] == ["u"]:  # a tone before the diaeresis
            letters[-1] = "v"
        elif letters and character in _TONES:
            tones.append((len(letters) - 1, _TONES[character]))
        elif letters:
            gaps.add(len(letters))
            if character.isdigit():
                tones.append((len(letters) - 1, int(character) or 5))
    return PinyinInput("".join(letters), frozenset(gaps), tuple(tones)) if letters else None


def plain_pinyin(reading: str) -> str:
    """The letters of a dictionary's reading (lu:4 you2) without tones and gaps: lvyou."""
    return re.sub("[^a-z]", "", reading.lower().replace("u:", "v"))


def write_syllables(reading: str) -> str:
    """A reading's syllables as digits: how many letters each has, and its tone (5 for none)."""
    found = _SYLLABLE.findall(reading.lower().replace("u:", "v"))
    return "".join(f"{len(letters)}{tone or 5}" for letters, tone in found)
