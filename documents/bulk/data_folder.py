"""A folder of bulk data: its files, and the catalogue of them (``datapackage.json``) as its record.

What the catalogue lists is what is served, and what the next export into the folder replaces.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CATALOGUE = "datapackage.json"
CROISSANT = "croissant.json"
RO_CRATE = "ro-crate-metadata.json"
READ_ME = "README.md"
CHECKSUMS = "SHA256SUMS"
CARDS = {
    CATALOGUE: "application/json",
    CROISSANT: "application/ld+json",
    RO_CRATE: "application/ld+json",
    READ_ME: "text/markdown; charset=utf-8",
    CHECKSUMS: "text/plain; charset=utf-8",
}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of bulk data. ``source`` is a source's key, "" for the whole archive."""

    name: str
    table: str
    format: str
    source: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DataCatalogue:
    """The files of a folder, in order of their names, and the edition they are of."""

    edition: str
    published: str  # the edition's time, UTC
    files: tuple[DataFile, ...]


def read_catalogue(folder: Path) -> DataCatalogue | None:
    """The catalogue of a folder; None where there is none.

    Raises ValueError for one that this archive did not write.
    """
    try:
        written = json.loads((folder / CATALOGUE).read_bytes())
    except FileNotFoundError:
        return None
    try:
        files = [DataFile(**resource["archive"]) for resource in written["resources"]]
        return DataCatalogue(written["version"], written["created"], sort_files(files))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder / CATALOGUE}: not written by this archive") from error


def describe_data_file(file: DataFile) -> dict[str, Any]:
    """What the catalogue keeps of a file for `read_catalogue`."""
    return asdict(file)


def sort_files(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    """Files by their names."""
    return tuple(sorted(files, key=lambda file: file.name))


def digest_file(file: Path) -> tuple[int, str]:
    """The size of a file and its SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
