"""The index's fields, and how an article becomes one of its documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import tantivy

from documents.search.analysis import STEMS, STREAM, Streams, streams
from documents.search.request import IndexDocument

# Part of the index folder's name. Raise it when fields, folding, analysis or variants.txt change.
SCHEMA_VERSION = "1"

FACET_FIELDS = ("source", "year", "month", "language", "translation", "newspaper_page", "place")
_TITLE_KEY = 1000  # characters of a title that give its order


def build_schema() -> tantivy.Schema:
    """``oldest`` and ``by_title`` hold the sort value with the identifier behind it.

    So no two articles are equal in an order, and every machine gives the same pages. ``tie`` does
    the same for equal scores. An article without a date lacks ``oldest`` and comes last either way.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("identifier", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("tie", fast=True)
    for name in (*FACET_FIELDS, "oldest", "by_title"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("first_day", "last_day"):
        builder.add_unsigned_field(name, fast=True, indexed=True)
    for prefix in ("", "title_"):
        builder.add_text_field(f"{prefix}words", tokenizer_name=STEMS, index_option="freq")
        builder.add_text_field(f"{prefix}exact", tokenizer_name=STREAM, index_option="position")
        builder.add_text_field(f"{prefix}han", tokenizer_name=STREAM, index_option="position")
    return builder.build()


def tantivy_document(article: IndexDocument, schema: tantivy.Schema) -> tantivy.Document:
    """An article as Tantivy takes it."""
    headings = [title for title in article.titles.values() if title]
    title = streams(headings)
    text = streams(_values(article, headings))
    fields: dict[str, list[str] | list[int]] = {
        "identifier": [article.identifier],
        "tie": [tie(article.identifier)],
        "source": [article.source],
        "language": list(article.texts),
        "translation": ["held" if article.has_translation else "none"],
        "by_title": [f"{article.title[:_TITLE_KEY]}\0{article.identifier}"],
    }
    for prefix, stream in (("", text), ("title_", title)):
        for name in Streams.__slots__:
            if terms := getattr(stream, name):
                fields[prefix + name] = [terms]
    if article.page is not None:
        fields["newspaper_page"] = [str(article.page)]
    if article.place:
        fields["place"] = [article.place]
    if article.date_from and article.date_to:
        fields |= _dates(article.identifier, article.date_from, article.date_to)
    return tantivy.Document.from_dict(fields, schema)


def tie(identifier: str) -> int:
    """A number that orders identifiers as their first eight bytes do."""
    return int.from_bytes(identifier.encode()[:8].ljust(8, b"\0"), "big")


def _values(article: IndexDocument, headings: list[str]) -> Iterable[str]:
    yield from headings
    if article.column:
        yield article.column
    for blocks in article.texts.values():
        yield from blocks


def _dates(identifier: str, first: date, last: date) -> dict[str, list[str] | list[int]]:
    years = sorted({f"{first.year:04}", f"{last.year:04}"})
    fields: dict[str, list[str] | list[int]] = {
        "year": ["/".join(years)],
        "first_day": [first.toordinal()],
        "last_day": [last.toordinal()],
        "oldest": [f"{first.isoformat()}\0{identifier}"],
    }
    if (first.year, first.month) == (last.year, last.month):
        fields["month"] = [f"{first.year:04}-{first.month:02}"]
    return fields
