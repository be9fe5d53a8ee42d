"""The tool `search`: articles found, each with the sentence found and what answers it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from django.http import QueryDict
from django.utils.html import strip_tags

from archive.context import Site
from documents.assistants.refusals import ToolRefused
from documents.exchange.article_lists import list_translations, summary
from documents.exchange.citation_records import cite_articles
from documents.hints.query_notes import build_query_notes
from documents.models import Source
from documents.presentation.labels import Names, say_query
from documents.query.addresses import list_address
from documents.query.read_request import BadQuery, SearchFilters
from documents.raw_queries import fetch_sources
from documents.results.edition_search import EditionSearch, search_edition
from documents.results.entries import fetch_articles
from documents.results.matched_words import MatchedWordFinder
from documents.results.quotations import HitQuotation, quote
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher

MOST_HITS = 20  # articles in one answer
_ARGUMENTS = {"q": "query", "from": "date_from", "to": "date_to"}  # of parameters
LAST_HIT = 10_000  # a list is not counted out further

Given: TypeAlias = Mapping[
    str, str | Sequence[str]
]  # parameters of a list, some with several values


def search_articles(given: Given, page: int, limit: int) -> dict[str, Any]:
    """A page of the articles that the parameters of the list select. Raises `ToolRefused`."""
    if not 1 <= limit <= MOST_HITS:
        raise ToolRefused(f"limit: found {limit} expected a number from 1 to {MOST_HITS}")
    if not 1 <= page <= LAST_HIT // limit:
        raise ToolRefused(f"page: found {page} expected a number from 1 to {LAST_HIT // limit}")
    asked, filters = read_request(given)
    first = (page - 1) * limit
    asked = replace(asked, offset=first, limit=limit)
    found = search_index(asked)
    sources = filters.known_sources
    names = Names(sources)
    total = found.response.total
    return {
        "edition": found.edition,
        "permalink": Site().permalink(list_address(replace(asked, offset=0))),
        "read_as": _plain(say_query(total, asked, names)),
        "notes": [
            _plain(note.said) for note in build_query_notes(found, asked, filters.reading, names)
        ],
        "translations": list_translations(asked.translation_in_force),
        "total": total,
        "page": page,
        "next_page": page + 1 if first + limit < min(total, LAST_HIT) else None,
        "articles": list(_entries(found, asked, sources)),
    }


def search_index(asked: SearchRequest) -> EditionSearch:
    """What the index finds. Raises `ToolRefused` where there is none."""
    found = search_edition(asked)
    if found.index is None:
        raise ToolRefused("this archive has no search index yet: its keepers run `reindex`")
    return found


class ToolFilters(SearchFilters):
    """The filters of a tool's arguments, with the sources that they were checked by."""

    known_sources: dict[str, Source]


def read_request(given: Given) -> tuple[SearchRequest, ToolFilters]:
    """The search request of a list's parameters. Raises `ToolRefused` with every fault."""
    query = QueryDict(mutable=True)
    for name, value in given.items():
        if value:
            query.setlist(name, [value] if isinstance(value, str) else value)
    sources = fetch_sources()
    filters = ToolFilters(query, sources.values())
    filters.known_sources = sources
    try:
        return filters.search_request(), filters
    except BadQuery as error:
        faults = [
            f"{_ARGUMENTS.get(name, name)}: {text}"
            for name, texts in error.errors.items()
            for text in texts
        ]
        raise ToolRefused("; ".join(faults)) from error


def _entries(
    found: EditionSearch, asked: SearchRequest, sources: dict[str, Source]
) -> Iterator[dict[str, Any]]:
    rows = fetch_articles([hit.identifier for hit in found.hits], whole=True)
    matcher = Matcher(asked.searched)
    across = asked.translation_in_force
    answers = MatchedWordFinder(across) if across else None
    for row, cited in zip(rows, cite_articles(rows, sources, found.edition), strict=True):
        quotations = [_quotation(one) for one in quote(row, matcher)]
        answered = {one.asked: one.translations for one in answers.find(row)} if answers else {}
        yield summary(cited) | {"quotations": quotations, "answered_words": answered}


def _quotation(quotation: HitQuotation) -> dict[str, Any]:
    return {
        "language": quotation.lang,
        "text": _plain(quotation.text),
        "answer_language": quotation.answer_lang,
        "answer": _plain(quotation.answer),
        "answer_is_certain": quotation.sure,
    }


def _plain(markup: str) -> str:
    return html.unescape(strip_tags(str(markup)))
