"""The articles before and after one: in its issue, else in its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.models import Article, Translation
from documents.raw_instances import Row
from documents.raw_queries import Columns, Value, ask, write_select

_NAMED = frozenset({"id", "identifier", "version", "title", "language", "original_held", "source"})
_TITLED = frozenset({"id", "article", "title", "language"})


def _columns(model: type[Row], names: frozenset[str]) -> Columns[Row]:
    others = [one.name for one in model._meta.concrete_fields if one.name not in names]
    return Columns(model, without=others)


_COLUMNS, _TITLES = _columns(Article, _NAMED), _columns(Translation, _TITLED)
# A page that an article does not name comes after all that are named.
_UNPAGED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after one, where there are any."""

    previous: Article | None
    following: Article | None
    in_issue: bool  # in an issue, by page; else in a source, by title


def find_neighbours(article: Article) -> Neighbours:
    """The newest versions next to an article in its source's reading order, with the titles of
    their translations: one query.

    An issue is read by page and then by seed path, articles without a page last; a source without
    issues by title.
    """
    in_issue = article.source.has_issues and article.date_from is not None
    if in_issue:
        where: list[Value] = [article.source_id, article.date_from, article.date_to]
        page = _UNPAGED if article.page is None else article.page
        here: list[Value] = [page, article.path_key, article.identifier]
        question = _IN_ISSUE
    else:
        where = [article.source_id]
        here = [article.title, article.identifier]
        question = _IN_SOURCE
    asked = [*where, article.identifier, *here]
    found: dict[str, Article] = {}
    held: dict[str, list[Translation]] = {"before": [], "after": []}
    for row in ask(question, [*asked, *asked]):
        place = next(row)
        found.setdefault(place, _COLUMNS.read(row))
        # An article without a translation has none of its columns.
        columns = list(row)
        if columns[0] is not None:
            held[place].append(_TITLES.read(iter(columns)))
    for place, one in found.items():
        one.translated = sorted(held[place], key=lambda text: text.pk)
    return Neighbours(found.get("before"), found.get("after"), in_issue=in_issue)


def _question(where: str, order: Sequence[str]) -> str:
    """A query for one row before and one after a place in an order."""
    place = f"({', '.join(order)})"
    values = f"({', '.join(['%s'] * len(order))})"

    def nearest(name: str, than: str, direction: str) -> str:
        ordered = ", ".join(f"{key} {direction}" for key in order)
        # The inner question is answered by an index alone; one row is read.
        nearest_id = write_select(
            "id",
            f"documents_article"
            f" WHERE is_newest AND {where} AND identifier <> %s AND {place} {than} {values}"
            f" ORDER BY {ordered} LIMIT 1",
        )
        return write_select(
            f"'{name}', {_COLUMNS.of('one')}, {_TITLES.of('other')}",
            f"documents_article AS one"
            f" LEFT JOIN documents_translation AS other ON other.article_id = one.id"
            f" WHERE one.id = ({nearest_id})",
        )

    return f"{nearest('before', '<', 'DESC')} UNION ALL {nearest('after', '>', 'ASC')}"


_IN_ISSUE = _question(
    "source_id = %s AND date_from = %s AND date_to = %s",
    (f"coalesce(page, {_UNPAGED})", "path_key", "identifier"),
)
_IN_SOURCE = _question("source_id = %s", ("title", "identifier"))
