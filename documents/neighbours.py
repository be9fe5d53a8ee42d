"""What stands before and after an article: in its issue, else in its source."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from documents.models import Article, ArticleQuerySet


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after one, where there are any."""

    previous: Article | None
    following: Article | None
    in_issue: bool  # in an issue, by page; else in a source, by title


def find_neighbours(article: Article) -> Neighbours:
    """The newest versions next to an article, in the order its source is read in.

    An issue is read by page and then by seed path, articles without a page last; a source without
    issues by title.
    """
    others = (
        Article.objects.newest()
        .filter(source=article.source_id)
        .exclude(identifier=article.identifier)
        .only("identifier", "version", "title", "language", "original_held", "source_id")
    )
    if article.source.has_issues and article.date_from is not None:
        others = others.filter(date_from=article.date_from, date_to=article.date_to)
        before, after = _around("path_key", article.path_key, article.identifier)
        page_before, page_after = _around_page(article.page, before, after)
        return Neighbours(
            _nearest(others.filter(page_before), ("page", "path_key", "identifier"), back=True),
            _nearest(others.filter(page_after), ("page", "path_key", "identifier"), back=False),
            in_issue=True,
        )
    before, after = _around("title", article.title, article.identifier)
    return Neighbours(
        _nearest(others.filter(before), ("title", "identifier"), back=True),
        _nearest(others.filter(after), ("title", "identifier"), back=False),
        in_issue=False,
    )


def _around(field: str, value: str, identifier: str) -> tuple[Q, Q]:
    """What sorts before a row and what after it, by a field and then by identifier."""
    same = {field: value}
    before = Q(**{f"{field}__lt": value}) | Q(identifier__lt=identifier, **same)
    after = Q(**{f"{field}__gt": value}) | Q(identifier__gt=identifier, **same)
    return before, after


def _around_page(page: int | None, before: Q, after: Q) -> tuple[Q, Q]:
    """The same with the page first; articles without one come after all pages."""
    if page is None:
        unpaged = Q(page__isnull=True)
        return Q(page__isnull=False) | (unpaged & before), unpaged & after
    same = Q(page=page)
    return (
        Q(page__lt=page) | (same & before),
        Q(page__gt=page) | Q(page__isnull=True) | (same & after),
    )


def _nearest(rows: ArticleQuerySet, fields: tuple[str, ...], *, back: bool) -> Article | None:
    """The row next in order. Where nulls go is said, since databases differ on it."""
    order = [
        OrderBy(F(name), descending=back, nulls_first=back or None, nulls_last=not back or None)
        for name in fields
    ]
    return rows.order_by(*order).first()
