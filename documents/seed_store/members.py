"""Collections and their members: what they are, and the checks that a member must pass."""

from __future__ import annotations

import os
import tarfile
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TypeAlias

import zstandard

from documents.seed_store.records import Fault
from documents.seed_store.seed_names import is_printable_path, read_name

MAIN = "/"  # the name of the archive's own seed folder
LARGEST = 16 * 1024 * 1024  # bytes; no article is near it, and an archive may claim anything
PIECE = 1 << 16  # bytes read at a time

BROKEN = (
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,  # an encrypted zip member
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    zstandard.ZstdError,
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A place seeds come from: ``root`` is a folder or an archive.

    ``only`` limits the reading to one file or folder below the root ("" is all of it).
    """

    name: str
    root: Path
    only: str = ""

    @property
    def is_folder(self) -> bool:
        return self.root.is_dir()

    @property
    def is_main(self) -> bool:
        return self.name == MAIN

    def is_named(self, path: str) -> bool:
        """Whether a member was itself named on the command line."""
        return bool(self.only) and path == normalise_path(self.only)

    def includes(self, path: str) -> bool:
        """Whether a member is to be ingested, and not only read for what it says of others."""
        return (
            not self.only or self.is_named(path) or path.startswith(f"{normalise_path(self.only)}/")
        )

    def shown(self, path: str) -> str:
        """A member's path for messages: on one line, with the name of its archive.

        It begins at the working folder where it lies below that.
        """
        root = _from_here(self.root, os.getcwd())
        if not path:
            return escape_path(root)
        # Joined as text: a member that claims to be /etc/a.md must not lose its archive's name.
        return escape_path(path if root == "." else f"{root.rstrip('/')}/{path}")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a collection. ``stream`` can be read until the next member is asked for."""

    path: str  # inside the collection, NFC, "/" between folders
    stream: BinaryIO
    size: int


@lru_cache(maxsize=64)
def _from_here(root: Path, here: str) -> str:
    """A path from the working folder on, where it lies below that."""
    return str(root.relative_to(here) if root.is_relative_to(here) else root)


Found: TypeAlias = Member | Fault


def find_unsafe(collection: Collection, path: str) -> Fault | None:
    """The fault of a path that leaves the collection or cannot be written down, if it does."""
    if path.startswith("/") or ".." in path.split("/") or "\\" in path:
        return refuse_member(collection, path, repr(path), "a path inside the collection")
    if not is_printable_path(path):
        return refuse_member(collection, path, repr(path), "UTF-8 without control characters")
    return None


def refuse_member(collection: Collection, path: str, found: str, expected: str) -> Fault:
    return Fault(collection.shown(path), 0, "path", found, expected)


def find_oversize(collection: Collection, path: str, size: int) -> Fault | None:
    """The fault of a seed file too large to be an article. Only registers are read in pieces."""
    name = read_name(path)
    if size <= LARGEST or name is None or name.kind == "register":
        return None
    expected = f"at most {LARGEST}, which is {LARGEST >> 20} MB: one article for each file"
    return Fault(collection.shown(path), 0, "size", f"{size} bytes", expected)


def escape_path(path: str) -> str:
    """A path escaped for one line of a message: line breaks and non-characters as escapes."""
    if path.isprintable():
        return path
    return "".join(map(_escape, path))


def _escape(character: str) -> str:
    if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return character.encode("unicode_escape").decode()
    return character


def normalise_path(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def read_whole(collection: Collection, member: Member) -> bytes | Fault:
    """Read a member's bytes; a fault where the archive turns out to be broken inside it.

    In pieces, and no more than a seed file may have: a member may unpack to more than it claims.
    """
    pieces: list[bytes] = []
    room = LARGEST + 1
    try:
        while room and (piece := member.stream.read(min(room, PIECE))):
            pieces.append(piece)
            room -= len(piece)
    except BROKEN as error:
        return refuse_member(
            collection, member.path, f"a break: {error}", "a member that can be read to its end"
        )
    whole = b"".join(pieces)
    return find_oversize(collection, member.path, len(whole)) or whole
