"""Formats that no layout reads: known by a file's ending or its first characters, for messages."""

from __future__ import annotations

import re

MANUAL = "docs/layouts.md"
TEI_P4 = "TEI P4 (<TEI.2>)"
_CONVERTED = "docs/collections.md"
_ENDINGS = {
    ".json": "JSON",
    ".jsonl": "JSON",
    ".csv": "CSV",
    ".tsv": "CSV",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    ".epub": "EPUB",
    ".xlsx": "XLSX",
    ".docx": "Word",
}
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
_XML = re.compile(
    r"\s*<(?:\?xml\b|!DOCTYPE\b|teiHeader\b|(?P<root>[A-Za-z_][\w.-]*)(?:\s[^<>]*)?>.*</(?P=root)>\s*$)",
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*<(?:\?|!--|!DOCTYPE\s)")
_TEI_P4 = re.compile(r"\s*<TEI\.2\b")
_JSON = re.compile(r"\s*(?:\[\s*[{\[\"]|\{\s*(?:\"[^\"\n]*\"\s*:|\}))")
_LOOKED_AT = 2000  # characters at the beginning


def way_out(name: str) -> str:
    """What to do with a file of such a format."""
    if name == TEI_P4:
        return (
            "TEI P5: convert it first, as with the TEI Consortium's Stylesheets"
            f" (profiles/default/p4/from.xsl), see {MANUAL}"
        )
    if name == "XML":
        return (
            'TEI, in its namespace (<TEI xmlns="http://www.tei-c.org/ns/1.0"> around all of it):'
            f" other XML is not read by ingest, see {MANUAL}"
        )
    return (
        f"a text: {name} is not read by ingest; manage.py convert makes seeds of it,"
        f" see {_CONVERTED}"
    )


def format_by_name(path: str) -> str:
    """The format a path's ending promises: ``JSON``; empty for none of those known."""
    ending = path[path.rfind(".") :].lower() if "." in path else ""
    return _ENDINGS.get(ending, "")


def format_of_text(text: str) -> str:
    """The format a text begins as; empty for none of those known."""
    for name, form in (("HTML", _HTML), ("JSON", _JSON)):
        if form.match(text):
            return name
    if _TEI_P4.match(text, _skip_prologue(text)):
        return TEI_P4
    if _XML.match(text):
        return "XML"
    return "CSV" if _is_table(text[:_LOOKED_AT]) else ""


def _skip_prologue(text: str) -> int:
    """Where the first element of an XML text begins: behind declarations and comments."""
    place = 0
    while found := _PROLOGUE.match(text, place):
        sign = found[0].lstrip()
        if sign == "<?":
            end = "?>"
        elif sign == "<!--":
            end = "-->"
        else:
            last = text.find(">", found.end())
            end = "]" if "[" in text[found.end() : last] else ">"
        reached = text.find(end, found.end())
        if end == "]" and reached >= 0:
            end, reached = ">", text.find(">", reached)
        if reached < 0:
            break
        place = reached + len(end)
    return place


def _is_table(start: str) -> bool:
    """Whether the first lines have the same number of commas, or of tabs, and two at least."""
    lines = [line for line in start.splitlines()[:4] if line.strip()]
    if len(lines) < 3:
        return False
    for sign in (",", "\t"):
        counts = {line.count(sign) for line in lines[:3]}
        if len(counts) == 1 and counts.pop() >= 2:
            return True
    return False
