"""Converts Chinese to the other script, for display only.

No citation, search or export uses it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from documents.chinese.simplified import simplify
from documents.chinese.traditional import to_traditional

Script: TypeAlias = Literal["", "hant", "hans"]  # "" is the script that the source prints


def convert_script(text: str, script: Script) -> str:
    """A Chinese text converted to a script, word by word (头发 is 頭髮, 发展 is 發展)."""
    if not script or not text:
        return text
    return to_traditional(text) if script == "hant" else simplify(text)


def script_tag(language: str, script: Script) -> str:
    """The language tag of a converted text; only Chinese is converted."""
    return f"zh-{script.title()}" if script and is_chinese(language) else language


def is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"
