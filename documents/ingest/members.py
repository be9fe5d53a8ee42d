"""What a collection is, what a member of it is, and what no member may be."""

from __future__ import annotations

import tarfile
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

import zstandard

from documents.ingest.naming import is_plain
from documents.ingest.records import Fault

MAIN = "/"  # the name of the archive's own seed folder
LARGEST = 64 * 1024 * 1024  # bytes; no text is near it, and an archive may claim anything

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

    def shown(self, path: str) -> str:
        """A member's path as messages print it, from the working folder where it lies below it."""
        whole = self.root / path if path else self.root
        try:
            return str(whole.relative_to(Path.cwd()))
        except ValueError:
            return str(whole)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a collection. ``stream`` can be read until the next member is asked for."""

    path: str  # inside the collection, NFC, "/" between folders
    stream: BinaryIO
    size: int


Found: TypeAlias = Member | Fault


def find_unsafe(collection: Collection, path: str) -> Fault | None:
    """A fault for a path that leads out of the collection or cannot be written down."""
    if path.startswith("/") or ".." in path.split("/") or "\\" in path:
        return refuse(collection, path, repr(path), "a path inside the collection")
    if not is_plain(path):
        return refuse(collection, path, repr(path), "UTF-8 without control characters")
    return None


def refuse(collection: Collection, path: str, found: str, expected: str) -> Fault:
    shown = collection.shown(path).encode("utf-8", "backslashreplace").decode()
    return Fault(shown, 0, "path", found, expected)


def refuse_size(collection: Collection, path: str, size: int) -> Fault:
    return Fault(collection.shown(path), 0, "size", f"{size} bytes", f"at most {LARGEST}")


def nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def read_whole(collection: Collection, member: Member) -> bytes | Fault:
    """A member's bytes, or a fault where the archive turns out to be broken inside it."""
    try:
        return member.stream.read()
    except BROKEN as error:
        return refuse(
            collection, member.path, f"a break: {error}", "a member that can be read to its end"
        )
