"""Zotero RDF, the richest record that Zotero imports: its unAPI translator asks for it first.

Written for Zotero's *RDF* translator: a creator without a given name is kept in one field, place
comes from the publisher's address, section and container are parts the item belongs to, Extra is
``dc:description``, and a ``bib:Memo`` becomes a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from xml.etree import ElementTree  # nosec B405  # it only writes
from xml.etree.ElementTree import Element, SubElement  # nosec B405

from documents.citation import dating
from documents.citation.meta import item_type
from documents.citation.names import Name, read_authors, read_names
from documents.citation.passage import Passage
from documents.citation.pieces import archive_name
from documents.citation.quotations import quotations
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.citation.styles import cite
from documents.citation.xml_elements import escape as writable
from documents.text_direction import language_attributes
from documents.translation_tags import written_language

MEDIA_TYPE = "application/rdf+xml"

# Declared by hand: ElementTree keeps the prefixes of namespaces in a table all threads share.
_NAMESPACES = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:z": "http://www.zotero.org/namespaces/export#",
    "xmlns:bib": "http://purl.org/net/biblio#",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
    "xmlns:prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "xmlns:vcard": "http://nwalsh.com/rdf/vCard#",
}
_CLASSES = {"newspaper": "bib:Article", "periodical": "bib:Article", "book": "bib:BookSection"}
_CONTAINERS = {
    "newspaper": "bib:Newspaper",
    "periodical": "bib:Periodical",
    "encyclopedia": "bib:Book",
    "book": "bib:Book",
}


def record(article: CitedArticle) -> str:
    """The record of one article; with its passage as a note where it has one."""
    return records([article])


def records(articles: Iterable[CitedArticle]) -> str:
    """The records of several articles in one document."""
    root = Element("rdf:RDF", _NAMESPACES)
    for article in articles:
        _item(root, article)
    ElementTree.indent(root)
    body: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _item(root: Element, article: CitedArticle) -> None:
    kind = _CLASSES.get(article.source_kind, "rdf:Description")
    item = SubElement(root, kind, {"rdf:about": writable(article.cited_address)})
    _add(item, "z:itemType", item_type(article))
    _container(item, article)
    _section(item, article.section or article.column)
    _publisher(item, article)
    _creators(item, "bib:authors", read_authors(article))
    _creators(item, "z:translators", read_names(article.translators, article.language))
    _add(item, "dc:title", article.lead.title or "[Untitled]")
    _add(item, "dcterms:abstract", article.lead.abstract)
    _add(item, "dc:date", _date(article))
    _add(item, "bib:pages", str(article.page) if article.page is not None else article.page_label)
    _add(item, "prism:edition", str(article.source_edition or ""))
    _add(item, "z:language", written_language(article.lead.language))
    _add(item, "dc:rights", article.rights)
    _add(item, "z:archive", archive_name(article))
    _add(item, "dc:coverage", article.ark or article.identifier)
    _add(item, "z:libraryCatalog", archive_name(article))
    if not article.is_local:
        uri = SubElement(SubElement(item, "dc:identifier"), "dcterms:URI")
        _add(uri, "rdf:value", article.cited_address)
    extra = SubElement(item, "dc:description")
    extra.text = "\n".join(writable(one_line(line)) for line in _extra(article))
    if article.passage is not None:
        address = writable(f"{article.cited_address}-note")
        memo = SubElement(
            SubElement(item, "dcterms:isReferencedBy"), "bib:Memo", {"rdf:about": address}
        )
        SubElement(memo, "rdf:value").text = writable(_note(article, article.passage))


def _container(item: Element, article: CitedArticle) -> None:
    if name := _CONTAINERS.get(article.source_kind, ""):
        container = SubElement(SubElement(item, "dcterms:isPartOf"), name)
        _add(container, "dc:title", article.in_lead(article.source_names))


def _section(item: Element, printed: str) -> None:
    if one_line(printed):
        part = SubElement(SubElement(item, "dcterms:isPartOf"), "bib:Part")
        _add(part, "dc:title", printed)


def _publisher(item: Element, article: CitedArticle) -> None:
    name, place = article.in_lead(article.publisher), article.in_lead(article.place)
    if not one_line(name) and not one_line(place):
        return
    body = SubElement(SubElement(item, "dc:publisher"), "foaf:Organization")
    if one_line(place):
        address = SubElement(SubElement(body, "vcard:adr"), "vcard:Address")
        _add(address, "vcard:locality", place)
    _add(body, "foaf:name", name)


def _creators(item: Element, role: str, names: Sequence[Name]) -> None:
    if not names:
        return
    listed = SubElement(SubElement(item, role), "rdf:Seq")
    for name in names:
        person = SubElement(SubElement(listed, "rdf:li"), "foaf:Person")
        _add(person, "foaf:surname", name.family or name.literal)
        _add(person, "foaf:givenName", name.given if name.family else "")


def _date(article: CitedArticle) -> str:
    """A certain date in ISO 8601; one that is not, or an interval, as it is said in English."""
    ends = dating.moments(article.date)
    if len(ends) == 1 and ends[0].is_plain:
        return "-".join(f"{part:02}" for part in ends[0].parts)
    return dating.month_day_year(article.date).replace("–", "-")


def _extra(article: CitedArticle) -> Iterable[str]:
    """The lines of Extra; Zotero hands those by CSL's names to citation processors."""
    if article.is_a_document:  # Zotero's item of a document has no field for it
        yield f"container-title: {article.in_lead(article.source_names)}"
    if article.original_title:
        yield f"original-title: {article.original_title}"
    for name in read_authors(article):
        if name.characters:
            yield f"original-author: {name.characters}"
    yield f"Archive version: {article.version}"
    yield f"Archive edition: {article.edition}"


def _note(article: CitedArticle, passage: Passage) -> str:
    """The passage in both languages, as HTML, with a citation to paste.

    The citation is in the style of the language that leads: as a note where the style has notes.
    """
    parts = []
    for quote in quotations(article, passage):
        blocks = "".join(f"<p>{escape(one_line(block), quote=False)}</p>" for block in quote.blocks)
        attributes = language_attributes(quote.language, "")
        parts.append(f"<blockquote{attributes}>{blocks}</blockquote>")
    styles = cite(article, language=article.lead_language or "en", passage=passage)
    forms = [each for each in styles if each.style == styles[0].style]
    cited = next((each for each in forms if each.form == "note"), forms[0])
    return "".join([*parts, f"<p>{escape(cited.bare_text, quote=False)}</p>"])


def _add(parent: Element, tag: str, text: str) -> None:
    """An element with a text on one line; none where there is no text."""
    if value := one_line(text):
        SubElement(parent, tag).text = writable(value)
