"""The files of an input: digests, encodings, zips; what the system refuses as `BadInput`."""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from documents.conversion.records import BadInput
from documents.seed_store.files import BYTE_ORDER_MARKS, reads_as_chinese

LARGEST_UNPACKED = 2 << 30  # bytes of a zip's members together
LARGEST_RATIO = 300  # unpacked against packed, of a zip above the next
SMALL_UNPACKED = 64 << 20
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_LONGEST_MARKUP = 1_000_000  # bytes of a cell, a tag or a comment: a cell has 32,767 characters
_OPENING = re.compile(rb"<!--|<\?")
_ENDS = {b"<!--": b"-->", b"<?": b"?>"}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the input: where it lies, how messages call it, the SHA-256 of its bytes."""

    path: Path
    shown: str
    sha256: str


@contextmanager
def report_read_errors(shown: str) -> Iterator[None]:
    """Turn what the system says of a file into `BadInput`."""
    try:
        yield
    except OSError as error:
        raise BadInput(f"{shown}: {error.strerror or error}") from error


def open_input(path: Path, shown: str) -> InputFile:
    """Measure a file. Raises `BadInput` if it cannot be read."""
    digest = hashlib.sha256()
    with report_read_errors(shown), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return InputFile(path, shown, digest.hexdigest())


def read_text(file: InputFile, encoding: str = "") -> str:
    """A small file as text, line ends as they are. Raises `BadInput` if it is none."""
    name = detect_encoding(file, encoding)
    with report_read_errors(file.shown):
        return file.path.read_bytes().decode(name)


def detect_encoding(file: InputFile, wanted: str = "") -> str:
    """The encoding of a text file, by its mark, else UTF-8, else GB18030 where that is Chinese.

    Reads the whole file, a piece at a time. Raises `BadInput` with the line that is at fault.
    """
    with report_read_errors(file.shown), file.path.open("rb") as opened:
        start = opened.read(_SAMPLE)
    if wanted:
        name = wanted
    elif mark := next((name for sign, name in BYTE_ORDER_MARKS if start.startswith(sign)), ""):
        name = mark
    elif b"\0" in start:
        name = _without_mark(start, file)
    else:
        name = "utf-8"
    fault = _first_fault(file, name)
    if not fault:
        return name
    if wanted or name != "utf-8":
        raise BadInput(f"{file.shown}:{fault[0]}: {fault[1]}, which is not {name.upper()}")
    if not _first_fault(file, "gb18030"):
        with file.path.open("rb") as opened:
            sample = opened.read(16 * _SAMPLE).decode("gb18030", "ignore")
        if reads_as_chinese(sample):
            return "gb18030"
    raise BadInput(
        f"{file.shown}:{fault[0]}: {fault[1]}, which is not UTF-8: save the file as UTF-8, or name "
        "its encoding, such as --encoding cp1252 or big5"
    )


def _without_mark(start: bytes, file: InputFile) -> str:
    """UTF-16 without a mark, known by its zeros; everything else with zeros is no text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) > len(start) // 8:
        return "utf-16-le" if odd else "utf-16-be"
    raise BadInput(f"{file.shown}: a binary file, no text")


def _first_fault(file: InputFile, encoding: str) -> tuple[int, str] | None:
    """The line (from 1) of the first bytes that are not of an encoding, and what stands there."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with report_read_errors(file.shown), file.path.open("rb") as opened:
        while True:
            chunk = opened.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                data = error.object
                line += data[: error.start].decode(encoding, "ignore").count("\n")
                return line, f"the byte 0x{data[error.start]:02X}"
            except UnicodeError as error:
                return line, str(error)
            if "\0" in text:
                return line + text[: text.index("\0")].count("\n"), "a NUL"
            line += text.count("\n")
            if not chunk:
                return None


def _has_long_markup(part: IO[bytes]) -> bool:
    """Whether XML has a token that takes its parser the square of its length.

    What is not ended yet is read again with each piece (Expat before 2.6).
    """
    inside = run = 0
    ends = rest = b""
    while chunk := part.read(_CHUNK):
        rest += chunk.replace(b"\0", b"")  # of UTF-16
        while not ends or ends in rest:
            if ends:
                rest = rest[rest.index(ends) + len(ends) :]
                inside, ends = 0, b""
            if (found := _OPENING.search(rest)) is None:
                break
            ends = _ENDS[found[0]]
            rest = rest[found.end() :]
        inside += len(rest) if ends else 0
        tail = rest.rpartition(b"<")
        run = len(tail[2]) + (0 if tail[1] else run)
        if max(inside, run) > _LONGEST_MARKUP:
            return True
        rest = rest[-3:]
    return False


def check_zip(file: InputFile, kind: str) -> None:
    """Refuse a file that is no zip, is cut off, or unpacks to more than a collection has."""
    try:
        with report_read_errors(file.shown), zipfile.ZipFile(file.path) as archive:
            members = archive.infolist()
            whole = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members) or 1
            small = whole <= SMALL_UNPACKED or whole <= LARGEST_RATIO * packed
            if whole > LARGEST_UNPACKED or not small:  # before anything of it is unpacked
                raise BadInput(
                    f"{file.shown}: unpacks to {whole:,} bytes from {packed:,}: larger than is "
                    "read here"
                )
            for member in members:
                if member.flag_bits & 1:
                    raise BadInput(f"{file.shown}: is encrypted: save it without a password")
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as opened:
                        if b"<!ENTITY" in opened.read(_SAMPLE).replace(b"\0", b""):
                            raise BadInput(f"{file.shown}: {member.filename} declares entities")
                    with archive.open(member) as opened:
                        if kind == "XLSX" and _has_long_markup(opened):
                            raise BadInput(
                                f"{file.shown}: {member.filename} has a cell, a tag or a comment "
                                f"of more than {_LONGEST_MARKUP:,} bytes, as no spreadsheet has"
                            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise BadInput(f"{file.shown}: is no {kind} file, or is cut off ({error})") from error
    except Exception as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"{file.shown}: is no whole {kind} file ({error})") from error
