"""Reads every article of the archive for an export, in the order of identifiers.

Read by key, some at a time: memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from documents.citation.record import CitedArticle
from documents.exchange.citation_records import cite_articles
from documents.models import Article
from documents.raw_queries import fetch_newest, fetch_sources

_AT_ONCE = 100  # articles, with their texts


@contextmanager
def read_snapshot() -> Iterator[None]:
    """A context in which all queries see one state of the archive, though others publish."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def count_articles(source: str = "") -> int:
    """How many articles `cite_archive` gives."""
    rows = Article.objects.newest()
    return rows.filter(source_id=source).count() if source else rows.count()


def cite_archive(edition: str, source: str = "") -> Iterator[CitedArticle]:
    """The newest version of every article, or of a source's, with its texts."""
    sources = fetch_sources()
    rows = Article.objects.newest().order_by("identifier")
    if source:
        rows = rows.filter(source_id=source)
    last = ""
    while True:
        names = list(
            rows.filter(identifier__gt=last).values_list("identifier", flat=True)[:_AT_ONCE]
        )
        if not names:
            return
        found = fetch_newest(names, whole=True)
        yield from cite_articles((found[name] for name in names), sources, edition, bodies=True)
        last = names[-1]
