"""Writers of article lists for programs: JSON, CSV, Atom. Pure: a list in, a text out.

BibTeX, RIS and CSL-JSON lists are `citation.exports`' own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from documents.citation.exports import LISTS
from documents.citation.names import read_names
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.citation.tei import escape as writable
from documents.csv_tables import Cells, write_table

CSV_TYPE = "text/csv; charset=utf-8; header=present"
JSON_TYPE = "application/json"
ATOM_TYPE = "application/atom+xml"
SUFFIXES: tuple[str, ...] = ("json", "csv", "atom", *LISTS)

FORMAT = "parallel-archive/list"
FORMAT_VERSION = 1

# Declared by hand: ElementTree keeps the prefixes of namespaces in a table all threads share.
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A slice of a list. ``addresses`` are by relation: self, alternate, first, previous, next.

    ``whole`` is the same list in an order that ``next`` leads through to the end, where this one's
    ends before.
    ``first`` is the rank of its first article, from 1; ``total`` counts the whole list.
    """

    articles: Sequence[CitedArticle]
    total: int
    first: int
    size: int
    edition: str
    updated: datetime
    title: str
    archive: str
    query: str
    addresses: dict[str, str]
    whole: str = ""


def summary(article: CitedArticle) -> dict[str, Any]:
    """An article's summary in a list: facts and titles, and where the rest of it is."""
    return {
        "identifier": article.identifier,
        "version": article.version,
        "permalink": article.permalink,
        "version_address": article.version_address,
        "json": article.address("json"),
        "source": {"key": article.source_key, "names": dict(article.source_names)},
        "date": article.date.edtf if article.date else None,
        "page": article.page,
        "page_label": article.page_label,
        "section": article.section,
        "column": article.column,
        "language": article.language,
        "original_held": article.original_held,
        "texts": [
            {
                "language": text.language,
                "is_original": text.is_original,
                "title": text.title,
                "authors": list(text.authors),
                "translators": list(text.translators),
            }
            for text in article.texts
        ],
    }


def write_json(listing: Listing) -> str:
    """Write a list as JSON. ``next`` is null on the last slice."""
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": listing.edition,
        "query": listing.query,
        "total": listing.total,
        "first": listing.first,
        "returned": len(listing.articles),
        "next": listing.addresses.get("next"),
        "whole": listing.whole or None,
        "articles": [summary(article) for article in listing.articles],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


COLUMNS = (
    *("identifier", "version", "date", "source", "source_name", "title", "original_title"),
    *("page", "page_label", "section", "column", "authors", "translators", "language"),
    *("languages", "original_held", "permalink", "version_address"),
)


def write_csv(listing: Listing, cells: Cells = "text") -> str:
    """Write a list as CSV (RFC 4180), UTF-8 with byte order mark; names separated by ``; ``."""
    rows = [[facts[column] for column in COLUMNS] for facts in map(table_row, listing.articles)]
    return write_table([COLUMNS, *rows], cells=cells)


def table_row(article: CitedArticle) -> dict[str, str | int]:
    """An article's row in a table, by column."""
    return {
        "identifier": article.identifier,
        "version": article.version,
        "date": article.date.edtf if article.date else "",
        "source": article.source_key,
        "source_name": article.in_lead(article.source_names),
        "title": article.lead.title,
        "original_title": article.original_title,
        "page": "" if article.page is None else article.page,
        "page_label": article.page_label,
        "section": article.section,
        "column": article.column,
        "authors": "; ".join(article.authors_of(article.lead)),
        "translators": "; ".join(article.translators),
        "language": article.language,
        "languages": "; ".join(article.languages),
        "original_held": "yes" if article.original_held else "no",
        "permalink": article.permalink,
        "version_address": article.version_address,
    }


def write_atom(listing: Listing) -> str:
    """Write a list as an Atom feed (RFC 4287), paged by RFC 5005, with OpenSearch's totals."""
    feed = Element("feed", {**_NAMESPACES, "xml:lang": "en"})
    address = listing.addresses["alternate"]
    _add(feed, "id", atom_id(address))
    _add(feed, "title", listing.title)
    _add(feed, "updated", _instant(listing.updated))
    _add(SubElement(feed, "author"), "name", listing.archive)
    for relation, target in listing.addresses.items():
        kind = "text/html" if relation == "alternate" else ATOM_TYPE
        SubElement(feed, "link", {"rel": relation, "type": kind, "href": target})
    for name, value in (
        ("totalResults", listing.total),
        ("startIndex", listing.first),
        ("itemsPerPage", listing.size),
    ):
        SubElement(feed, f"opensearch:{name}").text = str(value)
    for article in listing.articles:
        _entry(SubElement(feed, "entry"), article)
    body: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def atom_id(address: str) -> str:
    """An absolute IRI for an address; where the archive has no public one, a tag naming none."""
    if address.startswith(("http://", "https://")):
        return address
    return f"tag:archive.invalid,2026:{address}"


def _entry(entry: Element, article: CitedArticle) -> None:
    lead = article.lead
    _add(entry, "id", atom_id(article.cite_as))
    _add(entry, "title", one_line(lead.title) or article.identifier, lead.language)
    _add(entry, "updated", article.recorded_utc)
    if article.version == 1:
        _add(entry, "published", article.recorded_utc)  # here; 1958 is a dc:date
    authors = [name.direct for name in read_names(article.authors_of(lead), article.language)]
    for author in authors or [archive_name(article)]:
        _add(SubElement(entry, "author"), "name", author)
    _link(entry, "alternate", "text/html", article.permalink)
    _link(entry, "alternate", JSON_TYPE, article.address("json"))
    source = article.in_lead(article.source_names)
    facts = [source, article.date.edtf if article.date else "undated"]
    facts += [f"page {article.page}"] if article.page is not None else []
    facts += [article.original_title] if article.original_title else []
    _add(entry, "summary", ". ".join(one_line(fact) for fact in facts))
    for name, value in (
        ("date", article.date.edtf if article.date else ""),
        ("source", source),
        *(("language", language) for language in article.languages),
    ):
        if value:
            SubElement(entry, f"dc:{name}").text = _writable(value)
    if article.rights_line:
        _add(entry, "rights", article.rights_line)


def _link(entry: Element, relation: str, kind: str, target: str) -> None:
    SubElement(entry, "link", {"rel": relation, "type": kind, "href": target})


def _add(parent: Element, tag: str, text: str, language: str = "") -> None:
    child = SubElement(parent, tag, {"xml:lang": language} if language else {})
    child.text = _writable(text)


def _writable(text: str) -> str:
    return writable(one_line(text))


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
