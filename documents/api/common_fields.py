"""The fields that JSON answers share: their beginning, addresses, articles, sources, years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from django.urls import reverse

from archive.context import Site
from documents.api.schemas.answer import AnswerJson, SourceNameJson
from documents.api.schemas.listed_articles import ListedArticleJson
from documents.api.schemas.sources import PeriodJson, SourceJson
from documents.browsing.holdings import CountedSource, find_date_bounds
from documents.edition import current_edition
from documents.exchange.article_lists import summary
from documents.exchange.citation_records import cite_articles, permanent_url
from documents.models import Article, Source
from documents.query.addresses import query_string
from documents.raw_queries import fetch_sources
from documents.search.request import SearchRequest, SearchResponse

FORMAT_VERSION = 1


def begin(kind: str, page: str, route: str, *arguments: object, query: str = "") -> AnswerJson:
    """The beginning of an answer: its kind, the edition, its page's address and its own."""
    behind = f"?{query}" if query else ""
    return {
        "format": f"parallel-archive/{kind}",
        "format_version": FORMAT_VERSION,
        "edition": edition_digest(),
        "html": permanent_url(page, *arguments) + behind,
        "json": address(route, *arguments) + behind,
    }


def edition_digest() -> str:
    """The digest of the edition being served, "" before the first."""
    edition = current_edition()
    return edition.digest if edition else ""


def address(route: str, *arguments: object) -> str:
    """The address of a machine's route, absolute where the archive has a public address."""
    return Site().permalink(reverse(route, args=arguments))


def list_of(request: SearchRequest) -> str:
    """The address of the articles of a request, as JSON."""
    query = query_string(request)
    path = address("export_list", "json")
    return f"{path}?{query}" if query else path


def list_articles(rows: Iterable[Article]) -> list[ListedArticleJson]:
    """Articles as lists have them. The rows have their seeds and translations."""
    cited = cite_articles(rows, fetch_sources(), edition_digest())
    return [cast("ListedArticleJson", summary(article)) for article in cited]


def name_source_json(source: Source) -> SourceNameJson:
    """A source by key and names."""
    return {"key": source.key, "names": dict(source.names)}


def source_json(counted: CountedSource) -> SourceJson:
    """A source with what is held of it."""
    source, (first, last) = counted.source, counted.span
    return {
        "key": source.key,
        "kind": source.kind,
        "names": dict(source.names),
        "languages": list(source.languages),
        "articles": counted.count,
        "first_year": first.year if first else None,
        "last_year": last.year if last else None,
        "rights": {"uri": source.rights_uri, "statement": source.rights_line},
        "html": permanent_url("source", source.key),
        "json": address("source_json", source.key),
        "list": list_of(SearchRequest(source=(source.key,), sort="oldest")),
    }


def list_years(response: SearchResponse, source: Source | None = None) -> list[PeriodJson]:
    """The years of a search's articles, and the spans that lie in no single year."""
    chosen = SearchRequest(source=(source.key,) if source else (), sort="oldest")
    named = [(f"{year:04}", count) for year, count in sorted(response.timeline.items())]
    named += sorted(response.spans.items())
    return [
        {
            "date": value,
            "articles": count,
            "json": address("source_year_json", source.key, int(value))
            if source and len(value) == 4
            else None,
            "list": list_of_year(chosen, value),
        }
        for value, count in named
    ]


def list_of_year(request: SearchRequest, year: str) -> str:
    """The address of a request's articles of one year, or of one span of years."""
    query = query_string(request, year=(year,))
    return f"{address('export_list', 'json')}?{query}"


def span_of_years(response: SearchResponse) -> tuple[int | None, int | None]:
    """The first and the last year of a search's articles."""
    first, last = find_date_bounds(response)
    return first.year if first else None, last.year if last else None


def write_moment(moment: datetime) -> str:
    """A time in UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def years_between(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """The years of two days."""
    return first.year if first else None, last.year if last else None
