"""The JSON of the pages of sources: all of them, one, its authors, its calendars, an issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from documents.api.common_fields import (
    address,
    begin,
    list_articles,
    list_of,
    list_years,
    name_source_json,
    source_json,
    years_between,
)
from documents.api.schemas.sources import (
    AuthorJson,
    AuthorsJson,
    CalendarJson,
    IssueJson,
    PeriodJson,
    SourcePageJson,
    SourcesJson,
)
from documents.browsing.authors import ON_A_PAGE, AuthorList
from documents.browsing.calendar import DayCounts, find_adjacent_days
from documents.browsing.holdings import CountedSource, count_sources, find_date_bounds
from documents.models import Article, Source
from documents.query.date_bounds import write_dates
from documents.search import OpenIndex
from documents.search.completions import translation_of
from documents.search.request import SearchRequest, SearchResponse
from documents.search.value_spans import ValueSpan


def describe_sources(response: SearchResponse) -> SourcesJson:
    """All sources, by a search for everything."""
    return {
        **begin("sources", "sources", "sources_json"),
        "sources": [source_json(one) for one in count_sources(response)],
    }


def describe_source(
    source: Source,
    response: SearchResponse,
    oldest: Iterable[Article],
    newest: Iterable[Article],
    titles: Iterable[Article],
    following: int | None,
) -> SourcePageJson:
    """One source, by a search for it; ``following`` is the next page of its titles."""
    facets = {name: response.facets.get(name, ()) for name in ("translation", "author")}
    held = [one.count for one in facets["translation"] if one.value == "held"]
    own = address("source_json", source.key)
    return {
        **begin("source", "source", "source_json", source.key),
        "source": source_json(CountedSource(source, response.total, find_date_bounds(response))),
        "publisher": dict(source.publisher),
        "place": dict(source.place),
        "edition_number": source.edition,
        "notes": dict(source.notes),
        "translated": sum(held),
        "authors": address("source_authors_json", source.key) if facets["author"] else None,
        "years": list_years(response, source),
        "oldest": list_articles(oldest),
        "newest": list_articles(newest),
        "titles": list_articles(titles),
        "next": f"{own}?page={following}" if following else None,
    }


def describe_authors(
    source: Source, index: OpenIndex | None, authors: AuthorList, letter: str, page: int
) -> AuthorsJson | None:
    """The authors of a source, or those of one letter, so many a page; None past the last page."""
    first, last = authors.letters[letter] if letter else (0, len(authors.spans))
    start = first + (page - 1) * ON_A_PAGE
    if page > 1 and start >= last:
        return None
    ends = [(end, name) for name, (_, end) in authors.letters.items()]
    shown = range(start, min(start + ON_A_PAGE, last))
    chosen = f"letter={letter}&" if letter else ""
    own = address("source_authors_json", source.key)
    return {
        **begin("authors", "source_authors", "source_authors_json", source.key),
        "source": name_source_json(source),
        "total": len(authors.spans),
        "letters": [
            {"letter": name, "authors": end - begun}
            for name, (begun, end) in authors.letters.items()
        ],
        "authors": [
            _author(source, index, authors.spans[n], next(name for end, name in ends if n < end))
            for n in shown
        ],
        "next": f"{own}?{chosen}page={page + 1}" if start + ON_A_PAGE < last else None,
    }


def _author(source: Source, index: OpenIndex | None, span: ValueSpan, letter: str) -> AuthorJson:
    translated = translation_of(index, "author", span.value) if index else None
    first, last = years_between(span.first, span.last)
    return {
        "name": span.value,
        "translation": translated[0] if translated else "",
        "translation_language": translated[1] if translated else "",
        "letter": letter,
        "articles": span.count,
        "first_year": first,
        "last_year": last,
        "list": list_of(SearchRequest(source=(source.key,), author=(span.value,), sort="oldest")),
    }


def describe_calendar(
    source: Source, parts: Sequence[int], first: date, last: date, counts: DayCounts
) -> CalendarJson:
    """A year or a month of a source: ``parts`` are its numbers, as in its address."""
    kind = ("source_year", "source_month")[len(parts) - 1]
    months = groupby(sorted(counts.days.items()), key=lambda one: one[0].month)
    previous, following = find_adjacent_days(source, first, last)
    inside = SearchRequest(source=(source.key,), sort="oldest")
    return {
        **begin("calendar", kind, f"{kind}_json", source.key, *parts),
        "source": name_source_json(source),
        "date": "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]),
        "articles": sum(counts.days.values()) + sum(counts.inexact.values()),
        "months": [
            _month(source, parts[0], month, sum(count for _, count in days))
            for month, days in months
        ]
        if len(parts) == 1
        else [],
        "days": [_day(source, day, count) for day, count in sorted(counts.days.items())],
        "less_precise": [
            {
                "date": write_dates(*span),
                "articles": count,
                "json": None,
                "list": _list_dated(inside, *span),
            }
            for span, count in sorted(counts.inexact.items())
        ],
        "previous": _near(source, previous, kind, len(parts)),
        "next": _near(source, following, kind, len(parts)),
        "list": list_of(
            SearchRequest(source=(source.key,), date_from=first, date_to=last, sort="oldest")
        ),
    }


def _month(source: Source, year: int, month: int, count: int) -> PeriodJson:
    return {
        "date": f"{year:04}-{month:02}",
        "articles": count,
        "json": address("source_month_json", source.key, year, month),
        "list": list_of(
            SearchRequest(
                source=(source.key,),
                year=(f"{year:04}",),
                month=(f"{year:04}-{month:02}",),
                sort="oldest",
            )
        ),
    }


def _day(source: Source, day: date, count: int) -> PeriodJson:
    return {
        "date": day.isoformat(),
        "articles": count,
        "json": address("issue_json", source.key, day.year, day.month, day.day),
        "list": _list_dated(SearchRequest(source=(source.key,), sort="oldest"), day, day),
    }


def _list_dated(request: SearchRequest, first: date, last: date) -> str:
    return list_of(
        SearchRequest(source=request.source, dated=(write_dates(first, last),), sort=request.sort)
    )


def _near(source: Source, day: date | None, kind: str, width: int) -> str | None:
    if day is None:
        return None
    return address(f"{kind}_json", source.key, *(day.year, day.month, day.day)[:width])


def describe_issue(source: Source, day: date, rows: Sequence[Article]) -> IssueJson:
    """What a source printed on one day, page by page, as the rows have it in order."""
    parts = (day.year, day.month, day.day)
    previous, following = find_adjacent_days(source, day, day)
    pages = groupby(list_articles(rows), key=lambda article: article["page"])
    return {
        **begin("issue", "issue", "issue_json", source.key, *parts),
        "source": name_source_json(source),
        "date": day.isoformat(),
        "articles": len(rows),
        "pages": [{"page": page, "articles": list(some)} for page, some in pages],
        "previous": _near(source, previous, "issue", 3),
        "next": _near(source, following, "issue", 3),
    }
