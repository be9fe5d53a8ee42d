"""Reads RIS: the facts of each reference, and the paths of its attachments.

The tags are those of the specification by Reference Manager, as Zotero and EndNote write them.
"""

from __future__ import annotations

import re
from typing import Any

from documents.conversion.input_files import InputFile, read_text
from documents.conversion.records import BadInput
from documents.conversion.written_names import turn_name
from documents.conversion.zotero_items import BibliographyItems

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: |$)(.*)")
_TYPES = {
    "NEWS": "newspaperArticle",
    "JOUR": "journalArticle",
    "JFULL": "journal",
    "MGZN": "magazineArticle",
    "CHAP": "bookSection",
    "BOOK": "book",
    "PCOMM": "letter",
    "ICOMM": "letter",
    "ENCYC": "encyclopediaArticle",
    "RPRT": "report",
    "MANSCPT": "manuscript",
    "UNPB": "manuscript",
}
_PEOPLE = {
    "AU": "authors",
    "A1": "authors",
    "A2": "secondary authors",
    "ED": "editors",
    "A3": "tertiary authors",
    "A4": "translators",
    "TA": "translators",
}
_FACTS = {
    "TI": "title",
    "T1": "title",
    "T2": "publication",
    "JO": "publication",
    "JF": "publication",
    "JA": "publication",
    "BT": "publication",
    "LA": "language",
    "CY": "place",
    "PP": "place",
    "PB": "publisher",
    "AB": "abstract",
    "N2": "abstract",
    "VL": "volume",
    "IS": "number",
    "DO": "DOI",
    "UR": "URL",
    "SN": "ISBN or ISSN",
}
_LISTED = {"KW": "keywords", "N1": "notes", "RN": "notes"}
_FILES = {"L1", "L2", "L3", "L4"}
_DATES = ("DA", "PY", "Y1")
_PAGES = {"SP", "EP"}


def read_ris_items(file: InputFile) -> BibliographyItems:
    """The references of a file. Raises `BadInput` with the line that is none of RIS."""
    items: BibliographyItems = []
    lines: list[tuple[str, str]] = []
    begun = 0
    for number, line in enumerate(read_text(file).splitlines(), start=1):
        match = _LINE.match(line.lstrip("\ufeff"))
        if match is None:
            if line.strip() and lines:  # a value goes on
                tag, value = lines[-1]
                lines[-1] = (tag, f"{value}\n{line.strip()}" if value else line.strip())
            elif line.strip():
                raise BadInput(f"{file.shown}:{number}: is no line of RIS: expected TY  - JOUR")
            continue
        tag, value = match[1], match[2].strip()
        if tag == "TY":
            if lines:
                raise BadInput(
                    f"{file.shown}:{number}: a reference begins before that of line {begun} has "
                    "ended: close it with a line ER  -"
                )
            begun = number
        if tag == "ER":
            if lines:
                items.append(_read_item(lines, len(items) + 1, file))
            lines = []
        elif tag == "TY" or lines:
            lines.append((tag, value))
        else:
            raise BadInput(f"{file.shown}:{number}: expected a line TY  - before {tag}")
    if lines:
        raise BadInput(
            f"{file.shown}:{begun}: this reference has no line ER  -: is the file cut off?"
        )
    if not items:
        raise BadInput(f"{file.shown}: has no references")
    return items


def _read_item(
    lines: list[tuple[str, str]], number: int, file: InputFile
) -> tuple[str, dict[str, Any], list[str]]:
    values: dict[str, list[str]] = {}
    for tag, value in lines:
        if value:
            values.setdefault(tag, []).append(value)
    facts: dict[str, Any] = {}
    files: list[str] = []
    for tag, said in values.items():
        if tag == "TY":
            facts["item type"] = _TYPES.get(said[0], said[0])
        elif tag in _PEOPLE:
            facts.setdefault(_PEOPLE[tag], []).extend(turn_name(name) for name in said)
        elif tag in _LISTED:
            facts.setdefault(_LISTED[tag], []).extend(said)
        elif tag in _FILES:
            files += [one for one in said if "://" not in one]
        elif tag not in _DATES and tag not in _PAGES and tag != "ID":
            name = _FACTS.get(tag, tag)
            if name in facts and facts[name] != said[0]:
                name = f"{name} ({tag})"  # JA beside T2: the title in short
            facts.setdefault(name, "; ".join(said))
    dates = [date for tag in _DATES for date in values.get(tag, ())]
    if dates:
        facts["date"] = _read_date(dates[0])
        if said_further := dates[0].split("/", 3)[3:]:
            facts.setdefault("notes", []).extend(
                f"date: {one}" for one in said_further if one.strip()
            )
    pages = [values[tag][0] for tag in ("SP", "EP") if tag in values]
    if pages:
        facts["page"] = "–".join(dict.fromkeys(pages))
    name = values.get("ID", [f"{file.path.stem}-{number}"])[0]
    return name, facts, files


def _read_date(written: str) -> str:
    """``1936/04/02/`` as 1936-04-02; what has no such form as it is."""
    parts = [part.strip() for part in written.split("/")[:3]]
    if not all(part.isdigit() or not part for part in parts) or len(parts[0]) != 4:
        return written
    return "-".join(part.zfill(2) for part in parts if part)
