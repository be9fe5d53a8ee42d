"""Writes the records of OAI-PMH: headers, Dublin Core (``oai_dc``) and TEI."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it only writes

from documents.citation.names import read_names
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.citation.tei import tei_element
from documents.citation.xml_elements import escape as writable
from documents.seed_store.accession_register import format_time

# What an article is in words, by the kind of its source; else that kind.
_TYPES = {"newspaper": "newspaper article", "documents": "document"}

Field = tuple[str, str, str]  # name, value, language ("" for none)


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """A metadata format: its names, how a record is written in it, how many in one answer."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[CitedArticle], str]
    page_size: int
    whole: bool  # whether it needs the texts


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """The header of a record: its identifier, when it changed last, its sets."""

    identifier: str
    datestamp: datetime
    sets: Sequence[str]
    is_deleted: bool = False

    def write(self) -> str:
        """The header as an element."""
        status = ' status="deleted"' if self.is_deleted else ""
        sets = "".join(element("setSpec", spec) for spec in self.sets)
        stamp = element("datestamp", format_time(self.datestamp))
        return f"<header{status}>{element('identifier', self.identifier)}{stamp}{sets}</header>"


def write_record(header: RecordHeader, metadata: str = "") -> str:
    """A record as an element; a deleted one has no metadata."""
    inside = f"<metadata>{metadata}</metadata>" if metadata else ""
    return f"<record>{header.write()}{inside}</record>\n"


def element(name: str, text: str, language: str = "", **attributes: str) -> str:
    """An element with a text in it."""
    named = {"xml:lang": language} if language else {}
    said = "".join(
        f" {attribute}={quoteattr(writable(value))}"
        for attribute, value in (named | attributes).items()
    )
    return f"<{name}{said}>{escape(writable(text))}</{name}>"


def write_dublin_core(article: CitedArticle) -> str:
    """An article in unqualified Dublin Core; titles and names with their languages."""
    fields = "".join(
        element(f"dc:{name}", one_line(value), language)
        for name, value, language in dict.fromkeys(_fields(article))
        if value
    )
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/'
        f' http://www.openarchives.org/OAI/2.0/oai_dc.xsd">{fields}</oai_dc:dc>'
    )


def _fields(article: CitedArticle) -> Iterator[Field]:
    for text in article.texts:
        yield "title", text.title, text.language
    for text in article.texts:
        for name in read_names(text.authors, article.language):
            yield "creator", name.direct, text.language
    for subject in (article.section, article.column):
        yield "subject", subject, article.language
    yield from _in_languages("publisher", article.publisher)
    for text in article.texts:
        for translator in text.translators:
            yield "contributor", translator, text.language
    yield "date", article.date.edtf if article.date else "", ""
    yield "type", "Text", ""
    yield "type", _TYPES.get(article.source_kind, article.source_kind), "en"
    yield "format", "text/html", ""
    yield "identifier", article.permalink, ""
    yield "identifier", article.version_address, ""
    yield "identifier", article.ark_address if not article.ark_is_trial else "", ""
    page = article.page_label or ("" if article.page is None else str(article.page))
    for language, source in article.source_names.items():
        yield "source", ", ".join(filter(None, (source, page))), language
    for language in article.languages:
        yield "language", language, ""
    yield "relation", article.address("tei.xml"), ""
    yield "rights", article.rights_line, ""
    yield "rights", article.rights_uri, ""


def _in_languages(name: str, values: Mapping[str, str]) -> Iterator[Field]:
    for language, value in values.items():
        yield name, value, language


def write_tei(article: CitedArticle) -> str:
    """An article in TEI, with all its texts; several may stand in one answer."""
    return tei_element(article, prefix=f"a{article.identifier}-")


FORMATS: Mapping[str, MetadataFormat] = {
    made.prefix: made
    for made in (
        MetadataFormat(
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
            write_dublin_core,
            page_size=100,
            whole=False,
        ),
        MetadataFormat(
            "tei",
            "http://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd",
            "http://www.tei-c.org/ns/1.0",
            write_tei,
            page_size=20,
            whole=True,
        ),
    )
}
