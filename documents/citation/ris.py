"""RIS export: ``TAG␠␠-␠value`` lines ended by CRLF, as reference managers import them.

The format has a field for a translated title (TT), so T1 is the title of the original where that is
held, unless a reader asks for another language; BibLaTeX and CSL have one for the original title
and lead with the translation instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from documents.citation import dating
from documents.citation.language_tags import in_language
from documents.citation.names import read_authors, read_names
from documents.citation.pieces import archive_name, identifier_text
from documents.citation.quotations import passage_text
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.translation_tags import written_language

MEDIA_TYPE = "application/x-research-info-systems"

# A document of a collection is "generic": as "manuscript" it would lose the collection in Zotero.
_TYPES = {"newspaper": "NEWS", "encyclopedia": "ENCYC", "periodical": "MGZN", "book": "CHAP"}


def escape(text: str) -> str:
    """A value on one line; RIS has no other escape."""
    return one_line(text).replace("\u3000", " ").strip()


def record(article: CitedArticle, *, accessed: date | None = None) -> str:
    """A RIS record, from ``TY`` to ``ER``. Fields without a value are left out."""
    return "".join(
        f"{tag}  - {value}\r\n"
        for tag, text in _fields(article, accessed)
        if (value := escape(text)) or tag == "ER"
    )


def records(articles: Iterable[CitedArticle], *, accessed: date | None = None) -> str:
    """Several records, an empty line between them."""
    return "\r\n".join(record(article, accessed=accessed) for article in articles)


def _fields(article: CitedArticle, accessed: date | None) -> Iterator[tuple[str, str]]:
    text = article.lead if article.lead_language else article.source_text
    translated = [each for each in article.texts if each is not text]
    yield "TY", _TYPES.get(article.source_kind, "GEN")
    for name in read_names(article.authors_of(text), article.language):
        yield "AU", name.sortable
    for each in (text, *translated):
        for name in read_names(each.translators, article.language):
            yield "A4", name.sortable
    yield "T1", text.title
    for each in translated:
        yield "TT", each.title
    printed_in = in_language(article.source_names, text.language)
    yield "T2", printed_in
    other = in_language(article.source_names, translated[0].language) if translated else ""
    yield "J2", "" if other == printed_in else other
    yield from _dates(article)
    yield "SP", str(article.page) if article.page is not None else article.page_label
    yield "SE", article.section or article.column
    yield "ET", str(article.source_edition or "")
    yield "PB", in_language(article.publisher, text.language)
    yield "CY", in_language(article.place, text.language)
    yield "LA", written_language(text.language)
    yield "ID", article.record_id
    yield "AN", article.ark or article.identifier
    yield "DB", archive_name(article, text.language)
    yield "UR", "" if article.is_local else article.cited_address
    yield "AB", text.abstract
    yield "Y2", accessed.strftime("%Y/%m/%d/") if accessed else ""
    both = [name.direct for name in read_authors(article) if name.characters]
    if both:
        yield "N1", f"Author: {'; '.join(both)}"
    yield "N1", f"Version {article.version}, {identifier_text(article)}"
    if article.is_local:
        yield "N1", f"Local address {article.cited_address}"
    yield "N1", passage_text(article)
    yield "ER", ""


def _dates(article: CitedArticle) -> Iterator[tuple[str, str]]:
    """The fields for dates: ``DA`` as year/month/day/rest; the rest says what numbers cannot."""
    ends = dating.moments(article.date)
    if not ends:
        return
    first = ends[0]
    yield "PY", f"{first.year:04}"
    month = f"{first.month:02}" if first.month else ""
    day = f"{first.day:02}" if first.day else ""
    rest = "" if len(ends) == 1 and first.is_plain else dating.month_day_year(article.date)
    yield "DA", f"{first.year:04}/{month}/{day}/{rest}"
