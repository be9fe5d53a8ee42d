"""Readers of .zip and .tar archives: members as a stream, nothing extracted to disk."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

import zstandard

from documents.seed_store.members import (
    Collection,
    Found,
    Member,
    find_oversize,
    find_unsafe,
    nfc,
    refuse_member,
)
from documents.seed_store.seed_names import is_ignored

_PATIENCE = 8  # readings past the end; tarfile needs two or three


def walk_zip(collection: Collection) -> Iterator[Found]:
    with zipfile.ZipFile(collection.root) as archive:
        for info in archive.infolist():
            path = _zip_name(info).removeprefix("./")
            if info.is_dir() or is_ignored(path):
                continue
            mode = info.external_attr >> 16
            if fault := find_unsafe(collection, path):
                yield fault
            elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
                yield refuse_member(collection, path, "a link or a device", "a plain file")
            elif fault := find_oversize(collection, path, info.file_size):
                yield fault
            else:
                with archive.open(info) as stream:
                    yield Member(nfc(path), cast("BinaryIO", stream), info.file_size)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A zip member's true name: zipfile reads names without the UTF-8 flag as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    return info.filename.encode("cp437").decode("utf-8", "surrogateescape")


def walk_tar(collection: Collection) -> Iterator[Found]:
    name = collection.root.name.lower()
    with collection.root.open("rb") as file:
        stream: BinaryIO = file
        if name.endswith((".gz", ".tgz")):
            stream = cast("BinaryIO", gzip.GzipFile(fileobj=file))
        elif name.endswith(".zst"):
            stream = cast("BinaryIO", io.BufferedReader(_ZstdStream(file), 1 << 20))
        tail = _Tail(stream)
        with tarfile.open(fileobj=cast("BinaryIO", tail), mode="r|", encoding="utf-8") as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps every header it has read
                path = info.name.removeprefix("./")
                if info.isdir() or is_ignored(path):
                    continue
                if fault := find_unsafe(collection, path):
                    yield fault
                elif not info.isreg():
                    yield refuse_member(collection, path, "a link or a device", "a plain file")
                elif fault := find_oversize(collection, path, info.size):
                    yield fault
                else:
                    member = archive.extractfile(info)
                    assert member is not None  # noqa: S101 - it is None for what is no plain file
                    yield Member(nfc(path), cast("BinaryIO", member), info.size)
        while tail.read(1 << 20):  # to the end, where the checksum is
            pass
        if any(tail.last):
            raise EOFError("it ends before its end mark")


class _Tail:
    """A stream that remembers the last block of a tar: a whole one ends in zeros.

    tarfile takes a tar cut off between two members for a whole one, and goes on asking for the rest
    of a member that claims to be larger than the archive.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""
        self._ends = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if not data:
            self._ends += 1
        if self._ends > _PATIENCE:
            raise EOFError("a member is longer than the archive")
        self.last = (self.last + data[-tarfile.BLOCKSIZE :])[-tarfile.BLOCKSIZE :]
        return data


class _ZstdStream(io.RawIOBase):
    """A stream over concatenated zstd frames; unlike zstandard's reader it refuses a cut one."""

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
