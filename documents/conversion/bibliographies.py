"""Reads Zotero RDF, RIS, BibTeX and CSL-JSON: the facts of each item, with its files as texts.

An export "with files" names the attachments. Of an item without any the texts are the files that
bear its identifier: ``works/smith1958.en.txt`` beside ``works.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from documents.conversion.attached_texts import HEADING, AttachedTexts
from documents.conversion.bibtex_items import read_bibtex_items
from documents.conversion.input_files import InputFile, read_text, report_read_errors
from documents.conversion.records import BadInput, CollectionRecord, Origin
from documents.conversion.ris_items import read_ris_items
from documents.conversion.text_groups import ENDINGS, TextGroup, group_files
from documents.conversion.zotero_items import BibliographyItems, read_zotero_items

# By ending; what ends otherwise is CSL-JSON.
_READERS = {
    ".rdf": read_zotero_items,
    ".xml": read_zotero_items,
    ".ris": read_ris_items,
    ".bib": read_bibtex_items,
}
BIBLIOGRAPHY_ENDINGS = frozenset(_READERS) - {".xml"}
_LARGEST = 256_000_000  # bytes of a bibliography
_CSL_FIELDS = {
    "title": "title",
    "author": "authors",
    "translator": "translators",
    "issued": "date",
    "page": "page",
    "language": "language",
    "container-title": "publication",
    "publisher-place": "place",
    "note": "notes",
    "section": "section",
    "license": "rights",
}
_CSL_MARKS = frozenset({"issued", "container-title", "citation-key", "original-date", "accessed"})


class Bibliography:
    """A bibliography's items as records; ``items`` are their facts and the files of their texts."""

    form = "bibliography"

    def __init__(self, file: InputFile, root: Path, *, apart: Path, encoding: str = "") -> None:
        self._file, self._root = file, root
        self._attached = AttachedTexts(root, apart=apart, encoding=encoding)
        with report_read_errors(file.shown):
            if file.path.stat().st_size > _LARGEST:
                raise BadInput(f"{file.shown}: larger than {_LARGEST:,} bytes")
        reads = _READERS.get(file.path.suffix.lower(), _read_csl)
        self._items = [
            (name, facts, files or self._attached.of_identifier(name))
            for name, facts, files in reads(file)
        ]
        self.remarks = [f"{file.shown}: {len(self._items)} items of a bibliography"]
        if self._items and not any(files for _, _, files in self._items):
            self.remarks.append(self._advise(self._items[0][0]))
        self._attached.taken.update(name for _, _, files in self._items for name in files)
        self.remarks += self._attached.untaken()

    def _advise(self, name: str) -> str:
        """What to do with a bibliography that gives facts and no text."""
        if self._file.path.suffix.lower() in _READERS:
            way = (
                "attach the text to each item in Zotero (.txt, .md, .html or .docx, one for each "
                "language), and export the library again with Export Files ticked"
            )
        else:
            way = (
                f"put the texts beside {self._file.shown}, each named by its item's id and its "
                f"language, such as {name}.zh-Hans.txt and {name}.en.txt"
            )
        return (
            f"{self._file.shown}: gives facts and no texts, and an article needs one: {way}; then "
            "run the same command again. Abstracts or notes can stand for texts: "
            "--map abstract=text.en, --map notes=text.en"
        )

    def identities(self) -> Iterator[CollectionRecord]:
        for number, (name, _, _) in enumerate(self._items, start=1):
            record = CollectionRecord(number, f"item {number}", Origin(self._file.shown, ""))
            record.identity = name
            yield record

    def records(self) -> Iterator[CollectionRecord]:
        for record, (_, facts, files) in zip(self.identities(), self._items, strict=True):
            record.origin = Origin(self._file.shown, self._file.sha256)
            kept = [name for name in files if self._is_text(name, record)]
            groups = group_files(kept)
            if len(groups) > 1:
                # Attachments go by any name: each names its language, or shows it by its script.
                groups = [TextGroup("", [one for group in groups for one in group.files])]
            record.values = dict(facts)
            if groups:
                self._add_texts(record, groups[0])
            elif not files:
                record.remarks.append("no file is its text")
            yield record

    def _is_text(self, name: str, record: CollectionRecord) -> bool:
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root.resolve()):
            record.remarks.append(f"{name}: lies outside the folder: left out")
        elif not path.is_file():
            record.remarks.append(f"{name}: is not there")
        elif path.suffix.lower() not in ENDINGS:
            record.remarks.append(f"{name}: holds no text that is read here: left out")
        else:
            return True
        return False

    def _add_texts(self, record: CollectionRecord, group: TextGroup) -> None:
        title = record.values.get("title")
        titles = [title] if isinstance(title, str) else []
        for name, value in self._attached.read(record, group, titles).items():
            if name == "text" or name.startswith("text."):
                record.values[name] = value
            elif name == HEADING or (name.startswith("title.") and name != "title"):
                record.values.setdefault(name, value)


def is_csl(values: Any) -> bool:
    """Whether an object is an item of CSL-JSON: its type, and a field that only CSL names so."""
    return (
        isinstance(values, dict)
        and isinstance(values.get("type"), str)
        and isinstance(values.get("id"), (str, int))
        and bool(_CSL_MARKS & values.keys())
        and not any(name.startswith(("text", "content", "body")) for name in values)
    )


def looks_like_csl(path: Path) -> bool:
    """Whether a JSON file begins as a list of CSL items. Reads little; false for what is broken."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            start = file.read(200_000)
        at = start.index("{")
        return start[:at].strip() == "[" and is_csl(json.JSONDecoder().raw_decode(start, at)[0])
    except (OSError, ValueError, RecursionError):
        return False


def _read_csl(file: InputFile) -> BibliographyItems:
    try:
        values = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise BadInput(f"{file.shown}:{error.lineno}: broken JSON: {error.msg}") from error
    except RecursionError as error:
        raise BadInput(f"{file.shown}: values nested too deep") from error
    items: BibliographyItems = []
    for number, item in enumerate(values, start=1):
        if not isinstance(item, dict):
            items.append((f"{file.path.stem}-{number}", {}, []))
            continue
        name = str(item.get("id") or item.get("citation-key") or number)
        facts: dict[str, Any] = {}
        for key, value in item.items():
            if key in {"id", "citation-key"}:
                continue
            facts[_CSL_FIELDS.get(str(key), str(key))] = (
                _csl_date(value) if key in {"issued", "original-date"} else value
            )
        name = re.split(r"[/#]", name)[-1] or name
        items.append((name, facts, []))
    return items


def _csl_date(value: Any) -> Any:
    """A CSL date as EDTF: its parts, a range of two, or what it says in words."""
    if not isinstance(value, dict):
        return value
    dates = [
        "-".join(
            f"{int(part):04d}" if not place else f"{int(part):02d}"
            for place, part in enumerate(parts)
        )
        for parts in value.get("date-parts", [])
        if parts and all(str(part).isdigit() for part in parts)
    ]
    if dates:
        return "/".join(dates[:2]) + ("~" if value.get("circa") and len(dates) == 1 else "")
    return value.get("raw") or value.get("literal") or ""
