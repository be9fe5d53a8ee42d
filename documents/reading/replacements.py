"""Withdrawn articles and those in their place: where a withdrawal leads, and what led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from documents.edition import current_edition
from documents.models import Article, Withdrawal

ANCHOR = "replaces"  # where an article's page says what it replaces


@dataclass(frozen=True, slots=True)
class ReplacedArticle:
    """A withdrawn article, and why and when it was withdrawn."""

    identifier: str
    reason: str
    date: date


def find_successor(withdrawal: Withdrawal) -> Article | None:
    """The article that stands in the place of a withdrawn one, if any does.

    Where that was withdrawn too, the one in its place.
    """
    met = {withdrawal.identifier}
    name = withdrawal.successor
    while name and name not in met:
        met.add(name)
        article = Article.objects.newest().filter(identifier=name).first()
        if article is not None:
            return article
        names = Withdrawal.objects.filter(identifier=name).values_list("successor", flat=True)
        name = names.first() or ""
    return None


def list_replaced(identifier: str) -> tuple[ReplacedArticle, ...]:
    """The withdrawn articles whose place an article has taken, in order of their withdrawal."""
    edition = current_edition()
    return _replaced(edition.digest).get(identifier, ()) if edition else ()


@lru_cache(maxsize=2)
def _replaced(edition: str) -> dict[str, tuple[ReplacedArticle, ...]]:
    """All replaced articles of an edition by those in their place: few, and asked for by each page.

    ``edition`` is its digest, and only says when to ask anew.
    """
    rows = {row.identifier: row for row in Withdrawal.objects.exclude(successor="")}
    found: dict[str, list[ReplacedArticle]] = {}
    for row in sorted(rows.values(), key=lambda row: (row.date, row.identifier)):
        met = {row.identifier}
        last = row.successor
        while last in rows and last not in met:
            met.add(last)
            last = rows[last].successor
        found.setdefault(last, []).append(ReplacedArticle(row.identifier, row.reason, row.date))
    return {name: tuple(some) for name, some in found.items()}
