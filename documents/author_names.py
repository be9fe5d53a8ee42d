"""Names of authors and translators: made one across texts, spelled in pinyin. Pure."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product

from documents.text import HAN, is_han

_WIDE = re.compile(f"(?<=[{HAN}])\\s+(?=[{HAN}])")
_SPELLINGS = 8  # in pinyin, of one name whose characters have several readings
_TYPED_PINYIN = re.compile("[a-z][a-z '’0-5-]*")
_LETTERS = re.compile("[^a-z]+")
# Surnames that are read otherwise than the same characters in words.
_SURNAMES = {
    "万俟": "moqi",
    "尉迟": "yuchi",
    "尉遲": "yuchi",
    "长孙": "zhangsun",
    "長孫": "zhangsun",
    "单": "shan",
    "單": "shan",
    "仇": "qiu",
    "区": "ou",
    "區": "ou",
    "曾": "zeng",
    "查": "zha",
    "任": "ren",
    "华": "hua",
    "華": "hua",
    "解": "xie",
    "朴": "piao",
    "翟": "zhai",
    "盖": "ge",
    "蓋": "ge",
    "覃": "qin",
    "缪": "miao",
    "繆": "miao",
    "乐": "yue",
    "樂": "yue",
    "召": "shao",
    "员": "yun",
    "員": "yun",
    "种": "chong",
    "秘": "bi",
    "纪": "ji",
    "紀": "ji",
    "燕": "yan",
    "冯": "feng",
    "馮": "feng",
    "折": "she",
    "洗": "xian",
    "繁": "po",
    "黑": "he",
    "能": "nai",
}


def join_wide_name(name: str) -> str:
    """A name without the spaces that print sets between Han characters: 鞠 鹏 is 鞠鹏."""
    return _WIDE.sub("", " ".join(name.split()))


def join_wide_names(names: Iterable[str]) -> list[str]:
    """The same for several, each once, in order."""
    return [*dict.fromkeys(filter(None, map(join_wide_name, names)))]


def pair_names(original: Sequence[str], translated: Sequence[str]) -> dict[str, str]:
    """Each name of a translation with the original's that it stands for.

    They are the same people where both texts name as many; else nobody can tell, and a name stands
    for itself.
    """
    here, there = join_wide_names(original), join_wide_names(translated)
    return dict(zip(there, here if len(here) == len(there) else there, strict=True))


@lru_cache(maxsize=4096)
def pinyin_spellings(name: str) -> tuple[str, ...]:
    """A Han name in pinyin without tones and spaces, the likeliest reading first.

    ü is v, and last u. Only Han characters are spelled: a name without any has no spelling.
    """
    readings = [spelled for _, spelled in _syllables(name) if spelled]
    spelled = islice(product(*readings), _SPELLINGS) if readings else ()
    found = [*map("".join, spelled)]
    return tuple(dict.fromkeys([*found, *(one.replace("v", "u") for one in found)]))


def pinyin_order(name: str) -> list[tuple[str, str]]:
    """The sort key of a Han name: syllable by syllable, those of one character together.

    Empty for a name without Han characters.
    """
    return [(spelled[0] if spelled else "", written) for written, spelled in _syllables(name)]


def _syllables(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The Han characters of a name with their readings; a surname of two is one."""
    letters = [character for character in name if is_han(character)]
    for length in (2, 1):
        surname = "".join(letters[:length])
        if surname in _SURNAMES:
            rest = letters[length:]
            return [(surname, (_SURNAMES[surname],)), *((one, _readings(one)) for one in rest)]
    return [(one, _readings(one)) for one in letters]


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    # pypinyin's own words would take 45 MB of memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    read = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    plain = (_LETTERS.sub("", one) for several in read for one in several)
    return tuple(dict.fromkeys(filter(None, plain)))


def normalise_typed_pinyin(typed: str) -> str:
    """Pinyin as people type it, as `pinyin_spellings` writes it: no tones, no spaces, ü as v.

    "" for what is no pinyin.
    """
    letters = typed.lower().replace("u:", "v")
    plain = "".join(
        "v" if "\u0308" in decomposed else decomposed[0]
        for letter in letters
        for decomposed in [unicodedata.normalize("NFD", letter)]
    )
    return re.sub("[ '’0-5-]+", "", plain) if _TYPED_PINYIN.fullmatch(plain) else ""
