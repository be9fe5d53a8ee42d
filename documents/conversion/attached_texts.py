"""Reads the files that hold the texts of records: those a list names, or that bear an identifier.

A list is a table, JSON or a bibliography; its texts lie beside it, below its own folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from documents.conversion.column_names import FACTS, recognise_column
from documents.conversion.field_mapping import MappedRecord
from documents.conversion.pandoc_tree import language_of
from documents.conversion.records import CollectionRecord, Origin
from documents.conversion.text_files import TextFiles
from documents.conversion.text_groups import ENDINGS, TextGroup, group_files

_SEPARATORS = re.compile(r"[;|\n]")
_ABSOLUTE = re.compile(r"(?:[a-z]:|file:)?/")
HEADING = "heading of the file"  # the fact that keeps it, where a list says another title
_TOLD = 20  # files that no record names, in a message


@dataclass(slots=True)
class _Folder:
    """The files of texts below a folder: by path, by name and by stem in small letters."""

    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    by_identifier: dict[str, list[str]] = field(default_factory=dict)

    def find(self, written: str) -> list[str]:
        """The files that are meant: one, or several of one name in several folders."""
        wanted = written.strip().replace("\\", "/").removeprefix("./").lower()
        if wanted in self.by_path:
            return [self.by_path[wanted]]
        if _ABSOLUTE.match(wanted):  # of the machine on which the list was made
            wanted = PurePosixPath(wanted).name
        at_end = [
            path
            for key, path in self.by_path.items()
            if "/" in wanted and key.endswith(f"/{wanted}")
        ]
        return at_end or self.by_name.get(wanted, [])


class AttachedTexts:
    """The files of texts below a folder, and which of them records have taken."""

    def __init__(
        self,
        root: Path,
        *,
        apart: Path | None = None,
        encoding: str = "",
        split: Sequence[str] = (),
    ) -> None:
        """``apart`` is the folder of the seeds, which may lie in that of the collection."""
        self._root, self._encoding, self._split = root, encoding, split
        self._apart = apart.resolve() if apart else None
        self.taken: set[str] = set()

    @cached_property
    def _folder(self) -> _Folder:
        folder = _Folder()
        names = [
            path.relative_to(self._root).as_posix()
            for path in sorted(self._root.rglob("*"))
            if path.suffix.lower() in ENDINGS and path.is_file() and self._is_inside(path)
        ]
        for name in names:
            path = PurePosixPath(name)
            folder.by_path[name.lower()] = name
            for key in {path.name.lower(), path.stem.lower()}:
                folder.by_name.setdefault(key, []).append(name)
        for group in group_files(names):
            key = PurePosixPath(group.identity).name.lower()
            folder.by_identifier.setdefault(key, []).extend(name for name, _ in group.files)
        return folder

    def _is_inside(self, path: Path) -> bool:
        real = path.resolve()
        is_apart = self._apart is not None and real.is_relative_to(self._apart)
        return real.is_relative_to(self._root.resolve()) and not is_apart

    def of_identifier(self, identifier: str) -> list[str]:
        """The files that bear an identifier: ``a1.en.txt`` and ``a1.zh.txt`` of ``a1``."""
        return self._folder.by_identifier.get(identifier.lower(), [])

    def untaken(self) -> list[str]:
        """What to say of the files that no record names."""
        left = [name for name in self._folder.by_path.values() if name not in self.taken]
        said = [f"{name}: no record names it: left out" for name in left[:_TOLD]]
        if len(left) > _TOLD:
            said.append(f"… and {len(left) - _TOLD} more files that no record names")
        return said

    def claim(self, mapped: MappedRecord, identifier: str) -> list[tuple[str, str]]:
        """The files of a record with the language its column names, once it has no text itself.

        They are those its columns of files name, else those that bear its identifier.
        """
        if any(name.partition(".")[0] in {"text", "translation"} for name in mapped.fields):
            return []
        found = [
            (name, column.partition(".")[2])
            for column in mapped.fields
            if column.partition(".")[0] == "file"
            for written in _written(mapped.fields[column])
            if len(names := self._folder.find(written)) == 1
            for name in names
        ]
        if not found and identifier:
            found = [(name, "") for name in self.of_identifier(identifier)]
        self.taken.update(name for name, _ in found)
        return found

    def attach(self, record: CollectionRecord, mapped: MappedRecord, identifier: str) -> None:
        """Give a record the texts of its files, and the facts that the list does not give."""
        files = self.claim(mapped, identifier)
        self._explain(record, mapped, {name for name, _ in files})
        if not files:
            return
        groups = [TextGroup("", files)]
        if not any(language for _, language in files):
            parted = group_files([name for name, _ in files])
            groups = [TextGroup("", [one for group in parted for one in group.files])]
        titles = [str(one) for one in mapped.fields.get("title", ())]
        for name, value in self.read(record, groups[0], titles).items():
            target = recognise_column(name) or name
            base = target.partition(".")[0]
            is_said = any(one.partition(".")[0] == base for one in mapped.fields)
            if base in {"text", "title"} or (base in FACTS and not is_said):
                mapped.fields.setdefault(target, []).append(value)
            else:
                mapped.left.setdefault(name, value)

    def _explain(self, record: CollectionRecord, mapped: MappedRecord, taken: set[str]) -> None:
        """Say which files that a list names cannot be read; the names of the others go."""
        for column in [one for one in mapped.fields if one.partition(".")[0] == "file"]:
            values = mapped.fields.pop(column)
            if not taken and any(name.partition(".")[0] == "text" for name in mapped.fields):
                continue  # it has its text: the name is a fact
            for written in _written(values):
                names = self._folder.find(written)
                if len(names) > 1 and not taken.intersection(names):
                    record.remarks.append(f"{written}: may be {' or '.join(names)}")
                elif not names:
                    record.remarks.append(f"{written}: is no file of texts in the folder")
            for name in [name for name, value in mapped.left.items() if value in values]:
                if all(
                    taken.intersection(self._folder.find(one))
                    for one in _written([mapped.left[name]])
                ):
                    del mapped.left[name]

    def read(
        self, record: CollectionRecord, group: TextGroup, titles: Sequence[str]
    ) -> dict[str, Any]:
        """The values of the files of a record; a fault of a file is the record's.

        ``titles`` are what the list says of no language: they go before what a file begins with.
        """
        reader = TextFiles(self._root, group, encoding=self._encoding, split=self._split)
        values: dict[str, Any] = {}
        for text in reader.records():
            if text.fault:
                record.fault, record.values = text.fault, {}
                return {}
            values = text.values
            files = ((text.origin.file, text.origin.sha256), *text.origin.others)
            record.origin = Origin(record.origin.file, record.origin.sha256, files)
            record.remarks += dict.fromkeys(text.remarks)
        tags = [name.partition(".")[2] for name in values if name.partition(".")[0] == "text"]
        for title in titles if tags else ():
            tag = language_of(title, tags)
            own = values.pop(f"title.{tag}" if tag else "title", "")
            if own and own.casefold() != title.casefold():
                values.setdefault(HEADING, own)
        return values


def _written(values: Iterable[Any]) -> list[str]:
    """The names of files in values: several in one are parted by semicolons, bars or lines."""
    names: list[str] = []
    for value in values:
        if isinstance(value, list):
            names += _written(value)
        elif isinstance(value, str):
            names += [name for one in _SEPARATORS.split(value) if (name := one.strip())]
    return names
