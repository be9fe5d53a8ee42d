"""Writes front matter (YAML) that every reader of YAML takes for the same values. Pure.

What could be anything but a text to some reader (a date, a number, ``no``) is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,，。、·()（）《》/-]*[\w)）》])?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def write_front_matter(values: Mapping[str, Any]) -> str:
    """A mapping as a block of YAML between ``---`` lines.

    >>> print(write_front_matter({"title": "Ten", "date": "1970-01-25", "authors": ["A: B"]}))
    ---
    title: Ten
    date: "1970-01-25"
    authors:
      - "A: B"
    ---
    <BLANKLINE>
    """
    return "---\n" + "".join(f"{line}\n" for line in _mapping(values, "")) + "---\n"


def _mapping(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{_scalar(str(key))}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list) and value:
        yield head
        for item in value:
            if isinstance(item, (Mapping, list)) and item:
                yield f"{indent}  - {_json(item)}"  # JSON is YAML too
            else:
                yield f"{indent}  - {_scalar(item)}"
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return _json(value)


def _json(value: Any) -> str:
    """A value as JSON that YAML reads alike: it knows no surrogates, and more line ends."""
    written = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
