"""Finds the readers for an input: by the form of a file, or of the files in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from documents.conversion.bibliographies import (
    BIBLIOGRAPHY_ENDINGS,
    Bibliography,
    looks_like_csl,
)
from documents.conversion.bilara import BilaraRecords, group_bilara, is_bilara
from documents.conversion.delimited_tables import DelimitedTable
from documents.conversion.input_files import InputFile, open_input, report_read_errors
from documents.conversion.json_records import JsonRecords
from documents.conversion.language_tags import read_language
from documents.conversion.records import BadInput, CollectionReader
from documents.conversion.spreadsheets import Spreadsheet
from documents.conversion.tei_files import is_tei
from documents.conversion.text_files import TextFiles
from documents.conversion.text_groups import ENDINGS, group_by_ending, group_files
from documents.seed_store.seed_names import is_ignored

ReaderFactory: TypeAlias = Callable[[], CollectionReader]

_TABLES = {".csv": "", ".tsv": "\t", ".tab": "\t"}
_JSON = {".json", ".jsonl", ".ndjson", ".jsonlines"}
_EXPECTED = (
    ".csv, .tsv, .xlsx, .json, .jsonl, .txt, .md, .html, .epub, .docx, .odt, .rdf, .ris, .bib, "
    "or .xml in TEI"
)
_PICTURE = "a picture: its text must be typed or recognised first, as .txt or .docx"
_NAMED = 10  # files that a message lists
_WAYS_OUT = {
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx or .csv",
    ".numbers": "save it as .xlsx or .csv",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2"), _PICTURE),
    **dict.fromkeys((".zip", ".7z", ".rar"), "unpack it first"),
    ".pages": "export it as .docx",
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pdf": "its text must be taken out first: as .txt, .docx or .html",
    ".xml": "of XML convert reads TEI P5 and Zotero RDF (.rdf)",
}


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a command line says of how files are read."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    # The path to the list in a JSON object, or the type of divisions in TEI, that are the records.
    records: str = ""
    split: tuple[str, ...] = ()  # languages that one file holds, told apart by script


@dataclass(slots=True)
class FoundInput:
    """The readers of an input, each made when its turn comes, and files that none reads."""

    readers: list[tuple[str, ReaderFactory]] = field(default_factory=list)  # with what they read
    skipped: list[str] = field(default_factory=list)
    tei: list[str] = field(default_factory=list)  # documents in TEI: these are seeds as they are
    bibliographies: bool = False  # whose texts the files beside them are


def find_input(path: Path, folder: Path, options: ReadingOptions) -> FoundInput:
    """Find what reads an input; a folder that lies in it is left out. Raises `BadInput`."""
    found = FoundInput()
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    if path.is_dir():
        with report_read_errors(str(path)):
            files = sorted(_walk(path, path, folder.resolve(), found.skipped))
    else:
        files = [path.name]
        path = path.parent
    bilara, apart = group_bilara(files)
    found.skipped += apart
    found.readers += [(text.uid, partial(BilaraRecords, path, text)) for text in bilara]
    files = [name for name in files if not is_bilara(name)]
    texts = [name for name in files if Path(name).suffix.lower() in ENDINGS]
    by_ending = group_by_ending(files)
    paired = {name for group in by_ending for name, _ in group.files}
    for name in sorted(set(files) - set(texts) - paired):
        _find_reader(path, name, folder, len(files) > 1, options, found)
    if found.bibliographies:
        return found  # the texts are read with the items that name them
    found.readers += [
        (
            group.identity,
            partial(TextFiles, path, group, encoding=options.encoding, split=options.split),
        )
        for group in [*group_files(texts), *by_ending]
    ]
    if not found.readers and not found.tei:
        if len(files) == 1:
            ending = Path(files[0]).suffix.lower()
            way = _WAYS_OUT.get(ending, f"expected {_EXPECTED}")
            raise BadInput(f"{files[0]}: is not read: {way}")
        said = ", ".join(found.skipped[:_NAMED])
        more = f" and {len(found.skipped) - _NAMED} more" if len(found.skipped) > _NAMED else ""
        raise BadInput(
            f"{path}: has no files that convert reads ({_EXPECTED})"
            + (f": it has {said}{more}" if said else "")
        )
    return found


def _walk(folder: Path, root: Path, apart: Path, skipped: list[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if is_ignored(entry.name):
                continue
            name = Path(entry.path).relative_to(root).as_posix()
            if entry.is_symlink() and not _leads_to_file(entry.path, root):
                skipped.append(f"{name} (a link to no file of the folder)")
            elif entry.is_dir():
                if Path(entry.path).resolve() != apart:
                    yield from _walk(Path(entry.path), root, apart, skipped)
            else:
                yield name


def _leads_to_file(link: str, root: Path) -> bool:
    """Whether a link leads to a file below the root; not to a folder, which may hold the link."""
    target = Path(os.path.realpath(link))
    return target.is_relative_to(root.resolve()) and os.path.isfile(target)


def _find_reader(
    root: Path,
    name: str,
    apart: Path,
    is_one_of_many: bool,
    options: ReadingOptions,
    found: FoundInput,
) -> None:
    path = root / name
    ending = path.suffix.lower()

    def opened() -> InputFile:
        return open_input(path, name)

    if ending in _TABLES:
        delimiter = options.delimiter or _TABLES[ending]
        found.readers.append(
            (name, lambda: DelimitedTable(opened(), encoding=options.encoding, delimiter=delimiter))
        )
    elif ending in {".xlsx", ".xlsm"}:
        found.readers.append((name, lambda: Spreadsheet(opened(), sheet=options.sheet)))
    elif ending in BIBLIOGRAPHY_ENDINGS or (ending == ".json" and looks_like_csl(path)):
        found.readers.append(
            (
                name,
                lambda: Bibliography(opened(), path.parent, apart=apart, encoding=options.encoding),
            )
        )
        found.bibliographies = True
    elif ending in _JSON:
        identity = Path(name).with_suffix("").as_posix() if is_one_of_many else ""
        found.readers.append(
            (
                name,
                lambda: JsonRecords(
                    opened(), encoding=options.encoding, identity=identity, listed=options.records
                ),
            )
        )
    elif ending == ".xml" and is_tei(path):
        found.tei.append(name)
    else:
        way = _WAYS_OUT.get(ending)
        if not way and read_language(ending.removeprefix(".")):
            way = "a text in a language? nothing of that name in another lies beside it: as .txt"
        found.skipped.append(f"{name} ({way})" if way else name)
