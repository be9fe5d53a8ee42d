"""Hand-written SQL for the article page: the ORM takes longer to build it than to run it.

Rows come as instances of the same models, converted by the same fields, so that nobody behind this
room knows the difference; what a query leaves out is fetched when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, Generic, TypeAlias

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, models

from documents.fields import UNREADABLE, DamagedValue, SortedJSONField, sort_keys
from documents.models import Article, Edition, SeedFile, Source, Translation
from documents.raw_instances import Row, make_instance, set_related

Value: TypeAlias = str | int | date | None
_Converter: TypeAlias = Callable[[Any], Any]


class Columns(Generic[Row]):
    """A model's columns for a query, in the model's own order, less some."""

    def __init__(self, model: type[Row], *, without: Sequence[str] = ()) -> None:
        fields = [field for field in model._meta.concrete_fields if field.name not in without]
        self._model = model
        self.fields = tuple(fields)
        self._names = tuple(field.attname for field in fields)

    def select_list(self, table: str) -> str:
        """The columns in SQL, qualified by the table or by its alias."""
        return ", ".join(f'{table}."{field.column}"' for field in self.fields)

    def read(self, values: Iterator[Any]) -> Row:
        """An instance out of the next values of a row, as the database gave them."""
        mine = list(islice(values, len(self.fields)))
        try:
            for place, convert in _converters(self, _vendor()):
                mine[place] = convert(mine[place])
        except UNREADABLE as error:
            raise DamagedValue.of(error) from error
        row = make_instance(self._model, zip(self._names, mine, strict=True))
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        return row


class RowsByKey(dict[str, Row]):
    """Rows by a key that other rows name: one that is not there is damage of the database."""

    def __missing__(self, key: str) -> Row:
        raise DamagedValue.of(LookupError(f"{key} is not held"))


@lru_cache(maxsize=1)
def _vendor() -> str:
    """The kind of database; one a process. To ask the connection costs as much as a value."""
    return connection.vendor


@lru_cache
def _converters(columns: Columns[Any], vendor: str) -> tuple[tuple[int, _Converter], ...]:
    """The value converters of a kind of database, by column."""
    found: list[tuple[int, _Converter]] = []
    for place, field in enumerate(columns.fields):
        if isinstance(field, models.JSONField):  # a text, in every database
            found.append((place, orjson.loads))
            if isinstance(field, SortedJSONField):
                found.append((place, sort_keys))
            continue
        column = field.get_col(field.model._meta.db_table)
        for convert in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        ):
            found.append((place, _bind(convert, column)))
    return tuple(found)


def _bind(convert: Callable[..., Any], column: Any) -> _Converter:
    return lambda value: convert(value, column, connection)


def fetch_rows(sql: str, values: Sequence[Value]) -> list[Iterator[Any]]:
    """Run a query. Its rows are each read by `Columns.read` from left to right."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [iter(row) for row in cursor.fetchall()]


def write_select(columns: str, rows: str) -> str:
    """A query for columns of the rows of a table; both are ours, and values stand as ``%s``."""
    return " ".join(("SELECT", columns, "FROM", rows))


_ARTICLE = Columns(Article, without=["lines"])
_SEED = Columns(SeedFile)  # its content too: texts are read by it
_SOURCE = Columns(Source)
_TRANSLATION = Columns(Translation)
_EDITION = Columns(Edition)

_VERSIONS = write_select(
    f"{_ARTICLE.select_list('article')}, {_SEED.select_list('seed')},"
    f" {_SOURCE.select_list('source')}",
    "documents_article AS article"
    " JOIN documents_seedfile AS seed ON seed.id = article.seed_id"
    " JOIN documents_source AS source ON source.key = article.source_id"
    " WHERE article.identifier = %s ORDER BY article.version",
)
_TRANSLATIONS = write_select(
    _TRANSLATION.select_list("one"),
    "documents_translation AS one WHERE one.article_id = %s ORDER BY one.id",
)
_NEWEST_EDITION = write_select(
    _EDITION.select_list("one"), "documents_edition AS one ORDER BY one.id DESC LIMIT 1"
)
_SOURCES = write_select(_SOURCE.select_list("one"), "documents_source AS one")


def fetch_versions(identifier: str) -> list[Article]:
    """Every version of an article, oldest first, with its source and seed: one query."""
    found = []
    for row in fetch_rows(_VERSIONS, [identifier]):
        article = _ARTICLE.read(row)
        set_related(article, "seed", _SEED.read(row))
        article.source = _SOURCE.read(row)
        found.append(article)
    return found


def fetch_translations(article: Article) -> list[Translation]:
    """The translations of a version, in the order of its file: one query."""
    found = [_TRANSLATION.read(row) for row in fetch_rows(_TRANSLATIONS, [article.pk])]
    for translation in found:
        translation.read_beside(article.seed)
    return found


# What a list never prints, and would be slow to unpack.
_UNLISTED = ["lines", "references", "sections", "date_from", "date_to", "doubts"]
_TEXT = ["stored_blocks", "alignment", "sentences"]
_LISTED = (
    Columns(Article, without=[*_UNLISTED, *_TEXT]),
    Columns(Translation, without=[*_UNLISTED, *_TEXT]),
)
_WITH_TEXTS = Columns(Article, without=_UNLISTED), Columns(Translation, without=_UNLISTED)
# Nor does a page of words in use say more than where a text stands, and read it.
_UNSPOKEN = [
    *_UNLISTED,
    *("headline", "authors", "translators", "byline", "notes", "agency", "place", "day"),
    *("layout", "page", "page_label", "section", "column", "path_key", "not_understood"),
]
_PASSAGES = Columns(Article, without=_UNSPOKEN), Columns(Translation, without=_UNSPOKEN)
_CONTENT = Columns(
    SeedFile,
    without=["kind", "collection", "path", "accession", "version", "sha256", "recorded_at"],
)
_WHOLE = Columns(Article, without=["lines"]), Columns(Translation)
_RECORD = Columns(SeedFile, without=["content"])


def fetch_newest(
    identifiers: Sequence[str],
    *,
    texts: bool = False,
    seeds: bool = False,
    whole: bool = False,
    passages: bool = False,
) -> dict[str, Article]:
    """The newest versions of articles by identifier, as lists print them: two queries.

    Each has its translations with it; texts, and seeds, only where asked for. A text comes with its
    seed and that one's content, by which it is read. ``whole`` ones have all that an export of the
    article says, ``passages`` the texts and little else.
    """
    articles, translations = (
        _WHOLE if whole else _PASSAGES if passages else _WITH_TEXTS if texts else _LISTED
    )
    seed_columns = _SEED if texts or whole else _RECORD if seeds else None
    seed_columns = _CONTENT if passages else seed_columns
    found: dict[int, Article] = {}
    if identifiers:
        columns, join = articles.select_list("article"), ""
        if seed_columns:
            columns += f", {seed_columns.select_list('seed')}"
            join = " JOIN documents_seedfile AS seed ON seed.id = article.seed_id"
        sql = write_select(
            columns,
            f"documents_article AS article{join}"
            f" WHERE article.is_newest AND article.identifier IN ({_placeholders(identifiers)})",
        )
        for row in fetch_rows(sql, identifiers):
            article = articles.read(row)
            if seed_columns:
                set_related(article, "seed", seed_columns.read(row))
            found[article.pk] = article
    held: dict[int, list[Translation]] = {pk: [] for pk in found}
    if found:
        sql = write_select(
            translations.select_list("one"),
            f"documents_translation AS one"
            f" WHERE one.article_id IN ({_placeholders(found)}) ORDER BY one.id",
        )
        for row in fetch_rows(sql, list(found)):
            one = translations.read(row)
            if seed_columns:
                one.read_beside(found[one.article_id].seed)
            held[one.article_id].append(one)
    for pk, article in found.items():
        article.translated = held[pk]
    return RowsByKey((article.identifier, article) for article in found.values())


def _placeholders(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def fetch_sources() -> dict[str, Source]:
    """Every source by its key."""
    return RowsByKey((source.key, source) for source in map(_SOURCE.read, fetch_rows(_SOURCES, [])))


def fetch_edition() -> Edition | None:
    """The newest edition: one query, by primary key."""
    return next(map(_EDITION.read, fetch_rows(_NEWEST_EDITION, [])), None)
