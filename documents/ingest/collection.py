"""Collections of seed files: folders, single files and archives, read as a stream of members.

Nothing is extracted to disk, and no more than one member is in memory at a time.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

import zstandard

from documents.ingest.naming import REGISTER_NAME, SOURCES_NAME, is_ignored, is_plain
from documents.ingest.records import Fault

MAIN = "/"  # the name of the archive's own seed folder
ARCHIVE_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst")
LARGEST = 64 * 1024 * 1024  # bytes; no text is near it, and an archive may claim anything

_BROKEN = (
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


def open_collection(path: Path, main: Path) -> Collection:
    """The collection a path on the command line means. Raises `FileNotFoundError`.

    Whatever lies in ``main`` belongs to the archive's own seeds; a single file elsewhere belongs
    to the folder it lies in.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    place, main = path.resolve(), main.resolve()
    is_archive = place.is_file() and place.name.lower().endswith(ARCHIVE_ENDINGS)
    if place == main:
        return Collection(MAIN, main)
    if main in place.parents and not is_archive:
        return Collection(MAIN, main, _nfc(place.relative_to(main).as_posix()))
    if place.is_dir() or is_archive:
        return Collection(_nfc(place.name), place)
    return Collection(_nfc(place.parent.name), place.parent, _nfc(place.name))


def open_collections(paths: Iterable[Path], main: Path) -> list[Collection]:
    """The collections of a run, each under a name of its own. Raises `FileNotFoundError`."""
    opened: dict[tuple[Path, str], Collection] = {}
    roots: dict[str, Path] = {}
    for path in paths:
        collection = open_collection(path, main)
        name, number = collection.name, 1
        while roots.setdefault(name, collection.root) != collection.root:
            number += 1
            name = f"{collection.name}-{number}"
        opened[collection.root, collection.only] = replace(collection, name=name)
    return list(opened.values())


def walk(collection: Collection) -> Iterator[Found]:
    """Every member in turn, hidden ones left out; what cannot be read safely is a `Fault`.

    A folder is walked in order of names, an archive in its own order. A broken archive ends in a
    fault, after the members before the break.
    """
    root = collection.root
    if collection.is_folder:
        yield from _walk_folder(collection)
        return
    try:
        if root.name.lower().endswith(".zip"):
            yield from _walk_zip(collection)
        else:
            yield from _walk_tar(collection)
    except _BROKEN as error:
        yield Fault(
            collection.shown(""),
            0,
            "archive",
            f"a break: {str(error) or type(error).__name__}",
            "an archive that can be read to its end",
        )


def read_whole(collection: Collection, member: Member) -> bytes | Fault:
    """A member's bytes, or a fault where the archive turns out to be broken inside it."""
    try:
        return member.stream.read()
    except _BROKEN as error:
        return _refuse(
            collection, member.path, f"a break: {error}", "a member that can be read to its end"
        )


def _walk_folder(collection: Collection) -> Iterator[Found]:
    root, only = collection.root, collection.only
    if only:
        # The folders above speak for what lies below them.
        above = [Path(), *reversed([p for p in Path(only).parents if p != Path()])]
        for folder in above:
            for name in (SOURCES_NAME, REGISTER_NAME):
                if (root / folder / name).is_file() and (folder / name).as_posix() != only:
                    yield from _file(collection, (folder / name).as_posix())
    if (root / only).is_file():
        yield from _file(collection, only)
    else:
        yield from _folder(collection, only)


def _folder(collection: Collection, inner: str) -> Iterator[Found]:
    with os.scandir(collection.root / inner) as listing:
        names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing)
    for name, is_dir in names:
        if is_ignored(name):
            continue
        path = f"{inner}/{name}" if inner else name
        if is_dir:
            yield from _folder(collection, path)
        else:
            yield from _file(collection, path)


def _file(collection: Collection, path: str) -> Iterator[Found]:
    fault = _unsafe(collection, path)
    if fault:
        yield fault
        return
    whole = collection.root / path
    try:
        state = whole.stat()
        if not stat.S_ISREG(state.st_mode):
            yield _refuse(collection, path, "a link to a folder, or a device", "a plain file")
        elif state.st_size > LARGEST:
            yield _too_large(collection, path, state.st_size)
        else:
            with whole.open("rb") as stream:
                yield Member(_nfc(path), stream, state.st_size)
    except OSError as error:
        yield _refuse(collection, path, error.strerror or str(error), "a file that can be read")


def _walk_zip(collection: Collection) -> Iterator[Found]:
    with zipfile.ZipFile(collection.root) as archive:
        for info in archive.infolist():
            path = _zip_name(info).removeprefix("./")
            if info.is_dir() or is_ignored(path):
                continue
            mode = info.external_attr >> 16
            if fault := _unsafe(collection, path):
                yield fault
            elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
                yield _refuse(collection, path, "a link or a device", "a plain file")
            elif info.file_size > LARGEST:
                yield _too_large(collection, path, info.file_size)
            else:
                with archive.open(info) as stream:
                    yield Member(_nfc(path), cast("BinaryIO", stream), info.file_size)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: zipfile reads names without the UTF-8 flag as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    return info.filename.encode("cp437").decode("utf-8", "surrogateescape")


def _walk_tar(collection: Collection) -> Iterator[Found]:
    name = collection.root.name.lower()
    with collection.root.open("rb") as file:
        stream: BinaryIO = file
        if name.endswith((".gz", ".tgz")):
            stream = cast("BinaryIO", gzip.GzipFile(fileobj=file))
        elif name.endswith(".zst"):
            stream = cast("BinaryIO", io.BufferedReader(_ZstdStream(file), 1 << 20))
        with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8") as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps every header it has read
                path = info.name.removeprefix("./")
                if info.isdir() or is_ignored(path):
                    continue
                if fault := _unsafe(collection, path):
                    yield fault
                elif not info.isreg():
                    yield _refuse(collection, path, "a link or a device", "a plain file")
                elif info.size > LARGEST:
                    yield _too_large(collection, path, info.size)
                else:
                    member = archive.extractfile(info)
                    assert member is not None  # noqa: S101 - it is None for what is no plain file
                    yield Member(_nfc(path), cast("BinaryIO", member), info.size)
        while stream.read(1 << 20):  # to the end, where the checksum is
            pass


class _ZstdStream(io.RawIOBase):
    """Reads zstd frames one after another; unlike zstandard's own reader it refuses a cut one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decompressor = zstandard.ZstdDecompressor().decompressobj()
        self._started = False
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._ready:
            data = self._file.read(1 << 13)  # little at a time: a frame may be all zeros
            if not data:
                if self._started:
                    raise EOFError("the last frame is cut off")
                return 0
            while data:
                self._started = True
                self._ready += self._decompressor.decompress(data)
                data = self._decompressor.unused_data
                if self._decompressor.eof:
                    self._decompressor = zstandard.ZstdDecompressor().decompressobj()
                    self._started = False
        size = min(len(view), len(self._ready))
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def _unsafe(collection: Collection, path: str) -> Fault | None:
    """A fault for a path that leads out of the collection or cannot be written down."""
    if path.startswith("/") or ".." in path.split("/") or "\\" in path:
        return _refuse(collection, path, repr(path), "a path inside the collection")
    if not is_plain(path):
        return _refuse(collection, path, repr(path), "UTF-8 without control characters")
    return None


def _refuse(collection: Collection, path: str, found: str, expected: str) -> Fault:
    shown = collection.shown(path).encode("utf-8", "backslashreplace").decode()
    return Fault(shown, 0, "path", found, expected)


def _too_large(collection: Collection, path: str, size: int) -> Fault:
    return Fault(collection.shown(path), 0, "size", f"{size} bytes", f"at most {LARGEST}")


def _nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)
