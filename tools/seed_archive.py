"""Writes seed files into one ``.tar.zst``, as ``manage.py ingest`` takes it."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path

import zstandard


def write_archive(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files, each a path and its bytes. Returns their bytes, uncompressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    total = 0
    with (
        path.open("wb") as raw,
        zstandard.ZstdCompressor(level=3, threads=-1).stream_writer(raw) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
            total += len(data)
    return total
