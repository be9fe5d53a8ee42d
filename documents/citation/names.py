"""Personal names as printed, and as each style turns them round.

A name is turned only where its parts are certain: initials before a surname, or a Western name in a
Western source. Han names, names of a Chinese source in pinyin (``Wang Li``) and names of bodies
(``Xinhua News Agency``) are cited as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.citation.record import base
from documents.citation.runs import one_line

HAN = re.compile("[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACED = re.compile(f"({HAN.pattern})[ \u3000]+({HAN.pattern})")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)?")
_FAMILY_FIRST = {"zh", "ja", "ko", "vi", "hu"}
_BODY = re.compile(
    "academy|agency|army|association|board|bureau|cent(er|re)|commentator|commission|committee|"
    "congress|council|correspondents?|delegation|department|editor(s|ial)?|federation|government|"
    "group|institute|ministry|news|newspaper|office|organi[sz]ation|party|press|reporters?|society|"
    "staff|union|university",
    re.IGNORECASE,
)
_PARTICLES = re.compile("d[aeiu]|de[lnr]|dos|l[ae]|te[nr]|v[ao]n|zu")


@dataclass(frozen=True, slots=True)
class Name:
    """A name. ``family`` is empty where the parts are not certain: ``literal`` is then used."""

    literal: str
    family: str = ""
    given: str = ""

    @property
    def is_han(self) -> bool:
        return HAN.search(self.literal) is not None

    @property
    def inverted(self) -> str:
        """``Ivanov, V. I.``"""
        return f"{self.family}, {self.given}" if self.family else self.literal

    @property
    def direct(self) -> str:
        """``V. I. Ivanov``"""
        return f"{self.given} {self.family}" if self.family else self.literal

    @property
    def initials(self) -> str:
        """``V. I.``; a hyphenated name keeps its hyphen: ``J.-P.``"""
        words = self.given.split()
        return " ".join(
            "-".join(part[0] + "." for part in word.split("-") if part) for word in words
        )


def read_name(printed: str, source_language: str) -> Name:
    """A name as printed, taken apart if that is certain. Never empties a name that had letters.

    Two Han characters set apart to fill three places (``鞠 鹏``) are put together again, and a
    surname in capitals (an encyclopedia's signatures) is written with one.
    """
    literal = one_line(printed).replace("\u3000", " ")
    if HAN.search(literal):
        spaced = _SPACED.fullmatch(literal)
        return Name(spaced[1] + spaced[2] if spaced else literal)
    words = literal.replace(".", ". ").replace(". -", ".-").split()
    if len(words) < 2 or "," in literal or any(map(_BODY.fullmatch, words)):
        return Name(literal)
    initials = all(_INITIAL.fullmatch(word) for word in words[:-1]) and len(words[-1]) > 2
    western = base(source_language) not in _FAMILY_FIRST and len(words) <= 5
    if not initials and not (western and all(_is_name_word(word) for word in words)):
        return Name(literal)
    start = next((n for n, word in enumerate(words[:-1]) if n and _PARTICLES.fullmatch(word)), -1)
    family = [_one_capital(word) for word in words[start:]]
    given = [word if "." in word else _one_capital(word) for word in words[:start]]
    if initials:
        given = ["-".join(p[0] + "." for p in word.split("-")) for word in given]
    return Name(literal, " ".join(family), " ".join(given))


def read_names(printed: Sequence[str], source_language: str) -> list[Name]:
    return [read_name(name, source_language) for name in printed if one_line(name)]


def bibliography_list(names: Sequence[Name], *, most: int, shown: int) -> str:
    """First name inverted, the rest direct, ``and`` before the last; beyond ``most``, ``et al.``"""
    texts = [name.inverted if n == 0 else name.direct for n, name in enumerate(names)]
    if len(texts) > most:
        return ", ".join(texts[:shown]) + ", et al."
    return _with_and(texts, comma_for_two=bool(names) and bool(names[0].family))


def note_list(names: Sequence[Name], *, most: int) -> str:
    """All direct; beyond ``most``, the first and ``et al.`` without a comma."""
    if len(names) > most:
        return f"{names[0].direct} et al."
    return _with_and([name.direct for name in names], comma_for_two=False)


def apa_list(names: Sequence[Name]) -> str:
    """``Ivanov, V. I., & Petrov, A.``; of more than twenty, nineteen, an ellipsis and the last."""
    texts = [f"{name.family}, {name.initials}" if name.family else name.literal for name in names]
    if len(texts) > 20:
        return ", ".join(texts[:19]) + f", … {texts[-1]}"
    if len(texts) > 1:
        return ", ".join(texts[:-1]) + f", & {texts[-1]}"
    return "".join(texts)


def gbt_list(names: Sequence[Name], language: str) -> str:
    """GB/T 7714-2015: three names at most, then 等 or et al. by the entry's language.

    A Western surname is in capitals, its initials without stops: ``IVANOV V I``.
    """
    texts = [
        f"{name.family.upper()} {name.initials.replace('.', '').replace('-', ' ')}"
        if name.family
        else name.literal
        for name in names
    ]
    more = ", 等" if base(language) == "zh" else ", et al."
    return ", ".join(texts[:3]) + (more if len(texts) > 3 else "")


def _with_and(texts: Sequence[str], *, comma_for_two: bool) -> str:
    if len(texts) < 2:
        return "".join(texts)
    if len(texts) == 2 and not comma_for_two:
        return f"{texts[0]} and {texts[1]}"
    return ", ".join(texts[:-1]) + f", and {texts[-1]}"


def _is_name_word(word: str) -> bool:
    return _PARTICLES.fullmatch(word) is not None or (
        word[0].isupper() and all(c.isalpha() or c in ".'’-" for c in word)
    )


def _one_capital(word: str) -> str:
    """``IVANOV-PETROV`` as ``Ivanov-Petrov``; a word not wholly in capitals stays."""
    if len(word) < 3 or not word.isupper():
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
