"""CSL-JSON, the data model of citation processors. Chinese and uncertain names are literals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from documents.citation import dating
from documents.citation.names import Name, read_authors, read_names
from documents.citation.pieces import archive_name, identifier_text
from documents.citation.quotations import passage_text
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.translation_tags import written_language

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

_TYPES = {
    "newspaper": "article-newspaper",
    "encyclopedia": "entry-encyclopedia",
    "periodical": "article-magazine",
    "book": "chapter",
    "documents": "document",
}


def item(article: CitedArticle, *, accessed: date | None = None) -> dict[str, Any]:
    """A CSL-JSON item. Keys without a value are left out; ``language`` is the title's."""
    lead = article.lead
    authors = read_authors(article)
    values: dict[str, Any] = {
        "id": article.record_id,
        "type": _TYPES.get(article.source_kind, "article"),
        "title": one_line(lead.title),
        "original-title": one_line(article.original_title),
        "author": _names(authors),
        "original-author": [{"literal": n.characters} for n in authors if n.characters],
        "translator": _names(read_names(article.translators, article.language)),
        "container-title": one_line(article.in_lead(article.source_names)),
        "issued": _issued(article),
        "page": str(article.page) if article.page is not None else one_line(article.page_label),
        "section": one_line(article.section or article.column),
        "edition": str(article.source_edition or ""),
        "publisher": one_line(article.in_lead(article.publisher)),
        "publisher-place": one_line(article.in_lead(article.place)),
        "language": written_language(lead.language),
        # No "version", "archive" nor "archive_location": styles print the first as the newspaper's
        # or the encyclopedia's, and the others between the paper and its page.
        "source": archive_name(article),
        "URL": "" if article.is_local else article.cited_address,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
        if accessed
        else {},
        "abstract": lead.abstract,
        "annote": passage_text(article),
        "note": _note(article),
    }
    return {key: value for key, value in values.items() if value}


def items(articles: Iterable[CitedArticle], *, accessed: date | None = None) -> str:
    """A CSL-JSON document: always an array, as processors and reference managers read it."""
    listed = [item(article, accessed=accessed) for article in articles]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _names(names: list[Name]) -> list[dict[str, Any]]:
    return [_name(name) for name in names]


def _name(name: Name) -> dict[str, Any]:
    """A name; one with its surname first is marked, so that processors leave its order."""
    if not name.family:
        return {"literal": name.literal}
    marks = {"static-ordering": True} if name.surname_first else {}
    return {"family": name.family, "given": name.given, **marks}


def _issued(article: CitedArticle) -> dict[str, Any]:
    ends = dating.moments(article.date)
    if not ends:
        return {}
    if ends[0].open_side or any(end.span > 1 for end in ends):
        return {"literal": dating.month_day_year(article.date)}
    issued: dict[str, Any] = {"date-parts": [end.parts for end in ends]}
    if any(end.approximate or end.uncertain for end in ends):
        issued["circa"] = True
    return issued


def _note(article: CitedArticle) -> str:
    local = f"; local address {article.cited_address}" if article.is_local else ""
    return f"Version {article.version}, {identifier_text(article)}{local}"
