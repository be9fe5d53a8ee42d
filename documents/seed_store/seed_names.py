"""Parses seed file names into kind, accession and version. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["article", "withdrawal", "alignment", "sources", "register", "editions"]

SOURCES_NAME = "sources.toml"
REGISTER_NAME = "accessions.tsv"
EDITIONS_NAME = "editions.tsv"

# What lies beside seeds and is none: what a collection says of its site, and words for people.
DICTIONARY_NAME = "dictionary.toml"  # makes its folder that of a dictionary
BESIDE_SEEDS = frozenset({"archive.toml", DICTIONARY_NAME, "README", "README.md", "README.txt"})

_ENDINGS: tuple[tuple[str, Kind], ...] = (
    (".withdrawn.toml", "withdrawal"),
    (".align.toml", "alignment"),
    (".txt", "article"),
    (".md", "article"),
    (".xml", "article"),
)
_NUMBERED = re.compile(r"\d{3,}_([0-9a-f]{16})", re.ASCII)
_VERSION = re.compile(r"~(\d{1,6})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class SeedName:
    """A seed file's name in its parts: kind, accession, version.

    ``stem`` is the file's name without version and ending, ``path`` the whole path without them:
    whichever the source counts as the accession, unless the name carries a numbered one.
    ``version`` is what ``~n`` says, 1 without it.
    """

    kind: Kind
    stem: str
    path: str
    version: int

    def accession(self, *, by_path: bool) -> str:
        """The accession in NFC; a numbered name (``NNN_<accession>``) carries its own."""
        numbered = _NUMBERED.fullmatch(self.stem)
        if numbered:
            return numbered[1]
        return self.path if by_path else self.stem


@lru_cache(maxsize=64)  # a file's name is asked for several times on its way
def read_name(path: str) -> SeedName | None:
    """Parse the file name at the end of a path; None for a file that is no seed."""
    folder, slash, name = unicodedata.normalize("NFC", path).rpartition("/")
    if name == SOURCES_NAME:
        return SeedName("sources", "", folder, 0)
    if name == REGISTER_NAME:
        return SeedName("register", "", folder, 0)
    if name == EDITIONS_NAME:
        return SeedName("editions", "", folder, 0)
    for ending, kind in _ENDINGS:
        if name.lower().endswith(ending):
            stem = name[: -len(ending)]
            version = 1
            if found := _VERSION.search(stem):
                stem, version = stem[: found.start()], int(found[1])
            return SeedName(kind, stem, folder + slash + stem, version)
    return None


def is_ignored(path: str) -> bool:
    """Whether a path is ignored: hidden, in a hidden folder, or a Mac's resource fork."""
    parts = path.split("/")
    return any((p.startswith(".") and p != "..") or p == "__MACOSX" for p in parts)


def is_not_seed(path: str) -> bool:
    """Whether a path is ignored, or lies beside seeds for another purpose."""
    return path.rpartition("/")[2] in BESIDE_SEEDS or is_ignored(path)


def is_printable_path(path: str) -> bool:
    """Whether a path can be written down: valid Unicode without control characters."""
    return path.isprintable() or not any(
        unicodedata.category(character) in {"Cc", "Cs"} for character in path
    )
