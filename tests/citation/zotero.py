"""What Zotero saves from a page's head: the rules of its *Embedded Metadata* and *RDF* translators.

Only the rules that bear on our tags, restated: how item types outrank each other, the order of
properties for each field, what Highwire tags replace, and what is filled in at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

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
