"""Readers of .zip and .tar archives: members as a stream, nothing extracted to disk."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

import zstandard

from documents.seed_store.members import (
    Collection,
    Found,
    Member,
    find_oversize,
    find_unsafe,
    normalise_path,
    refuse_member,
)
from documents.seed_store.seed_names import is_not_seed

_PATIENCE = 8  # readings past the end; tarfile needs two or three
# What an archive may unpack to. Texts become a tenth of their size, hardly a hundredth.
_ALLOWANCE = 256 << 20  # bytes, whatever its size
_MOST = 200  # times its size beyond that
_FED = 512  # bytes of a zstd frame unpacked at a time: of all zeros, they are 16 MB
_LONGEST_HEADER = 1 << 20  # bytes of a tar's header for a long name, which tarfile reads whole


def walk_zip(collection: Collection) -> Iterator[Found]:
    with zipfile.ZipFile(collection.root) as archive:
        budget = _Budget(collection)
        for info in archive.infolist():
            path = _zip_name(info).removeprefix("./")
            if info.is_dir() or is_not_seed(path):
                continue
            mode = info.external_attr >> 16
            if fault := find_unsafe(collection, path):
                yield fault
            elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
                yield refuse_member(collection, path, "a link or a device", "a plain file")
            elif fault := find_oversize(collection, path, info.file_size):
                yield fault
            else:
                # What it claims is all that is read of it: zipfile reads no further.
                budget.spend(info.file_size)
                with archive.open(info) as stream:
                    yield Member(normalise_path(path), cast("BinaryIO", stream), info.file_size)


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
        tail = _Tail(stream, _Budget(collection))
        with tarfile.open(
            fileobj=cast("BinaryIO", tail), mode="r|", encoding="utf-8", tarinfo=_TarMember
        ) as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps every header it has read
                path = info.name.removeprefix("./")
                if info.isdir() or is_not_seed(path):
                    continue
                if fault := find_unsafe(collection, path):
                    yield fault
                elif not info.isreg():
                    yield refuse_member(collection, path, "a link or a device", "a plain file")
                elif fault := find_oversize(collection, path, info.size):
                    yield fault
                else:
                    member = cast("BinaryIO", archive.extractfile(info))  # it is a plain file
                    yield Member(normalise_path(path), member, info.size)
        while tail.read(1 << 20):  # to the end, where the checksum is
            pass
        if any(tail.last):
            raise EOFError("it ends before its end mark")


class _Budget:
    """What is left of the bytes that an archive may unpack to, read members and others."""

    def __init__(self, collection: Collection) -> None:
        self._left = _ALLOWANCE + _MOST * collection.root.stat().st_size

    def spend(self, size: int) -> None:
        """Take so many bytes off. Raises `tarfile.ReadError` where there are not so many left."""
        self._left -= size
        if self._left < 0:
            raise tarfile.ReadError(
                f"it unpacks to more than {_MOST} times its size, as no archive of texts does"
            )


class _TarMember(tarfile.TarInfo):
    """A tar's member whose header is bounded: tarfile reads that of a long name into memory."""

    _HEADERS = frozenset(
        {
            tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK,
            tarfile.XHDTYPE,
            tarfile.XGLTYPE,
            tarfile.SOLARIS_XHDTYPE,
        }
    )

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        found = super().frombuf(buf, encoding, errors)
        if found.type in cls._HEADERS and found.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {found.size} bytes")
        return found


class _Tail:
    """A stream that remembers the last block of a tar: a whole one ends in zeros.

    tarfile takes a tar cut off between two members for a whole one, and goes on asking for the rest
    of a member that claims to be larger than the archive.
    """

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget
        self.last = b""
        self._ends = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._budget.spend(len(data))
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
            data = self._file.read(_FED)  # little at a time: a frame may be all zeros
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
