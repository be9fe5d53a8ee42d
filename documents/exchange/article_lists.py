"""Writers of article lists for programs: JSON, CSV. Pure: a list in, a text out.

BibTeX, RIS and CSL-JSON lists are `citation.exports`' own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.citation.exports import EXPORTS, LISTS
from documents.citation.names import name_contributors
from documents.citation.quotations import passage_text
from documents.citation.record import CitedArticle
from documents.csv_tables import Cells, write_table
from documents.search.request import TranslatedQuery

CSV_TYPE = "text/csv; charset=utf-8; header=present"
JSON_TYPE = "application/json"
MEDIA_TYPES: dict[str, str] = {
    "json": JSON_TYPE,
    "csv": "text/csv",
    **{suffix: EXPORTS[suffix].media_type for suffix in LISTS},
}
SUFFIXES: tuple[str, ...] = tuple(MEDIA_TYPES)

FORMAT = "parallel-archive/list"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A slice of a list. ``addresses`` are by relation: self, alternate, first, previous, next.

    ``whole`` is the same list in an order that ``next`` leads through to the end, where this one's
    ends before. ``counts`` are of the whole list: facets, years, undated; empty in later slices.
    ``first`` is the rank of its first article, from 1; ``total`` counts the whole list. ``across``
    says how the words were translated, in a list of the other language.
    """

    articles: Sequence[CitedArticle]
    total: int
    first: int
    size: int
    edition: str
    title: str
    archive: str
    query: str
    addresses: dict[str, str]
    whole: str = ""
    counts: Mapping[str, Any] = field(default_factory=dict)
    across: Mapping[str, Any] | None = None


def list_translations(translated: TranslatedQuery | None) -> dict[str, Any] | None:
    """How the words of a list in the other language were translated; None of an ordinary list."""
    if translated is None:
        return None
    return {
        "language": translated.language,
        "other_language": translated.other,
        "words": [
            {
                "word": word.asked,
                "excluded": word.excluded,
                "translations": [
                    {
                        "text": one.text,
                        "weight": round(one.weight, 4),
                        "origin": one.origin,
                        "used": one.used,
                    }
                    for one in word.translations
                ],
            }
            for word in translated.words
        ],
        "unknown": list(translated.unknown),
        "part_is_enough": 0 < translated.query.least < 1,
    }


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
                "contributors": name_contributors(text),
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
        "across": listing.across,
        **{name: listing.counts.get(name) for name in ("facets", "years", "undated")},
        "articles": [summary(article) for article in listing.articles],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


COLUMNS = (
    *(
        "identifier",
        "version",
        "date",
        "date_as_written",
        "source",
        "source_name",
        "title",
        "original_title",
    ),
    *("page", "page_label", "section", "column", "authors", "translators", "language"),
    *("languages", "original_held", "permalink", "version_address"),
)
PASSAGE_COLUMNS = ("passage", "quotation", "cited_address")


def write_csv(listing: Listing, cells: Cells = "text") -> str:
    """Write a list as CSV (RFC 4180), UTF-8 with byte order mark; names separated by ``; ``."""
    rows = [[facts[column] for column in COLUMNS] for facts in map(table_row, listing.articles)]
    return write_table([COLUMNS, *rows], cells=cells)


def write_passages(articles: Iterable[CitedArticle], cells: Cells = "text") -> str:
    """Write articles of any versions as CSV, with what each record has of a passage."""
    rows = [
        [*(table_row(article)[column] for column in COLUMNS), *_passage_cells(article)]
        for article in articles
    ]
    return write_table([(*COLUMNS, *PASSAGE_COLUMNS), *rows], cells=cells)


def _passage_cells(article: CitedArticle) -> tuple[str, str, str]:
    return (
        article.passage.key if article.passage else "",
        passage_text(article),
        article.cited_address,
    )


def table_row(article: CitedArticle) -> dict[str, str | int]:
    """An article's row in a table, by column."""
    return {
        "identifier": article.identifier,
        "version": article.version,
        "date": article.date.edtf if article.date else "",
        "date_as_written": article.written_date,
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
