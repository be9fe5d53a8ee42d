"""An index's manifest: the files it is made of, with their sizes and checksums.

Written when the index is built. What is opened or linked is proved by it: sizes whenever an index
is opened, checksums where somebody asks (`find_altered_files`).
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "manifest.json"
# Where a serving process that may write leaves word of damage, for all who read or rebuild.
DAMAGE_NOTE = "damage.txt"
_LOCK = ".lock"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of an index: name, size in bytes and SHA-256; ``checksum`` is of all of these."""

    files: Mapping[str, tuple[int, str]]
    checksum: str
    edition: str = ""  # not said by those of older releases


class ManifestError(ValueError):
    """The error for a manifest that is missing, unreadable or not as it was written."""


def write_manifest(folder: Path, known: Mapping[str, tuple[int, str]], edition: str) -> Path:
    """Write the manifest of an edition's index. ``known`` are files proved a moment ago."""
    files = {
        path.name: known.get(path.name) or (path.stat().st_size, digest_file(path))
        for path in sorted(folder.iterdir())
        if path.suffix != _LOCK and path.name not in {NAME, DAMAGE_NOTE}
    }
    target = folder / NAME
    document = {"edition": edition, "files": files, "checksum": _digest_list(files)}
    target.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return target


def read_manifest(folder: Path) -> Manifest:
    """Read an index's manifest. Raises `ManifestError`."""
    try:
        document = json.loads((folder / NAME).read_bytes())
        files = {
            str(name): (int(size), str(sum_)) for name, (size, sum_) in document["files"].items()
        }
        checksum, edition = str(document["checksum"]), str(document.get("edition", ""))
    except OSError as error:
        raise ManifestError(f"{NAME}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(f"{NAME}: it cannot be read") from error
    if checksum != _digest_list(files):
        raise ManifestError(f"{NAME}: it is not as it was written")
    if edition and not folder.name.endswith(edition):  # folders were exchanged, or named by hand
        raise ManifestError(f"{NAME}: it is of the index of edition {edition[:12]}")
    return Manifest(files, checksum, edition)


def find_missing_files(folder: Path) -> Iterator[str]:
    """What can be told of an index without reading it: absent, cut or unreadable files, a note.

    Nothing where every file of the manifest can be read and has its size.
    """
    try:
        manifest = read_manifest(folder)
    except ManifestError as error:
        yield str(error)
        return
    for name, (size, _) in manifest.files.items():
        if fault := _compare_size(folder / name, size):
            yield f"{name}: {fault}"
    if (folder / DAMAGE_NOTE).exists():
        yield f"{DAMAGE_NOTE}: damage was found while the site was served"


def find_altered_files(
    folder: Path, on_progress: Callable[[int], None] | None = None
) -> Iterator[str]:
    """Read an index's files and compare them with the manifest: a line for each that differs.

    ``on_progress`` is told how many bytes were read since the last time.
    """
    try:
        manifest = read_manifest(folder)
    except ManifestError as error:
        yield str(error)
        return
    for name, (size, checksum) in manifest.files.items():
        if fault := _compare_size(folder / name, size):
            yield f"{name}: {fault}"
            continue
        try:
            found = digest_file(folder / name, on_progress)
        except OSError as error:
            yield f"{name}: {error.strerror}"
            continue
        if found != checksum:
            yield f"{name}: its {size} bytes are not those that were written"


def read_states(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, inode and time of change of an index's files: another where one was put back.

    Nothing where there is no manifest.
    """
    try:
        names = read_manifest(folder).files
        found = [(name, (folder / name).stat()) for name in names]
    except (ManifestError, OSError):
        return ()
    return tuple((name, state.st_ino, state.st_mtime_ns) for name, state in found)


def digest_file(path: Path, on_progress: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a file, read in pieces. Raises `OSError`."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            if on_progress:
                on_progress(len(piece))
    return digest.hexdigest()


def _compare_size(path: Path, size: int) -> str:
    """What is wrong with a file without looking into it; "" if nothing is."""
    try:
        found = path.stat()
    except OSError as error:
        return error.strerror or "it cannot be read"
    if not stat.S_ISREG(found.st_mode):
        return "no file"
    if found.st_size != size:
        return f"{found.st_size} bytes, expected {size}"
    return "" if os.access(path, os.R_OK) else "Permission denied"


def _digest_list(files: Mapping[str, tuple[int, str]]) -> str:
    lines = (f"{name}\0{size}\0{checksum}\n" for name, (size, checksum) in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
