"""Matches names across scripts: pinyin, Wade-Giles, postal forms, and consonant skeletons.

Skeletons follow the idea of Soundex-like codes for transliteration (Knight & Graehl 1998 treat the
problem in full): consonants in classes that Chinese and Cyrillic renderings keep apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from documents.alignment.wordlists import words_of

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        words_of(
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi e g u"
        ),
        strict=True,
    )
)
# Letters of a Latin name -> class. Longer spellings first; vowels, h, y and w fall away.
_SOUNDS = [
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("zh", "C"), ("ts", "C"),
    ("tz", "C"), ("dj", "C"), ("ph", "F"), ("th", "T"), ("kh", "K"), ("gh", "K"), ("ck", "K"),
    ("qu", "K"), ("ng", "N"), ("x", "KS"), ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"),
    ("g", "K"), ("k", "K"), ("q", "K"), ("c", "K"), ("j", "C"), ("f", "F"), ("v", "F"),
    ("w", "F"), ("l", "L"), ("r", "L"), ("m", "M"), ("n", "N"), ("s", "S"), ("z", "S"),
]  # fmt: skip
_SOUND = re.compile("|".join(spelling for spelling, _ in _SOUNDS))
_CLASS = dict(_SOUNDS)
_INITIALS = {
    "b": "P", "p": "P", "d": "T", "t": "T", "g": "K", "k": "K", "h": "K", "j": "C", "q": "C",
    "x": "S", "zh": "C", "ch": "C", "sh": "S", "z": "C", "c": "C", "s": "S", "m": "M", "n": "N",
    "f": "F", "l": "L", "r": "L", "w": "F", "y": "",
}  # fmt: skip

_FINALS = words_of("""
a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui
un uo v ve
""")
_SYLLABLES = frozenset(
    [
        initial + final
        for initial in [*_INITIALS, ""]
        for final in _FINALS
        if initial or len(final) > 1
    ]
    + ["a", "e", "o", "yo", "wu", "yi"]
)
# Wade-Giles initials (apostrophes are gone in print) and finals with their pinyin.
_WADE_INITIALS = (
    ("hs", "x"), ("tz", "z"), ("ts", "z"), ("ch", "zh"), ("k", "g"), ("p", "b"), ("t", "d"),
    ("j", "r"),
)  # fmt: skip
_WADE_FINALS = {
    "iung": "iong", "ung": "ong", "ien": "ian", "ieh": "ie", "ueh": "ue", "eh": "e", "uei": "ui",
    "ih": "i",
}  # fmt: skip
# Wade-Giles ch stands for two sounds: before i and ü it is pinyin j.
_SOFT = {f"zh{final}": f"j{final}" for final in words_of("ia ian iang iao ie in ing iu iong")}
_POSTAL = {
    "peking": "bei jing", "nanking": "nan jing", "canton": "guang zhou", "tientsin": "tian jin",
    "chungking": "chong qing", "tsingtao": "qing dao", "hankow": "han kou", "amoy": "xia men",
    "sian": "xi an", "kwangtung": "guang dong", "kwangsi": "guang xi", "szechuan": "si chuan",
    "szechwan": "si chuan", "fukien": "fu jian", "chekiang": "zhe jiang", "kiangsu": "jiang su",
    "kiangsi": "jiang xi", "shantung": "shan dong", "hopei": "he bei", "hupei": "hu bei",
    "honan": "he nan", "kansu": "gan su", "sinkiang": "xin jiang", "yenan": "yan an",
    "shensi": "shan xi", "yangtze": "yang zi", "chiang": "jiang", "chou": "zhou",
    "en-lai": "en lai", "tse-tung": "ze dong", "kai-shek": "jie shi", "hong": "xiang",
    "kong": "gang", "taipei": "tai bei", "kaohsiung": "gao xiong", "tsinan": "ji nan",
    "soochow": "su zhou", "hangchow": "hang zhou", "foochow": "fu zhou", "mukden": "feng tian",
    "dairen": "da lian",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonant classes of a Latin or Cyrillic word, at most five; empty under three.

    >>> skeleton("Moscow"), skeleton("Хрущёв"), skeleton("Khrushchev")
    ('', 'KLSF', 'KLSF')
    """
    classes = consonants(word)
    return classes[:5] if len(classes) >= 3 else ""


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """All consonant classes of a word, doubled ones once."""
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in word.lower())
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
    )
    classes = ""
    for spelling in _SOUND.findall(letters):
        for found in _CLASS[spelling]:
            if not classes.endswith(found):
                classes += found
    return classes


@lru_cache(maxsize=20_000)
def syllable_classes(syllable: str) -> str:
    """The classes of a pinyin syllable: ``dun`` is T and N."""
    initial = syllable[:2] if syllable[:2] in _INITIALS else syllable[:1]
    return _INITIALS.get(initial, "") + ("N" if syllable.endswith(("n", "ng")) else "")


@lru_cache(maxsize=50_000)
def pinyin(name: str) -> tuple[str, ...]:
    """The pinyin syllables of a lower-case name that reads as Chinese, else empty.

    >>> pinyin("zedong"), pinyin("tse-tung"), pinyin("peking"), pinyin("smith")
    (('ze', 'dong'), ('ze', 'dong'), ('bei', 'jing'), ())
    """
    if name in _POSTAL:
        return tuple(_POSTAL[name].split())
    found: list[str] = []
    for part in re.split(r"[-'’]", name):
        divided = _divide(part) or _wade(part)
        if not divided:
            return ()
        found += divided
    return tuple(found) if len(found) <= 4 else ()


def _divide(letters: str) -> list[str]:
    if not letters:
        return []
    for length in range(min(6, len(letters)), 0, -1):
        if letters[:length] in _SYLLABLES:
            if length == len(letters):
                return [letters]
            if rest := _divide(letters[length:]):
                return [letters[:length], *rest]
    return []


def _wade(part: str) -> list[str]:
    for spelling, initial in _WADE_INITIALS:
        if part.startswith(spelling):
            part = initial + part.removeprefix(spelling)
            break
    for spelling, final in _WADE_FINALS.items():
        if part.endswith(spelling):
            part = part.removesuffix(spelling) + final
            break
    part = _SOFT.get(part, part)
    return [part] if part in _SYLLABLES else []
