"""Converts Chinese to the other script, for display only.

No citation, search or export uses it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from documents.chinese.simplified import simplify
from documents.chinese.traditional import to_traditional
from documents.translation_tags import written_language

Script: TypeAlias = Literal["", "hant", "hans"]  # "" is the script that the source prints


def convert_script(text: str, script: Script) -> str:
    """A Chinese text converted to a script, word by word (头发 is 頭髮, 发展 is 發展)."""
    if not script or not text:
        return text
    return to_traditional(text) if script == "hant" else simplify(text)


def script_tag(language: str, script: Script) -> str:
    """The ``lang`` of a text as it is shown; only Chinese is converted."""
    if script and is_chinese(language):
        return f"zh-{script.title()}"
    return written_language(language)


def is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"
