"""What Zotero saves: the rules of its *Embedded Metadata*, *RDF* and *unAPI* translators.

Only the rules that bear on our tags, restated: how item types outrank each other, the order of
properties for each field, what Highwire tags replace, and what is filled in at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as etree
from xml.etree.ElementTree import Element

from documents.citation.meta import SCHEMA_LINKS, Tag

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
Z = "http://www.zotero.org/namespaces/export#"
OG = "http://ogp.me/ns#"
ARTICLE = "http://ogp.me/ns/article#"
_KNOWN = {"dc": DC, "dcterms": DCTERMS, "z": Z, "og": OG, "article": ARTICLE}
_ITEM_TYPES = {
    *("newspaperArticle", "encyclopediaArticle", "magazineArticle", "bookSection", "document"),
    *("journalArticle", "webpage", "book"),
}
_FORCING = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
}
_HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_publisher": "publisher",
    "citation_public_url": "url",
    "citation_language": "language",
}
_FIELDS = {
    "title": [DC + "title", DCTERMS + "title", OG + "title"],
    "publicationTitle": [DC + "source", DCTERMS + "source"],
    "rights": [DC + "rights", DCTERMS + "rights"],
    "section": [ARTICLE + "section"],
    "publisher": [DC + "publisher", DCTERMS + "publisher"],
    "date": [ARTICLE + "published_time", DCTERMS + "issued", DC + "date", DCTERMS + "date"],
    "url": [OG + "url"],
    "archiveLocation": [DC + "coverage", DCTERMS + "coverage"],
    "abstractNote": [OG + "description", DCTERMS + "abstract"],
    "journalAbbreviation": [DCTERMS + "alternative"],
    "language": [DC + "language", DCTERMS + "language"],
    "extra": [DC + "description"],
}
_AUTHORS = [DC + "creator", DCTERMS + "creator", DC + "contributor", DCTERMS + "contributor"]
_DOI = re.compile(r"10(?:\.[0-9]{4,})?/\S*[^\s.,]")


def save(tags: Iterable[Tag]) -> dict[str, Any]:
    """The item Zotero makes of a head with these tags."""
    listed = list(tags)
    highwire: dict[str, list[str]] = {}
    statements: dict[str, list[str]] = {}
    for tag in listed:
        uri = _property(tag.name)
        (statements.setdefault(uri, []) if uri else highwire.setdefault(tag.name, [])).append(
            tag.content
        )
    item: dict[str, Any] = {"itemType": _item_type(statements, highwire)}
    for field, properties in _FIELDS.items():
        value = next((statements[p][0] for p in properties if p in statements), "")
        if value:
            item[field] = value
    authors = next((statements[p] for p in _AUTHORS if p in statements), [])
    creators = [_creator(name, "author") for name in authors]
    creators += [_creator(name, "translator") for name in statements.get(Z + "translators", [])]
    for identifier in statements.get(DC + "identifier", []):
        if found := _DOI.search(identifier):
            item["DOI"] = found[0]
    for uri, values in statements.items():
        if uri.startswith(Z) and uri not in {Z + "itemType", Z + "translators"}:
            item[uri.removeprefix(Z)] = values[0]
    for name, field in _HIGHWIRE.items():
        if name in highwire:
            item[field] = " ".join(highwire[name][0].split())
    named = [_creator(name, "author") for name in highwire.get("citation_author", [])]
    item["creators"] = named or creators
    if "citation_firstpage" in highwire:
        item["pages"] = highwire["citation_firstpage"][0]
    return item


def _property(name: str) -> str:
    """The full name of a prefixed property, empty for a name without a known prefix."""
    prefixes = dict(_KNOWN)
    prefixes |= {rel.removeprefix("schema.").lower(): uri for rel, uri in SCHEMA_LINKS}
    parts = re.split(r"[.:_]", name)
    prefix = parts[0].lower()
    if prefix not in prefixes or len(parts) < 2:
        return ""
    rest = name[len(parts[0]) + 1 :]
    return prefixes[prefix] + rest[0].lower() + rest[1:]


def _item_type(statements: dict[str, list[str]], highwire: dict[str, list[str]]) -> str:
    for name, kind in _FORCING.items():
        if name in highwire:
            return kind
    zotero = statements.get(Z + "itemType", [""])[0]
    if zotero in _ITEM_TYPES:
        return zotero
    if statements.get(OG + "type", [""])[0] == "website":
        return "webpage"
    return "journalArticle" if "citation_title" in highwire else "webpage"


def _creator(name: str, kind: str) -> dict[str, str]:
    """A name as `cleanAuthor` splits it: at a comma, else at the last space, else not at all."""
    if ", " in name:
        last, _, first = name.partition(", ")
    else:
        first, _, last = name.rpartition(" ")
    return {"creatorType": kind, "firstName": first, "lastName": last}


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BIB = "{http://purl.org/net/biblio#}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_VCARD = "{http://nwalsh.com/rdf/vCard#}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_RDF_FIELDS = {
    f"{{{DC}}}title": "title",
    f"{{{DC}}}date": "date",
    f"{{{DC}}}rights": "rights",
    f"{{{DC}}}coverage": "archiveLocation",
    f"{{{DC}}}description": "extra",
    f"{{{DCTERMS}}}abstract": "abstractNote",
    f"{_BIB}pages": "pages",
    f"{_PRISM}edition": "edition",
}
_CONTAINERS = {
    "newspaperArticle": "Newspaper",
    "magazineArticle": "Periodical",
    "encyclopediaArticle": "Book",
    "bookSection": "Book",
}


def import_rdf(document: str) -> list[dict[str, Any]]:
    """The items Zotero imports from Zotero RDF: the rules of its *RDF* translator."""
    return [_imported(node) for node in etree.fromstring(document.encode())]


def _imported(node: Element) -> dict[str, Any]:
    item: dict[str, Any] = {"itemType": _text(node, f"{{{Z}}}itemType")}
    for child in node:
        if child.tag in _RDF_FIELDS:
            item[_RDF_FIELDS[child.tag]] = child.text
        elif child.tag.startswith(f"{{{Z}}}") and not len(child):
            item[child.tag.removeprefix(f"{{{Z}}}")] = child.text
    container = _BIB + _CONTAINERS.get(item["itemType"], "-")
    for part in node.iterfind(f"{{{DCTERMS}}}isPartOf/*"):
        if part.tag in {container, f"{_BIB}Part"}:
            field = "publicationTitle" if part.tag == container else "section"
            item[field] = _text(part, f"{{{DC}}}title")
    for body in node.iterfind(f"{{{DC}}}publisher/{_FOAF}Organization"):
        item["publisher"] = _text(body, f"{_FOAF}name")
        item["place"] = _text(body, f"{_VCARD}adr/*/{_VCARD}locality")
    item["url"] = _text(node, f"{{{DC}}}identifier/{{{DCTERMS}}}URI/{_RDF}value")
    item["creators"] = [
        _person(person, kind)
        for role, kind in ((f"{_BIB}authors", "author"), (f"{{{Z}}}translators", "translator"))
        for person in node.iterfind(f"{role}/{_RDF}Seq/{_RDF}li/{_FOAF}Person")
    ]
    memos = node.iterfind(f"{{{DCTERMS}}}isReferencedBy/{_BIB}Memo")
    item["notes"] = [_text(memo, f"{_RDF}value") for memo in memos]
    return {key: value for key, value in item.items() if value}


def _person(node: Element, kind: str) -> dict[str, str]:
    """A creator; one without a given name is kept in one field."""
    family, given = _text(node, f"{_FOAF}surname"), _text(node, f"{_FOAF}givenName")
    if not given:
        return {"creatorType": kind, "name": family}
    return {"creatorType": kind, "firstName": given, "lastName": family}


def _text(node: Element, path: str) -> str:
    return node.findtext(path) or ""
