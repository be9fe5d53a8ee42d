"""Reads the items of a Zotero RDF export: the facts of each, and the paths of its attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import unquote

from lxml import etree

from documents.conversion.html_text import is_html, write_html_text
from documents.conversion.input_files import InputFile, report_read_errors
from documents.conversion.records import BadInput

# Of each item its name, its facts, and the files of its texts.
BibliographyItems: TypeAlias = list[tuple[str, dict[str, Any], list[str]]]


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}link"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NAMESPACE = re.compile(r"\{[^}]*\}")
_FIELDS = {
    "title": "title",
    "authors": "authors",
    "translators": "translators",
    "date": "date",
    "pages": "page",
    "language": "language",
    "rights": "rights",
    "abstract": "abstract",
    "description": "notes",
    "isReferencedBy": "notes",
    "identifier": "identifiers",
    "subject": "keywords",
    "itemType": "item type",
}


def read_zotero_items(file: InputFile) -> BibliographyItems:
    # Nothing is fetched and no entity is replaced; what is nested without end is refused.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        with report_read_errors(file.shown):
            root = etree.parse(str(file.path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise BadInput(f"{file.shown}:{error.lineno}: no whole XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadInput(f"{file.shown}: declares entities: Zotero's files have none")
    if root.tag != f"{_RDF}RDF":
        raise BadInput(f"{file.shown}: is no RDF: export from Zotero as Zotero RDF, with files")
    attached = {
        str(node.get(f"{_RDF}about")): path
        for node in root.iter(f"{_Z}Attachment")
        if (path := _attachment_path(node))
    }
    items: BibliographyItems = []
    for node in root:
        kind = node.findtext(f"{_Z}itemType") or ""
        if kind in {"", "attachment", "note"} or node.tag == f"{_Z}Attachment":
            continue
        about = str(node.get(f"{_RDF}about") or f"item-{len(items) + 1}")
        links = [str(link.get(f"{_RDF}resource")) for link in node.findall(_LINK)]
        files = [attached[link] for link in links if link in attached]
        # "#item_3", or the address of what is described: its last part alone may be another's too.
        name = about.removeprefix("#")
        items.append((name, _rdf_facts(node, root), files))
    if not items:
        raise BadInput(f"{file.shown}: has no items of Zotero's")
    return items


def _attachment_path(node: Any) -> str:
    """The path of an attachment, below the folder of its RDF file."""
    for child in node:
        if child.tag in {f"{_Z}path", f"{_RDF}resource"}:
            written = child.get(f"{_RDF}resource") or child.text or ""
            if written and "://" not in written:
                return unquote(written.strip())
    written = node.get(f"{_RDF}resource") or ""
    return unquote(written) if "://" not in written else ""


def _rdf_facts(node: Any, root: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for child in node:
        if not isinstance(child.tag, str) or child.tag == _LINK:
            continue
        name = _NAMESPACE.sub("", child.tag)
        field = _FIELDS.get(name, name)
        for value in _rdf_values(child, root):
            if field == "notes" or name in {"subject", "identifier", "authors"}:
                facts.setdefault(field, []).append(value)
            elif name == "isPartOf":
                facts.setdefault("publication", value)
            else:
                facts.setdefault(field, value)
    return facts


def _rdf_values(node: Any, root: Any) -> Sequence[str]:
    people = [
        _person(person) for person in node.iter() if _NAMESPACE.sub("", str(person.tag)) == "Person"
    ]
    if people:
        return people
    about = node.get(f"{_RDF}resource")
    if about:
        named = [one for one in root if one.get(f"{_RDF}about") == about]
        notes = [note for one in named if (note := one.findtext(f"{_RDF}value"))]
        titles = [title for one in named if (title := one.findtext(f"{_DC}title"))]
        return titles or [_plain_note(note) for note in notes] or [about]
    titles = [one.text for one in node.iter(f"{_DC}title") if one.text]
    texts = titles or [" ".join(" ".join(node.itertext()).split())]
    return [text for text in texts if text]


def _plain_note(note: str) -> str:
    """A note without tags; Zotero keeps it as HTML."""
    lines = write_html_text(note) if is_html(note) else note
    return " ".join(lines.split())


def _person(node: Any) -> str:
    names = {_NAMESPACE.sub("", str(child.tag)): (child.text or "").strip() for child in node}
    family, given = names.get("surname", ""), names.get("givenName", "")
    if re.fullmatch(r"[\u3400-\u9fff·]+", family + given):
        return family + given
    return f"{given} {family}".strip()
