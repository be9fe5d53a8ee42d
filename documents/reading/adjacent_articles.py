"""The articles before and after one: in its issue, else in its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from documents.models import Article, Translation
from documents.raw_instances import Row
from documents.raw_queries import Columns, Value, fetch_rows, write_select

_NAMED = frozenset({"id", "identifier", "version", "title", "language", "original_held", "source"})
_TITLED = frozenset({"id", "article", "title", "language"})


def _columns(model: type[Row], names: frozenset[str]) -> Columns[Row]:
    others = [one.name for one in model._meta.concrete_fields if one.name not in names]
    return Columns(model, without=others)


_COLUMNS, _TITLES = _columns(Article, _NAMED), _columns(Translation, _TITLED)
# A page that an article does not name comes after all that are named.
_UNPAGED = 2**31 - 1
_UNDATED = "date_from IS NULL AND date_to IS NULL"
# The columns of the index `issue_order`, behind the source.
_KEYS = ("date_from", "date_to", "page", "path_key", "identifier")
_KEYS_BY_DATE = ("date_from", "date_to", f"coalesce(page, {_UNPAGED})", "path_key", "identifier")
# A condition, the names of the values that it takes, and the order in which the nearest is first.
_Step: TypeAlias = tuple[str, list[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class AdjacentArticles:
    """The articles before and after one, where there are any."""

    previous: Article | None
    following: Article | None
    in_issue: bool  # in an issue, by page; else in a source, by date or title


def find_adjacent_articles(article: Article) -> AdjacentArticles:
    """The newest versions next to an article in its source's reading order, with the titles of
    their translations: one query.

    An issue is read by page and then by seed path, articles without a page last; a collection of
    documents by date and then like an issue, undated ones last; any other source by title.
    """
    in_issue = article.source.has_issues and article.date_from is not None
    if in_issue:
        where: list[Value] = [article.source_id, article.date_from, article.date_to]
        page = _UNPAGED if article.page is None else article.page
        here: list[Value] = [page, article.path_key, article.identifier]
        sql = _IN_ISSUE
    elif article.source.is_ordered_by_date:
        return _read_adjacent(*_in_collection(article), in_issue=False)
    else:
        where = [article.source_id]
        here = [article.title, article.identifier]
        sql = _IN_SOURCE
    asked = [*where, article.identifier, *here]
    return _read_adjacent(sql, [*asked, *asked], in_issue=in_issue)


def _read_adjacent(sql: str, values: list[Value], *, in_issue: bool) -> AdjacentArticles:
    found: dict[str, Article] = {}
    held: dict[str, list[Translation]] = {"before": [], "after": []}
    for row in fetch_rows(sql, values):
        place = next(row)
        found.setdefault(place, _COLUMNS.read(row))
        # An article without a translation has none of its columns.
        columns = list(row)
        if columns[0] is not None:
            held[place].append(_TITLES.read(iter(columns)))
    for place, one in found.items():
        one.translated = sorted(held[place], key=lambda text: text.pk)
    return AdjacentArticles(found.get("before"), found.get("after"), in_issue=in_issue)


def _in_collection(article: Article) -> tuple[str, list[Value]]:
    """A query for both neighbours in a collection of documents, and its values."""
    date: list[Value] = []
    if article.date_from is not None:
        date = [article.date_from, article.date_to]
    page: list[Value] = [] if article.page is None else [article.page]
    sql = _by_date(is_dated=bool(date), is_paged=bool(page))
    known: dict[str, list[Value]] = {
        "date": date,
        "page": page,
        "place": [article.path_key, article.identifier],
    }
    values: list[Value] = []
    for steps in _steps(is_dated=bool(date), is_paged=bool(page)):
        for _, names, _ in steps:
            values += [article.source_id, article.identifier]
            values += [value for name in names for value in known[name]]
    return sql, values


@lru_cache
def _by_date(*, is_dated: bool, is_paged: bool) -> str:
    """A query for both neighbours in the order of dates: of the first step that finds one."""
    before, after = _steps(is_dated=is_dated, is_paged=is_paged)
    parts = (("before", "DESC", before), ("after", "ASC", after))
    return " UNION ALL ".join(
        _write_row(name, _first_found(steps, direction)) for name, direction, steps in parts
    )


def _first_found(steps: Sequence[_Step], direction: str) -> str:
    """The row's number that the first of some steps finds; none has the number 0."""
    asked = (f"({_first(condition, keys, direction)})" for condition, _, keys in steps)
    return f"coalesce({', '.join(asked)}, 0)"


def _steps(*, is_dated: bool, is_paged: bool) -> tuple[list[_Step], list[_Step]]:
    """Where to look for the article before one and after it, the nearest place first.

    Each step is a range of one index, so that an article is found among a million at once.
    """
    same_date, date = ("date_from = %s AND date_to = %s", ["date"]) if is_dated else (_UNDATED, [])
    unpaged = (f"{same_date} AND page IS NULL", date, _KEYS)
    paged = (f"{same_date} AND page IS NOT NULL", date, _KEYS)

    def beside(than: str) -> list[_Step]:
        page, at = ("page = %s", [*date, "page"]) if is_paged else ("page IS NULL", date)
        here = f"{same_date} AND {page} AND (path_key, identifier) {than} (%s, %s)"
        steps: list[_Step] = [(here, [*at, "place"], _KEYS)]
        if is_paged:
            steps.append((f"{same_date} AND page {than} %s", [*date, "page"], _KEYS))
        return steps

    def other_dates(than: str) -> _Step:
        if is_dated:
            return f"(date_from, date_to) {than} (%s, %s)", date, _KEYS_BY_DATE
        return "date_from IS NOT NULL", [], _KEYS_BY_DATE

    before, after = beside("<"), beside(">")
    if is_paged:
        after.append(unpaged)
    else:
        before.append(paged)
    before.append(other_dates("<"))
    if is_dated:
        after += [
            other_dates(">"),
            (f"{_UNDATED} AND page IS NOT NULL", [], _KEYS),
            (f"{_UNDATED} AND page IS NULL", [], _KEYS),
        ]
    return before, after


def _first(condition: str, keys: Sequence[str], direction: str) -> str:
    ordered = ", ".join(f"{key} {direction}" for key in keys)
    return write_select(
        "id",
        f"documents_article WHERE source_id = %s AND is_newest AND identifier <> %s"
        f" AND {condition} ORDER BY {ordered} LIMIT 1",
    )


def _write_row(name: str, nearest_id: str) -> str:
    """A query for one article by its row's number, with the titles of its translations."""
    return write_select(
        f"'{name}', {_COLUMNS.select_list('one')}, {_TITLES.select_list('other')}",
        f"documents_article AS one"
        f" LEFT JOIN documents_translation AS other ON other.article_id = one.id"
        f" WHERE one.id = ({nearest_id})",
    )


def _write_query(where: str, order: Sequence[str]) -> str:
    """A query for one row before and one after a place in an order."""
    place = f"({', '.join(order)})"
    values = f"({', '.join(['%s'] * len(order))})"

    def nearest(name: str, than: str, direction: str) -> str:
        # The inner query is answered by an index alone; one row is read.
        condition = f"{where} AND identifier <> %s AND {place} {than} {values}"
        ordered = ", ".join(f"{key} {direction}" for key in order)
        nearest_id = write_select(
            "id",
            f"documents_article WHERE is_newest AND {condition} ORDER BY {ordered} LIMIT 1",
        )
        return _write_row(name, nearest_id)

    return f"{nearest('before', '<', 'DESC')} UNION ALL {nearest('after', '>', 'ASC')}"


_IN_ISSUE = _write_query(
    "source_id = %s AND date_from = %s AND date_to = %s",
    (f"coalesce(page, {_UNPAGED})", "path_key", "identifier"),
)
_IN_SOURCE = _write_query("source_id = %s", ("title", "identifier"))
