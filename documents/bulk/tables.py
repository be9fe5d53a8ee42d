"""The tables of the bulk data: their columns, and the rows of an article. Pure.

One declaration serves every file format and every card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from documents.citation.aligned_pairs import LEVELS, list_pairs
from documents.citation.pairs_tsv import pair_facts
from documents.citation.record import CitedArticle, CitedText, anchor_letter

Kind: TypeAlias = Literal["string", "integer", "number", "boolean", "strings", "blocks"]
Row: TypeAlias = Mapping[str, Any]

BLOCK_KEYS = ("id", "kind", "text")


class Column(NamedTuple):
    """A column. An unknown ``string`` is "", an unknown ``integer`` null; ``strings`` are a list.

    ``blocks`` are a list of records of `BLOCK_KEYS`; tables of text have no such column.
    """

    name: str
    kind: Kind
    description: str


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A table: its rows are what ``rows`` makes of each article, and ``key`` names one."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[CitedArticle], Iterator[Row]]


_ARTICLE = (
    Column("identifier", "string", "The article's permanent identifier"),
    Column("version", "integer", "The version of the article, from 1"),
    Column("source", "string", "The key of the source: /sources/<key>/"),
    Column("date", "string", "The printed date in EDTF: 1958-01-24, 1970/1979; empty if undated"),
)
_DAYS = (
    Column("date_from", "string", "The first day that the date may mean; empty if not known"),
    Column("date_to", "string", "The last day that the date may mean; empty if not known"),
)
_ADDRESS = Column("address", "string", "The permanent address of this version, to cite")


def _article(article: CitedArticle) -> dict[str, Any]:
    return {
        "identifier": article.identifier,
        "version": article.version,
        "source": article.source_key,
        "date": article.date.edtf if article.date else "",
    }


def _days(article: CitedArticle) -> dict[str, Any]:
    first, last = article.date.bounds if article.date else (None, None)
    return {
        "date_from": first.isoformat() if first else "",
        "date_to": last.isoformat() if last else "",
    }


def _texts(article: CitedArticle) -> Iterator[Row]:
    for text in article.texts:
        yield _article(article) | _days(article) | _text(article, text)


def _text(article: CitedArticle, text: CitedText) -> dict[str, Any]:
    letter = anchor_letter(article, text)
    return {
        "language": text.language,
        "is_original": text.is_original,
        "title": text.title,
        "byline": text.byline,
        "authors": list(text.authors),
        "translators": list(text.translators),
        "text": "\n\n".join(block.text for block in text.blocks),
        "blocks": [
            {"id": f"{letter}{number}", "kind": block.kind, "text": block.text}
            for number, block in enumerate(text.blocks, start=1)
        ],
        "references": list(text.references),
        "address": article.version_address,
    }


def _pairs(article: CitedArticle) -> Iterator[Row]:
    for pair in list_pairs(article, LEVELS):
        yield pair_facts(article, pair) | {
            "original_ids": [f"p{number}" for number in pair.numbers[0]],
            "translation_ids": [f"t{number}" for number in pair.numbers[1]],
            "original": pair.texts[0],
            "translation": pair.texts[1],
        }


def _metadata(article: CitedArticle) -> Iterator[Row]:
    yield (
        _article(article)
        | _days(article)
        | {
            "date_as_written": article.written_date,
            "source_name": article.in_lead(article.source_names),
            "title": article.lead.title,
            "original_title": article.original_title,
            "language": article.language,
            "languages": list(article.languages),
            "original_held": article.original_held,
            "page": article.page,
            "page_label": article.page_label,
            "section": article.section,
            "column": article.column,
            "authors": list(article.authors_of(article.lead)),
            "translators": list(article.translators),
            "rights_uri": article.rights_uri,
            "rights": article.rights_line,
            "permalink": article.permalink,
            "address": article.version_address,
            "ark": article.ark,
            "sha256": article.sha256,
            "recorded_at": article.recorded_utc,
        }
    )


TABLES: dict[str, BulkTable] = {
    table.name: table
    for table in (
        BulkTable(
            "texts",
            "Texts: one row a language in which an article is held",
            ("identifier", "language"),
            (
                *_ARTICLE,
                *_DAYS,
                Column("language", "string", "The language of the text, a BCP 47 tag"),
                Column("is_original", "boolean", "Whether the article was first printed so"),
                Column("title", "string", "The headline, in one line"),
                Column("byline", "string", "The byline as printed"),
                Column("authors", "strings", "The authors as this text names them"),
                Column("translators", "strings", "Who translated this text"),
                Column("text", "string", "The whole body; an empty line between its blocks"),
                Column("blocks", "blocks", "The body's blocks, with their anchors on the page"),
                Column("references", "strings", "The list of references"),
                _ADDRESS,
            ),
            _texts,
        ),
        BulkTable(
            "pairs",
            "Aligned pairs: passages of an original and of its translation that answer each other",
            ("pair",),
            (
                Column("level", "string", "paragraph or sentence; each level has all of the text"),
                Column("pair", "string", "The pair's name"),
                *_ARTICLE,
                Column("original_language", "string", "A BCP 47 tag"),
                Column("translation_language", "string", "A BCP 47 tag"),
                Column("original_ids", "strings", "The blocks of the original, as anchors"),
                Column("translation_ids", "strings", "The blocks of the translation, as anchors"),
                Column("original", "string", "The passage; empty where nothing answers"),
                Column("translation", "string", "The passage; empty where nothing answers"),
                Column("confidence", "number", "How sure the paragraphs' pairing is, 0 to 1"),
                Column("doubt", "string", "Why the pairing is uncertain; empty where it is not"),
                Column("address", "string", "The permanent address of the passage, to cite"),
            ),
            _pairs,
        ),
        BulkTable(
            "metadata",
            "Metadata: one row an article",
            ("identifier",),
            (
                *_ARTICLE,
                *_DAYS,
                Column("date_as_written", "string", "The date in the source's words, if kept"),
                Column("source_name", "string", "The source's name, in the title's language"),
                Column("title", "string", "The English title where there is one"),
                Column("original_title", "string", "The original's, where that is another"),
                Column("language", "string", "The language of the first printing"),
                Column("languages", "strings", "The languages of the texts held"),
                Column("original_held", "boolean", "Whether the text of the first printing is"),
                Column("page", "integer", "The page of the newspaper"),
                Column("page_label", "string", "The page as printed"),
                Column("section", "string", "The section of the newspaper"),
                Column("column", "string", "The column of the newspaper"),
                Column("authors", "strings", "The authors, as the titled text names them"),
                Column("translators", "strings", "The translators of the titled text"),
                Column("rights_uri", "string", "The rights statement's address"),
                Column("rights", "string", "The rights in words"),
                Column("permalink", "string", "The address of the newest version"),
                _ADDRESS,
                Column("ark", "string", "The ARK; empty where the archive gives none"),
                Column("sha256", "string", "The digest of the file the version was read from"),
                Column("recorded_at", "string", "When the version was recorded, UTC"),
            ),
            _metadata,
        ),
    )
}
