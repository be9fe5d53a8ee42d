"""A folder of seeds that conversions write to: what stands there is never changed.

A record that is new becomes a file; one that changed, a further version beside the old. The first
files lie side by side; from `CROWDED` on, in folders by the digest of their accession. So no list
of what is there has to be kept, but of files that someone has moved.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from documents.conversion.front_matter import write_front_matter
from documents.conversion.make_document import UnusableRecord
from documents.conversion.records import BadInput, BadOutput, SeedDocument
from documents.seed_store.files import decode
from documents.seed_store.records import Refused
from documents.seed_store.seed_names import SOURCES_NAME, is_not_seed, read_name

CROWDED = 10_000  # seeds side by side in one folder; further ones go into folders of their own
LONGEST_FRONT_MATTER = 100_000  # characters, as the layout has it
_ENDINGS = (".md", ".txt", ".xml")  # of seeds
_ORIGIN = re.compile(r"^origin:\n(?: .*\n)+(?=---\n)", re.MULTILINE)
_LARGEST = 16_000_000  # bytes of a seed


class SeedOutcome(StrEnum):
    """What became of a document in its folder."""

    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


class SeedFolder:
    """A folder that takes documents. Raises `BadInput` if it cannot be written to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._moved: dict[str, str] = {}  # accession: path without version and ending
        self._count = 0
        self._made: set[Path] = set()
        try:
            root.mkdir(parents=True, exist_ok=True)
            for path in _walk(root, ""):
                self._note(path)
        except OSError as error:
            raise BadInput(f"{root}: {error.strerror or error}") from error

    def _note(self, path: str) -> None:
        name = read_name(path)
        if name is None or name.kind not in {"article", "withdrawal"}:
            return
        if "/" not in path:
            self._count += 1
        accession = name.accession(by_path=False)
        if name.path not in {accession, f"{_subfolder(accession)}/{accession}"}:
            self._moved[accession] = name.path

    def has_sources(self) -> bool:
        return (self.root / SOURCES_NAME).exists()

    def write_document(self, document: SeedDocument) -> tuple[SeedOutcome, str]:
        """Write a document if it is new or changed. Returns what it was, and its file's path.

        Raises `UnusableRecord` for what no seed can hold, and for a name that another file has.
        """
        text = render_document(document)
        stem = self._stem(document.accession)
        if self._exists(f"{stem}.withdrawn.toml"):
            return SeedOutcome.WITHDRAWN, f"{stem}.withdrawn.toml"
        latest = self._latest(stem)
        if latest == 0:
            for end in _ENDINGS[1:]:
                if self._exists(f"{stem}{end}"):
                    raise UnusableRecord(
                        f"its accession is that of {stem}{end}, which is another file's"
                    )
            path = f"{stem}.md"
            self._write(path, text)
            self._count += "/" not in path
            self._write_alignment(stem, 1, document)
            return SeedOutcome.NEW, path
        for version in range(latest, 0, -1):
            held = self._read(_version(stem, version))
            if held is not None and _ORIGIN.search(held):
                # Other pairs alone make no version: they may be corrections made by hand.
                if _without_origin(held) == _without_origin(text):
                    return SeedOutcome.UNCHANGED, _version(stem, version)
                break
        else:
            raise UnusableRecord(f"its accession is that of {stem}.md, which is no converted file")
        path = _version(stem, latest + 1)
        self._write(path, text)
        self._write_alignment(stem, latest + 1, document)
        return SeedOutcome.CORRECTED, path

    def take_file(self, accession: str, ending: str, data: bytes) -> tuple[SeedOutcome, str]:
        """Write a file as it is if it is new or changed. Returns what it was, and its path.

        Raises `UnusableRecord` for a name that another file has.
        """
        stem = self._stem(accession)
        if self._exists(f"{stem}.withdrawn.toml"):
            return SeedOutcome.WITHDRAWN, f"{stem}.withdrawn.toml"
        if any(self._exists(f"{stem}{other}") for other in _ENDINGS if other != ending):
            raise UnusableRecord(f"its accession is that of {stem}, which is another file's")
        version, name = 0, f"{stem}{ending}"
        while self._exists(name):
            version, held = version + 1, name
            name = f"{stem}~{version + 1}{ending}"
        if version and self._read_bytes(held) == data:
            return SeedOutcome.UNCHANGED, held
        self._write(name, data)
        self._count += not version and "/" not in name
        return SeedOutcome.CORRECTED if version else SeedOutcome.NEW, name

    def write_sources(self, text: str) -> None:
        self._write(SOURCES_NAME, text)

    def _stem(self, accession: str) -> str:
        if accession in self._moved:
            return self._moved[accession]
        for stem in (accession, f"{_subfolder(accession)}/{accession}"):
            if any(self._exists(f"{stem}{end}") for end in (*_ENDINGS, ".withdrawn.toml")):
                return stem
        return accession if self._count < CROWDED else f"{_subfolder(accession)}/{accession}"

    def _latest(self, stem: str) -> int:
        version = 0
        while self._exists(_version(stem, version + 1)):
            version += 1
        return version

    def _exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def _read(self, path: str) -> str | None:
        try:
            return self._read_bytes(path).decode()
        except UnicodeDecodeError:
            return None

    def _read_bytes(self, path: str) -> bytes:
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise BadInput(f"{self.root / path}: {error.strerror or error}") from error

    def _write_alignment(self, stem: str, version: int, document: SeedDocument) -> None:
        if document.alignment:
            name = stem if version == 1 else f"{stem}~{version}"
            self._write(f"{name}.align.toml", document.alignment)

    def _write(self, path: str, text: str | bytes) -> None:
        """Write a whole file or none: what a full disk cut off would be a version for ever."""
        file = self.root / path
        unfinished = file.with_name(f".{hashlib.sha256(path.encode()).hexdigest()[:16]}.part")
        try:
            if file.parent not in self._made:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(file.parent)
            unfinished.write_bytes(text.encode() if isinstance(text, str) else text)
            os.replace(unfinished, file)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise BadOutput(
                f"{file}: {error.strerror or error}: not written; what was written before stands, "
                "and the same command goes on from there"
            ) from error


def render_document(document: SeedDocument) -> str:
    """A document as the text of its seed. Raises `UnusableRecord` for what ingest would refuse."""
    head: dict[str, Any] = {}
    if set(document.titles) == {""}:
        head["title"] = document.titles[""]
    else:
        head["title"] = document.titles
    head.update(document.facts)
    head["origin"] = document.origin
    front = write_front_matter(head)
    if len(front) > LONGEST_FRONT_MATTER:
        raise UnusableRecord(
            f"facts of {len(front):,} characters, at most {LONGEST_FRONT_MATTER:,}: is one of the "
            "columns kept a text? Name it with --map"
        )
    texts = "\n".join(f"## [{language}]\n\n{text}\n" for language, text in document.texts)
    whole = f"{front}\n{texts}"
    data = whole.encode("utf-8", "surrogatepass")
    if len(data) > _LARGEST:
        raise UnusableRecord(f"a document of {len(data):,} bytes, at most {_LARGEST:,}")
    try:
        decode(data, document.accession)
    except Refused as refused:
        fault = refused.faults[0]
        raise UnusableRecord(f"found {fault.found}, expected {fault.expected}") from refused
    return whole


def _without_origin(text: str) -> str:
    return _ORIGIN.sub("", text, count=1)


def _version(stem: str, version: int) -> str:
    return f"{stem}.md" if version == 1 else f"{stem}~{version}.md"


def _subfolder(accession: str) -> str:
    return hashlib.sha256(accession.encode()).hexdigest()[:2]


def _walk(folder: Path, below: str) -> Iterator[str]:
    """The paths of all files below a folder, hidden ones apart."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if is_not_seed(entry.name):
                continue
            if entry.is_dir():
                yield from _walk(Path(entry.path), f"{path}/")
            else:
                yield path
