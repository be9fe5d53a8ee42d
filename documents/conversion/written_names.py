"""Reads names as collections write them: several in a cell, or a mapping of their parts. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_NAMES_END = re.compile(r"\s*[;；|、\n]\s*")
# The role that catalogues set before a name: "Author (aut): Cope, Mary".
_ROLE = re.compile(r"^[A-Z][a-z]+ \((?:aut|cre|ctb|edt|trl)\):\s*")
_HAN_COMMA = re.compile(r"\s*[,，]\s*")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,6}")


def split_names(text: str) -> Iterable[str]:
    """The names in a text: parted by signs; by commas only where all of them are Chinese."""
    for part in (_ROLE.sub("", part) for part in _NAMES_END.split(text)):
        names = _HAN_COMMA.split(part)
        if all(_HAN_NAME.fullmatch(name) for name in names):
            yield from names
        elif part:
            yield part


def name_of(value: dict[str, Any]) -> str:
    """The text of a mapping: a person's name, or all it says."""
    for key in ("name", "literal", "label", "value", "text", "#text"):
        if isinstance(value.get(key), str):
            return str(value[key])
    given = value.get("given") or value.get("firstName") or value.get("first_name")
    family = value.get("family") or value.get("lastName") or value.get("last_name")
    if family:
        particle = value.get("non-dropping-particle")
        family = f"{particle} {family}" if particle else family
        if _HAN_NAME.fullmatch(f"{family}{given or ''}"):
            return f"{family}{given or ''}"
        return f"{given} {family}" if given else str(family)
    return json.dumps(value, ensure_ascii=False, default=str)


def turn_name(name: str) -> str:
    """A name that bibliographies write family first, as it is said.

    >>> turn_name("Doe, Jane"), turn_name("甲, 木"), turn_name("Smith, John, Jr.")
    ('Jane Doe', '甲木', 'John Smith, Jr.')
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) < 2 or not parts[1]:
        return name.strip(" ,")
    family, given, *rest = parts
    turned = name_of({"family": family, "given": given})
    return ", ".join([turned, *(one for one in rest if one)])
