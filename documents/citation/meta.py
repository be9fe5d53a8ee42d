"""Meta tags of a page's head: Highwire, Dublin Core, Zotero, Open Graph; and COinS for lists.

Zotero's *Embedded Metadata* translator decides what a reader's library gets, so its rules decide
what is here (and what is not): ``z:itemType`` outranks every other hint; ``citation_journal_title``
would make any page a journal article; ``DC.contributor`` would make a translator the author of an
unsigned article; any ``citation_author`` hides ``z:translators``; ``DC.description`` ends in Extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from documents.citation import dating
from documents.citation.names import Name, read_names
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle, CitedWork
from documents.citation.runs import one_line
from documents.translation_tags import written_language

# Goes into the head as <link rel="…" href="…">: Zotero maps prefixes by them.
SCHEMA_LINKS = (
    ("schema.DC", "http://purl.org/dc/elements/1.1/"),
    ("schema.DCTERMS", "http://purl.org/dc/terms/"),
    ("schema.z", "http://www.zotero.org/namespaces/export#"),
)
_UNSAFE = re.compile(r"[^A-Za-z0-9_.~-]+")  # in a part of an address
_ITEM_TYPES = {
    "newspaper": "newspaperArticle",
    "encyclopedia": "encyclopediaArticle",
    "periodical": "magazineArticle",
    "book": "bookSection",
}


class Tag(NamedTuple):
    """A ``<meta>`` element: its attribute, name, content and ``lang``; a template escapes them."""

    attribute: Literal["name", "property"]
    name: str
    content: str
    language: str = ""


def item_type(article: CitedWork) -> str:
    """The item type in Zotero's terms."""
    return _ITEM_TYPES.get(article.source_kind, "document")


def tags(article: CitedArticle, description: str = "", language: str = "") -> list[Tag]:
    """Every tag of an article's page, in order; none is empty.

    ``description`` is a sentence for link previews, in ``language``; Zotero saves it as the
    abstract.
    """
    found = [*_zotero(article), *_highwire(article), *_dublin_core(article)]
    found += _open_graph(article)
    found.append(_property("og:description", one_line(description), language))
    return [tag for tag in found if tag.content]


def _zotero(article: CitedArticle) -> Iterator[Tag]:
    yield _name("z:itemType", item_type(article))
    for name in read_names(article.translators, article.language):
        yield _name("z:translators", _whole(name))
    yield _name("z:edition", str(article.source_edition or ""))
    yield _name("z:place", one_line(article.in_lead(article.place)))
    yield _name("z:archive", archive_name(article))
    yield _name("z:archiveLocation", article.ark or article.identifier)
    extra = [f"Archive version: {article.version}", f"Archive edition: {article.edition}"]
    if article.is_a_document:  # Zotero's item of a document has no field for it
        extra.insert(0, f"container-title: {one_line(article.in_lead(article.source_names))}")
    if article.original_title:
        # Zotero hands "original-title" in Extra to citation processors as the CSL variable.
        extra.insert(0, f"original-title: {one_line(article.original_title)}")
    yield _name("z:extra", "\n".join(extra))


def _whole(name: Name) -> str:
    """A name as Zotero takes it apart: a body's has no space at which it would."""
    return name.literal.replace(" ", "\u00a0") if name.corporate else name.sortable


def _highwire(article: CitedArticle) -> Iterator[Tag]:
    lead = article.lead
    yield _name("citation_title", one_line(lead.title), lead.language)
    if not article.translators:
        for name in read_names(article.authors_of(lead), article.language):
            yield _name("citation_author", _whole(name))
    yield _name("citation_publication_date", slashed(article))
    yield _name("citation_language", written_language(lead.language))
    page = str(article.page) if article.page is not None else one_line(article.page_label)
    yield _name("citation_firstpage", page)
    yield _name("citation_publisher", one_line(article.in_lead(article.publisher)))
    yield _name("citation_fulltext_html_url", article.permalink)
    yield _name("citation_public_url", article.version_address)


def _dublin_core(article: CitedArticle) -> Iterator[Tag]:
    lead = article.lead
    yield _name("DC.title", one_line(lead.title), lead.language)
    for text in article.texts:
        if text is not lead:
            yield _name("DCTERMS.alternative", one_line(text.title), text.language)
    for name in read_names(article.authors_of(lead), article.language):
        yield _name("DC.creator", _whole(name))
    yield _name("DC.date", article.date.edtf if article.date else "")
    for language in dict.fromkeys(map(written_language, (lead.language, *article.languages))):
        yield _name("DC.language", language)
    # Not a name Zotero may take for a DOI (10/…): an ARK stands in DCTERMS, which it does not read.
    yield _name("DC.identifier", article.identifier if article.is_local else article.permalink)
    yield _name("DCTERMS.identifier", article.ark)
    yield _name("DC.source", one_line(article.in_lead(article.source_names)))
    yield _name("DC.publisher", one_line(article.in_lead(article.publisher)))
    yield _name("DC.rights", one_line(article.rights))
    yield _name("DCTERMS.license", article.rights_uri)
    yield _name("DC.type", "Text")


def _open_graph(article: CitedArticle) -> Iterator[Tag]:
    lead = article.lead
    yield _property("og:type", "article")
    yield _property("og:title", one_line(lead.title), lead.language)
    yield _property("og:url", "" if article.is_local else article.permalink)
    yield _property("og:site_name", archive_name(article))
    yield _property("article:section", one_line(article.section or article.column))


def coins(article: CitedWork) -> str:
    """A COinS: the ``title`` of a ``<span class="Z3988">``, for lists only.

    On an article's own page it would outrank the tags above, which say more.
    """
    lead = article.lead
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", item_type(article)),
        ("rft.title", one_line(lead.title)),
        ("rft.source", one_line(article.in_lead(article.source_names))),
        *(
            ("rft.creator", _whole(name))
            for name in read_names(article.authors_of(lead), article.language)
        ),
        ("rft.date", slashed(article).replace("/", "-")),
        ("rft.pages", str(article.page) if article.page is not None else ""),
        ("rft.publisher", one_line(article.in_lead(article.publisher))),
        ("rft.language", written_language(lead.language)),
        ("rft.identifier", "" if article.is_local else article.version_address),
        ("rft.rights", one_line(article.rights)),
    ]
    return "&".join([f"{key}={_UNSAFE.sub(_quoted, value)}" for key, value in values if value])


def _quoted(unsafe: re.Match[str]) -> str:
    """A run of characters percent-encoded (RFC 3986, 2.1), cached: a list has thousands."""
    return f"%{unsafe[0].encode().hex('%').upper()}"


def slashed(article: CitedWork) -> str:
    """A date as Highwire writes it: 1958/01/24, 1958; an interval as 1970-1979.

    "" for a decade, and for an open interval, which is no year.
    """
    ends = dating.moments(article.date)
    if any(end.span > 1 or end.open_side for end in ends):
        return ""
    return "-".join("/".join(f"{part:02}" for part in end.parts) for end in ends)


def _name(name: str, content: str, language: str = "") -> Tag:
    return Tag("name", name, content, language)


def _property(name: str, content: str, language: str = "") -> Tag:
    return Tag("property", name, content, language)
