"""Converts Chinese to the other script (OpenCC), for display only.

No citation, search or export uses it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from opencc import OpenCC

Script: TypeAlias = Literal["", "hant", "hans"]  # "" is the script that the source prints
_CONVERSIONS = {"hant": "s2t", "hans": "t2s"}


def convert_script(text: str, script: Script) -> str:
    """A Chinese text converted to a script, phrase by phrase (头发 is 頭髮, 发展 is 發展)."""
    return str(_converter(_CONVERSIONS[script]).convert(text)) if script and text else text


def script_tag(language: str, script: Script) -> str:
    """The language tag of a converted text; only Chinese is converted."""
    return f"zh-{script.title()}" if script and is_chinese(language) else language


def is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"


def simplify(text: str) -> str:
    """A Chinese text with each character in the form that Simplified print has."""
    return str(_converter("tw2s").convert(text))


@lru_cache(maxsize=4)
def _converter(name: str) -> OpenCC:
    """A converter, made when first asked for: its dictionaries take some megabytes."""
    from opencc import OpenCC

    return OpenCC(name)
