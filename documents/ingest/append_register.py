"""Appends lines to an accession register: the one file of the seed store that ingest writes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from documents.seed_store.accession_register import HEADER, RegisterLine, parse_line


def append_lines(path: Path, lines: Iterable[RegisterLine]) -> None:
    """Append lines to a register and flush them to disk before returning.

    A kill in between leaves whole lines, which the next ingest believes, and at most one cut line,
    which is removed here.
    """
    with path.open("ab+") as file:
        _remove_cut_line(file)
        if file.seek(0, os.SEEK_END) == 0:
            file.write(HEADER.encode())
        for line in lines:
            file.write(str(line).encode())
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove_cut_line(file: BinaryIO) -> None:
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - 8192)  # no line is longer: a path has at most 4096 bytes
    file.seek(start)
    tail = file.read()
    if not tail or tail.endswith(b"\n"):
        return
    last = tail.rpartition(b"\n")[2]
    if parse_line(last.decode("utf-8", "replace")) is None:
        file.truncate(end - len(last))
    else:
        file.seek(0, os.SEEK_END)
        file.write(b"\n")
