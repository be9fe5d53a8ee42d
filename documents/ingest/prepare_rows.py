"""Prepares rows from a seed file's bytes: pure work, done in this process or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from documents.alignment import lexicon
from documents.fields import pack_bytes
from documents.ingest.bulk_insert import Values, database_values, insert, take_keys
from documents.ingest.rows import index_document, make_rows
from documents.models import Article, Translation
from documents.renderings.gloss_index import gloss_index
from documents.search import Prepared, prepare
from documents.seed_store.items import Item
from documents.seed_store.records import Fault, Refused


@dataclass(frozen=True, slots=True)
class PreparedRows:
    """An article prepared: rows to insert, still without keys, and its index document.

    ``content`` is its seed file's, in the database's form.
    """

    content: bytes
    article: Values
    translations: list[Values]
    prepared: Prepared


Outcome: TypeAlias = PreparedRows | tuple[Fault, ...]


def insert_articles(made: Sequence[PreparedRows]) -> None:
    """Insert articles that have their keys, with their translations, which get theirs here."""
    translations = [
        text | {"article_id": one.article["id"]} for one in made for text in one.translations
    ]
    keys = take_keys(Translation, len(translations))
    insert(Article, [one.article for one in made])
    insert(Translation, [{**text, "id": key} for text, key in zip(translations, keys, strict=True)])


def prepare_worker(cache: Path | None) -> None:
    """Load what the first file, or the first search in the other language, would wait for."""
    lexicon.load(cache)
    gloss_index(cache)


def prepare_all(items: Sequence[Item], cache: Path | None) -> list[Outcome]:
    """Prepare each file: its rows, or the faults it is refused for."""
    return [_make(item, cache) for item in items]


def _make(item: Item, cache: Path | None) -> Outcome:
    try:
        claim, record = item.record()
        article, translations = make_rows(item, claim.key, record, cache)
    except Refused as refused:
        return refused.faults
    texts = {text.language: text.blocks for text in record.texts}
    prepared = prepare(index_document(article, translations, texts))
    rows = [database_values(translation) for translation in translations]
    return PreparedRows(pack_bytes(item.data), database_values(article), rows, prepared)
