"""Exports the seed store as a bag (BagIt 1.0, RFC 8493): seeds in ``data/``, digests beside them.

The same edition gives the same bytes: the bag's date is the edition's.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from documents.edition import current_edition
from documents.ingest.export_seeds import export_seeds

_PAYLOAD = "data"
_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK = 1 << 20


def export_bag(folder: Path) -> int:
    """Write a bag of every seed file and register. Returns how many files it holds as payload.

    ``data/`` is a folder of seeds: ingested on an empty machine, it gives the same edition. Raises
    `FileExistsError` unless the folder is empty or not there yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    export_seeds(folder / _PAYLOAD)
    size = count = 0
    with (folder / _MANIFEST).open("w", encoding="utf-8", newline="") as manifest:
        for file in _walk(folder / _PAYLOAD):
            manifest.write(_line(file, file.relative_to(folder).as_posix()))
            size += file.stat().st_size
            count += 1
    _write(folder / "bagit.txt", _DECLARATION)
    facts = _facts(size, count)
    _write(folder / "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in facts))
    tags = sorted(file.name for file in folder.iterdir() if file.is_file())
    _write(folder / _TAG_MANIFEST, "".join(_line(folder / name, name) for name in tags))
    return count


def _facts(size: int, count: int) -> Iterator[tuple[str, str]]:
    edition = current_edition()
    yield "Source-Organization", settings.ARCHIVE_NAME
    if settings.ARCHIVE_BASE_URL:
        yield "External-Identifier", settings.ARCHIVE_BASE_URL
    if "@" in settings.ARCHIVE_CONTACT:
        yield "Contact-Email", settings.ARCHIVE_CONTACT
    yield "External-Description", "The seeds of a digital archive: all that it is made from."
    if edition:
        yield "Internal-Sender-Identifier", edition.digest
        yield "Bagging-Date", edition.published_at.date().isoformat()
    yield "Payload-Oxum", f"{size}.{count}"


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder in one order, a folder at a time."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in sorted(names))


def _line(file: Path, path: str) -> str:
    """A manifest's line. A line end or a per cent sign in a path is written as RFC 8493 has it."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    written = path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
    return f"{digest.hexdigest()}  {written}\n"


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8", newline="")
