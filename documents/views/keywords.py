"""The keywords page: the words that set filtered articles apart from the rest, and its table."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.keywords import LanguageKeywords, build_keywords, write_keywords
from documents.presentation.labels import Names, name_primary_language, say_filters
from documents.query.addresses import list_address
from documents.query.exclusions import drop_words
from documents.query.paging import default_sort
from documents.raw_queries import fetch_sources
from documents.search.request import SearchRequest
from documents.views.bad_query import refuse_query
from documents.views.export_options import CELLS_PARAMETER
from documents.views.line_options import line_pairs
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED, answer_table, read_filters


@query_parameters(*UNORDERED)
@negotiated(
    Representation(JSON, "keywords_json"),
    Representation("text/csv", "keywords_table"),
)
@needs_index
def keywords(request: HttpRequest) -> HttpResponse:
    """The keywords of the articles that filters leave, each with its list."""
    filters = read_filters(request)
    if not filters.is_readable():
        return refuse_query(request, filters, reverse("documents:keywords"))
    asked = filters.search_request()
    built, found = build_keywords(asked)
    narrowed = drop_words(asked)
    names = Names(fetch_sources())
    context = {
        "found": found,
        "keywords": built,
        "narrowing": say_filters(narrowed, names),
        "is_narrowed": 0 < built.total < built.archive,
        "groups": [_show_group(group, narrowed) for group in built.groups],
        "list_url": list_address(narrowed),
        "exports": [("CSV", f"{reverse('keywords_table')}?{urlencode(line_pairs(narrowed))}")],
    }
    return render(request, "documents/keywords.html", context)


@query_parameters(*UNORDERED, CELLS_PARAMETER)
@needs_index
def keywords_table(request: HttpRequest) -> HttpResponse:
    """The keywords as a table for a spreadsheet."""
    return answer_table(
        request,
        lambda asked, cells: write_keywords(build_keywords(asked)[0], cells),
        "keywords.csv",
    )


def _show_group(group: LanguageKeywords, narrowed: SearchRequest) -> dict[str, object]:
    """The keywords of one language, ready to print."""
    return {
        "language": name_primary_language(group.language),
        "tag": group.language,
        "said": [
            {
                "text": item.text,
                "articles": item.articles,
                "in_archive": item.in_archive,
                "likelihood": f"{item.likelihood:.0f}",
                "url": keyword_address(narrowed, item.search),
            }
            for item in group.items
        ],
    }


def keyword_address(narrowed: SearchRequest, search: str) -> str:
    """The list of the filtered articles that have a word."""
    q = f"{narrowed.q} {search}".strip()
    return list_address(replace(narrowed, q=q, sort=default_sort(q)))
