"""Related articles, in whatever language and source, and near-duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from documents.current_index import open_current
from documents.models import Article, Source
from documents.raw_queries import fetch_sources
from documents.results.entries import ListEntry, build_entries, fetch_articles
from documents.search.request import Hit
from documents.search.similar import find_duplicates, find_related

SHOWN = 12


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An article with nearly the same text, and how similar it is in words."""

    entry: ListEntry
    said: str


@dataclass(frozen=True, slots=True)
class Related:
    """An article's near-duplicates, and other articles on its matter."""

    twins: tuple[NearDuplicate, ...]
    entries: tuple[ListEntry, ...]


def find_related_articles(article: Article) -> Related:
    """Find related articles when asked, in the index alone; facts are not used."""
    twins, others = find_similar(article)
    return Related(_tell(twins), tuple(_entries(others)))


def find_similar(article: Article) -> tuple[list[Hit], list[str]]:
    """An article's near-duplicates, and the identifiers of others that share its rarest words."""
    index = open_current()
    if index is None:
        return [], []
    rows = article.texts
    titles = [row.title for row in rows if row.title]
    texts = [block.text for row in rows for block in row.blocks]
    languages = [row.language for row in rows if row.title]
    languages += [row.language for row in rows for _ in row.blocks]
    twins = find_duplicates(index, article.identifier)[:SHOWN]
    alike = {twin.identifier for twin in twins}
    limit = SHOWN + len(alike)
    near = find_related(index, article.identifier, titles, texts, limit, languages)
    return twins, [identifier for identifier in near if identifier not in alike][:SHOWN]


def near_duplicates_of(identifier: str) -> tuple[NearDuplicate, ...]:
    """The articles with nearly the same text: said, and never merged."""
    index = open_current()
    return () if index is None else _tell(find_duplicates(index, identifier)[:SHOWN])


def _tell(hits: Sequence[Hit]) -> tuple[NearDuplicate, ...]:
    """Near-duplicates for a page; asks the database only where there are any."""
    if not hits:
        return ()
    alike = {hit.identifier: hit.score for hit in hits}
    rows = fetch_articles(list(alike))
    entries = build_entries(rows, _sources())
    return tuple(
        NearDuplicate(entry, _say(alike[row.identifier]))
        for row, entry in zip(rows, entries, strict=True)
    )


def _entries(identifiers: list[str]) -> list[ListEntry]:
    return build_entries(fetch_articles(identifiers), _sources())


def _sources() -> dict[str, Source]:
    return fetch_sources()


def _say(resemblance: float) -> str:
    if resemblance > 0.97:
        return gettext("The same text")
    return gettext("Nearly the same text (%(share)s%%)") % {"share": round(100 * resemblance)}
