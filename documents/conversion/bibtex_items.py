"""Reads BibTeX and BibLaTeX: the facts of each entry, and the paths of its attachments."""

from __future__ import annotations

import re
from typing import Any

from documents.conversion.input_files import InputFile, read_text
from documents.conversion.latex_text import read_latex
from documents.conversion.records import BadInput
from documents.conversion.written_names import turn_name
from documents.conversion.zotero_items import BibliographyItems

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*(?:([^\s,{}()=]+)\s*)?,")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*")
_JOINED = re.compile(r"\s*#\s*")
_END = re.compile(r"[\s,]*[})]")
_SIGN = re.compile(r"\\.|[{}]", re.DOTALL)
_PLAIN = re.compile(r"[^\s,{}\"#()]+")
_AND = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIELDS = {
    "author": "authors",
    "translator": "translators",
    "editor": "editors",
    "title": "title",
    "journal": "publication",
    "journaltitle": "publication",
    "booktitle": "publication",
    "pages": "page",
    "language": "language",
    "langid": "language",
    "address": "place",
    "location": "place",
    "note": "notes",
    "annotation": "notes",
    "annote": "notes",
    "abstract": "abstract",
    "copyright": "rights",
    "url": "URL",
    "doi": "DOI",
}
_PEOPLE = {"authors", "translators", "editors"}
_DATED = {"date", "year", "month", "day", "file"}
_TYPES = {
    "article": "journalArticle",
    "incollection": "bookSection",
    "inbook": "bookSection",
    "inreference": "encyclopediaArticle",
    "letter": "letter",
}


def read_bibtex_items(file: InputFile) -> BibliographyItems:
    """The entries of a file. Raises `BadInput` with the line of one that is broken."""
    text = read_text(file).replace("\r\n", "\n")
    items: BibliographyItems = []
    strings = {name: str(number) for number, name in enumerate(_MONTHS, start=1)}
    at = 0
    while entry := _ENTRY.search(text, at):
        kind, at = entry[1].lower(), entry.end()
        try:
            if kind in {"comment", "preamble"}:
                at = _braced(text, at - 1)[1] if entry[2] == "{" else at
                continue
            key = ""
            if kind != "string":
                key, at = _read_key(text, at)
            fields, at = _fields(text, at, strings)
        except ValueError as error:
            line = text.count("\n", 0, entry.start()) + 1
            raise BadInput(f"{file.shown}:{line}: the entry that begins here: {error}") from error
        if kind == "string":
            strings |= fields
        else:
            items.append((key or f"{file.path.stem}-{len(items) + 1}", *_read(kind, fields)))
    if not items:
        raise BadInput(f"{file.shown}: has no entries of BibTeX")
    return items


def _read_key(text: str, at: int) -> tuple[str, int]:
    key = _KEY.match(text, at)
    if key is None:
        raise ValueError("an entry needs a key and a comma: @article{smith1958, …")
    return key[1] or "", key.end()


def _fields(text: str, at: int, strings: dict[str, str]) -> tuple[dict[str, str], int]:
    """The fields from a place on, the first of each name, and where their entry ends."""
    found: dict[str, str] = {}
    while match := _NAME.match(text, at):
        value, at = _value(text, match.end(), strings)
        while joined := _JOINED.match(text, at):
            further, at = _value(text, joined.end(), strings)
            value += further
        found.setdefault(match[1].lower(), value)
    end = _END.match(text, at)
    if end is None:
        raise ValueError("expected a field (name = {value}) or the end of the entry")
    return found, end.end()


def _value(text: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    if text[at : at + 1] == "{":
        return _braced(text, at)
    if text[at : at + 1] == '"':
        depth = 0
        for place in range(at + 1, len(text)):
            sign = text[place]
            depth += (sign == "{") - (sign == "}")
            if sign == '"' and depth == 0 and text[place - 1] != "\\":
                return text[at + 1 : place], place + 1
        raise ValueError("a quotation mark is not closed")
    match = _PLAIN.match(text, at)
    if match is None:
        raise ValueError("a field has no value")
    return strings.get(match[0].lower(), match[0]), match.end()


def _braced(text: str, at: int) -> tuple[str, int]:
    depth = 0
    for match in _SIGN.finditer(text, at):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0 and match[0] == "}":
            return text[at + 1 : match.start()], match.end()
    raise ValueError("a brace { is not closed")


def _read(kind: str, fields: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    facts: dict[str, Any] = {"item type": _TYPES.get(kind, kind)}
    if said := fields.pop("type", ""):
        facts["item type"] = read_latex(said)
    for name, value in fields.items():
        field = _FIELDS.get(name, name)
        if name in _DATED or not value.strip():
            continue
        if field in _PEOPLE:
            facts[field] = _people(value)
        elif name == "keywords":
            facts[field] = [read_latex(one) for one in re.split("[,;]", value) if one.strip()]
        elif field == "notes":
            facts.setdefault(field, []).append(read_latex(value))
        else:
            facts.setdefault(field, read_latex(value))
    if date := _date(fields):
        facts["date"] = date
    return facts, _files(fields.get("file", ""))


def _people(value: str) -> list[str]:
    """The names of a field; one in braces is of a body, and stays as it is."""
    names, depth, start = [], 0, 0
    for match in _AND.finditer(value):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0 and match[0] not in "{}":
            names.append(value[start : match.start()])
            start = match.end()
    names.append(value[start:])
    found = []
    for name in (one.strip() for one in names):
        is_whole = name.startswith("{") and _braced(name, 0)[1] == len(name)
        found.append(read_latex(name) if is_whole else turn_name(read_latex(name)))
    return [name for name in found if name]


def _date(fields: dict[str, str]) -> str:
    if date := fields.get("date", "").strip():
        return read_latex(date)
    year, month, day = (read_latex(fields.get(one, "")) for one in ("year", "month", "day"))
    number = month if month.isdigit() else ""
    if year and month and not number:
        return f"{day} {month} {year}".strip()
    parts = [year, number.zfill(2) if number else "", day.zfill(2) if day and number else ""]
    return "-".join(part for part in parts if part)


def _files(value: str) -> list[str]:
    """The paths in a field of files: ``title:path:type`` by ``;``, or the path alone."""
    paths = []
    for one in re.split(r"(?<!\\);", value):
        parts = re.split(r"(?<!\\):", one.strip())
        path = ":".join(parts[1:-1]) if len(parts) > 2 else one.strip()
        if path := re.sub(r"\\([:;\\])", r"\1", path):
            paths.append(read_latex(path) if "{\\" in path else path)
    return paths
