"""Appends lines to the registers of accessions and of editions: all that ingest writes to seeds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from documents.seed_store.accession_register import HEADER, RegisterLine, parse_line


def append_lines(path: Path, lines: Iterable[RegisterLine]) -> None:
    """Append lines to a register and flush them to disk before returning.

    A kill in between leaves whole lines, which the next ingest believes, and at most one cut line,
    which is removed here.
    """
    append_text(path, HEADER, map(str, lines), is_whole=lambda line: parse_line(line) is not None)


def append_text(
    path: Path, header: str, lines: Iterable[str], *, is_whole: Callable[[str], bool]
) -> None:
    """Append lines to a register, under its header, and flush them to disk before returning."""
    with path.open("ab+") as file:
        _remove_cut_line(file, is_whole)
        if file.seek(0, os.SEEK_END) == 0:
            file.write(header.encode())
        for line in lines:
            file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove_cut_line(file: BinaryIO, is_whole: Callable[[str], bool]) -> None:
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - 8192)  # no line is longer: a path has at most 4096 bytes
    file.seek(start)
    tail = file.read()
    if not tail or tail.endswith(b"\n"):
        return
    last = tail.rpartition(b"\n")[2]
    if not is_whole(last.decode("utf-8", "replace")):
        file.truncate(end - len(last))
    else:
        file.seek(0, os.SEEK_END)
        file.write(b"\n")
