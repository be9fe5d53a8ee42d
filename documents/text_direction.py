"""The direction that a language is written in, and the attributes ``lang`` and ``dir``. Pure.

A text's own language decides; ``dir`` is written only where it differs from that of the text
around it, since an element inherits its direction.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Literal, TypeAlias

from documents.translation_tags import written_language

Direction: TypeAlias = Literal["ltr", "rtl", "auto"]

# Scripts written from right to left, by their codes in ISO 15924.
_SCRIPTS = (
    "adlm arab aran armi avst chrs cprt elym hatr hebr hung khar lydi mand mani mend merc mero "
    "narb nbat nkoo orkh palm phli phlp phnx prti rohg samr sarb sogd sogo syre syrc syrj syrn "
    "thaa yezi"
)
# Languages whose usual script is one of them: of Arabic letters, Hebrew ones, others.
_LANGUAGES = (
    "acm acq aeb afb ajp apc apd ar ara arb arq ars ary arz ayl azb bal bqi chg ckb dv div fa fas "
    "glk haz kas khw ks lki lrc luz mzn ota pbt per pes pnb prs ps pus sd sdh skr snd ug uig ur "
    "urd he heb hbo iw jpr jrb lad tmr ydd yi yid "
    "aii amw arc cld lsd mid myz nqo phn sam smp syc syr"
)
_RIGHT_TO_LEFT = frozenset(_SCRIPTS.split()), frozenset(_LANGUAGES.split())
_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001eeff"
# Words that run to the left where nothing says their language. In a citation they are isolated:
# else a number behind an Arabic name would stand before it.
RIGHT_TO_LEFT_WORDS = re.compile(f"[{_LETTERS}](?:[^<>&()\\[\\],;“”]*[{_LETTERS}])?")
_UNKNOWN = frozenset({"und", "mul", "zxx", "mis"})


def text_direction(tag: str) -> Direction:
    """The direction of a BCP 47 tag's script: by its script subtag, else by its language.

    ``auto`` for a tag that names no language: a browser then goes by the first letter.

    >>> text_direction("ar"), text_direction("ar-Latn"), text_direction("az-Arab")
    ('rtl', 'ltr', 'rtl')
    """
    scripts, languages = _RIGHT_TO_LEFT
    language, *others = written_language(tag).lower().split("-")
    for part in others:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in scripts else "ltr"
    if language in languages:
        return "rtl"
    return "auto" if language in _UNKNOWN else "ltr"


def direction_beside(tag: str, around: str) -> Direction | Literal[""]:
    """The direction of a language's text where it is not that of the text around it; else ""."""
    direction = text_direction(tag)
    return "" if direction == text_direction(around) else direction


@lru_cache(maxsize=1024)
def language_attributes(tag: str, around: str) -> str:
    """The attributes of an element with a text in a language: `` lang="ar" dir="rtl"``.

    ``around`` is the language of the text around it. Of a translation's tag the language that it is
    written in is named. "" where no language is known.
    """
    direction = direction_beside(tag, around)
    said = f' dir="{direction}"' if direction else ""
    return f' lang="{escape(written_language(tag))}"{said}' if tag else ""
