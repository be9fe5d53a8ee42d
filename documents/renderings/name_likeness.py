"""How alike a Chinese name and one in Latin letters sound: consonants in order, vowels left out.

Two who are always named together cannot be told apart by counting: 沙欣 stands beside Ozmen as
often as beside Sahin. The idea is that of Soundex-like codes for transliteration (Knight and Graehl
1998 treat the problem in full); the classes of consonants are the aligner's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from documents.alignment.names import consonants, pinyin, syllable_classes
from documents.author_names import pinyin_spellings
from documents.text import is_han

TELLING = 3  # consonants from which a likeness is not chance
LEAST_LIKENESS = 0.5
SURE_LIKENESS = 0.8
LONGEST_NAME = 8  # characters

_VOWELS = frozenset("aeiouy")


def name_shares(asked: str, candidates: Iterable[str]) -> dict[str, float]:
    """Those candidates that sound like a name asked, with their likeness; best ones count most.

    One side is Chinese, the other in Latin letters.
    """
    code = name_code(asked)
    found = {one: likeness(code, name_code(one)) for one in candidates} if code else {}
    return {one: share for one, share in found.items() if share >= LEAST_LIKENESS}


def likeness(one: str, other: str) -> float:
    """How much of two codes is common to them, in order; 1 is all. Of short ones less is told.

    >>> likeness(name_code("奥兹曼"), name_code("Ozmen"))
    1.0
    >>> round(likeness(name_code("奥兹曼"), name_code("Sahin")), 2)
    0.44
    """
    if not one or not other:
        return 0.0
    common = _longest_common(one, other)
    return 2 * common / (len(one) + len(other)) * min(1.0, min(len(one), len(other)) / TELLING)


@lru_cache(maxsize=2048)
def name_code(name: str) -> str:
    """The consonant classes of a name, "" where it cannot be read; A for a vowel that begins it.

    >>> name_code("沙欣"), name_code("Sahin"), name_code("阿拉莫"), name_code("Alamo")
    ('SN', 'SN', 'ALM', 'ALM')
    """
    if any(map(is_han, name)):
        if len(name) > LONGEST_NAME:
            return ""
        read = [spelled[0] for character in name if (spelled := pinyin_spellings(character))]
        return _code_of_syllables(read)
    words = name.lower().split()
    # What reads as Chinese is read as Chinese: q, x and zh are not a Latin name's.
    syllables = [syllable for word in words for syllable in pinyin(word)]
    if words and all(map(pinyin, words)):
        return _code_of_syllables(syllables)
    begins = "A" if name[:1].lower() in _VOWELS else ""
    return _joined([begins, *map(consonants, words)])


def _code_of_syllables(syllables: Sequence[str]) -> str:
    begins = "A" if syllables and syllables[0][0] in _VOWELS else ""
    return _joined([begins, *map(_classes_of, syllables)])


def _classes_of(syllable: str) -> str:
    if syllable == "er":
        return "L"
    classes = syllable_classes(syllable)
    if syllable.startswith("h"):  # a Latin name's falls away too
        return classes[1:]
    # 加 and 金 stand for ca and kin too: J answers K and S.
    return "J" + classes[1:] if syllable.startswith("j") else classes


def _joined(classes: Iterable[str]) -> str:
    """Classes as one code: Z, C and S are written for each other, doubled ones stand once."""
    code = ""
    for one in "".join(classes).replace("C", "S"):
        if not code.endswith(one):
            code += one
    return code


def _answer(one: str, other: str) -> bool:
    return one == other or "J" in {one, other} <= {"J", "K", "S"}


def _longest_common(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for character in one:
        before = 0
        for place, also in enumerate(other, 1):
            before, row[place] = (
                row[place],
                before + 1 if _answer(character, also) else max(row[place], row[place - 1]),
            )
    return row[-1]
