"""The line of each key in a TOML text, for messages: the parser of the library keeps none."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_ONE_OF_SEVERAL = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*[^=\s]+)*)\s*=\s*(.*)")
_LONG = re.compile(r'"""|\'\'\'')


def find_key_lines(text: str) -> dict[str, int]:
    """Keys of a TOML text, dotted (``name.en``), with their lines from 1.

    >>> find_key_lines('a = 1\\n[name]\\nen = \"""\\nb = 2\\n\"""\\nzh-Hans = 3')
    {'a': 1, 'name': 2, 'name.en': 3, 'name.zh-Hans': 6}

    The tables of an array (``[[one]]``) are numbered from 1: ``one.1.key``.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, end = "", ""
    for number, line in enumerate(text.splitlines(), start=1):
        if end:  # inside a text of several lines
            end = "" if end in line else end
            continue
        if found := _TABLE.fullmatch(line):
            table = _plain(found[1])
            lines.setdefault(table, number)
        elif found := _ONE_OF_SEVERAL.fullmatch(line):
            array = _plain(found[1])
            counts[array] = counts.get(array, 0) + 1
            table = f"{array}.{counts[array]}"
            lines.setdefault(array, number)
            lines[table] = number
        elif found := _KEY.fullmatch(line):
            key = _plain(found[1])
            lines.setdefault(f"{table}.{key}" if table else key, number)
            if (mark := _LONG.match(found[2])) and found[2].count(mark[0]) == 1:
                end = mark[0]
    return lines


def line_of_key(lines: dict[str, int], key: str) -> int:
    """The line of a key, or of the nearest above it that stands by itself; 1 where none does."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, 1)


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
