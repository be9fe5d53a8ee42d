"""Writes Atom feeds of changes (RFC 4287), paged (RFC 5005), with tombstones (RFC 6721)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree  # nosec B405  # it only writes
from xml.etree.ElementTree import Element, SubElement  # nosec B405

from documents.citation.names import read_names
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.citation.xml_elements import escape
from documents.exchange.article_lists import JSON_TYPE
from documents.seed_store.accession_register import format_time

ATOM_TYPE = "application/atom+xml"

# Declared by hand: ElementTree keeps the prefixes of namespaces in a table all threads share.
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed: when it was last recorded, and when first, where that is known."""

    article: CitedArticle
    updated: datetime
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A withdrawn article in a feed: its entry's address, when it went and why.

    ``successor`` is the address of the article that takes its place, "" for none.
    """

    reference: str
    when: datetime
    reason: str
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed. ``addresses`` are by relation: self, alternate, first, next…

    ``total`` counts the articles held, without tombstones; ``first`` is the rank among them of the
    first on the page, from 1.
    """

    title: str
    archive: str
    updated: datetime
    entries: Sequence[FeedEntry | Tombstone]
    total: int
    first: int
    size: int
    addresses: Mapping[str, str]


def write_feed(made: Feed) -> str:
    """Write a page of a feed."""
    feed = Element("feed", {**_NAMESPACES, "xml:lang": "en"})
    _add(feed, "id", atom_id(made.addresses["alternate"]))
    _add(feed, "title", made.title)
    _add(feed, "updated", format_time(made.updated))
    _add(SubElement(feed, "author"), "name", made.archive)
    for relation, target in made.addresses.items():
        _link(feed, relation, "text/html" if relation == "alternate" else ATOM_TYPE, target)
    for name, value in (
        ("totalResults", made.total),
        ("startIndex", made.first),
        ("itemsPerPage", made.size),
    ):
        SubElement(feed, f"opensearch:{name}").text = str(value)
    for entry in made.entries:
        if isinstance(entry, Tombstone):
            _write_deleted_entry(feed, entry, made.archive)
        else:
            _enter(SubElement(feed, "entry"), entry)
    body: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def atom_id(address: str) -> str:
    """An absolute IRI for an address; where the archive has no public one, a tag naming none."""
    if address.startswith(("http://", "https://")):
        return address
    return f"tag:archive.invalid,2026:{address}"


def _enter(element: Element, entry: FeedEntry) -> None:
    article = entry.article
    lead = article.lead
    _add(element, "id", atom_id(article.cite_as))
    _add(element, "title", one_line(lead.title) or article.identifier, lead.language)
    _add(element, "updated", format_time(entry.updated))
    if entry.published:
        _add(element, "published", format_time(entry.published))  # here; 1958 is a dc:date
    authors = [name.direct for name in read_names(article.authors_of(lead), article.language)]
    for author in authors or [archive_name(article)]:
        _add(SubElement(element, "author"), "name", author)
    _link(element, "alternate", "text/html", article.permalink)
    _link(element, "alternate", JSON_TYPE, article.address("json"))
    source = article.in_lead(article.source_names)
    facts = [source, article.date.edtf if article.date else "undated"]
    facts += [f"page {article.page}"] if article.page is not None else []
    facts += [article.original_title] if article.original_title else []
    facts += [f"version {article.version}"] if article.version > 1 else []
    _add(element, "summary", ". ".join(one_line(fact) for fact in facts))
    for name, value in (
        ("date", article.date.edtf if article.date else ""),
        ("source", source),
        *(("language", language) for language in article.languages),
    ):
        if value:
            SubElement(element, f"dc:{name}").text = _writable(value)
    if article.rights_line:
        _add(element, "rights", article.rights_line)


def _write_deleted_entry(feed: Element, stone: Tombstone, archive: str) -> None:
    when = format_time(stone.when)
    element = SubElement(feed, "at:deleted-entry", {"ref": atom_id(stone.reference), "when": when})
    _add(SubElement(element, "at:by"), "name", archive)
    _add(element, "at:comment", stone.reason)
    if stone.successor:
        _link(element, "related", "text/html", stone.successor)


def _link(parent: Element, relation: str, kind: str, target: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": target})


def _add(parent: Element, tag: str, text: str, language: str = "") -> None:
    child = SubElement(parent, tag, {"xml:lang": language} if language else {})
    child.text = _writable(text)


def _writable(text: str) -> str:
    return escape(one_line(text))
