"""What the pages of words share: their parameters, their frame and their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from documents.csv_tables import Cells
from documents.hints.query_notes import build_query_notes
from documents.models import Source
from documents.presentation.labels import Names
from documents.query.addresses import PARAMETERS, list_address
from documents.query.read_request import SearchFilters
from documents.raw_queries import fetch_sources
from documents.results.edition_search import EditionSearch
from documents.results.facets import hidden_fields
from documents.search.request import SearchRequest
from documents.views.bad_query import find_faults, refuse_parameters, refuse_query
from documents.views.export_options import read_cells
from documents.views.line_options import line_pairs
from documents.views.machine_response import machine_response

Built = TypeVar("Built")
# What narrows a list; words in use are those asked, in whatever language, and have no order.
UNORDERED = tuple(
    name for name in PARAMETERS if name not in {"sort", "page", "across", "rendering"}
)


def answer_page(
    request: HttpRequest,
    name: str,
    build: Callable[[SearchRequest], tuple[Built, EditionSearch]],
    show: Callable[[SearchRequest, Built, Names], Mapping[str, object]],
) -> HttpResponse:
    """The page ``name`` of the words of a search; 400 with the form for one unreadable.

    ``build`` finds them; ``show`` gives what its template needs beside what all have: ``asked``,
    ``found``, ``remarks``, the form's ``action`` and ``kept`` fields, ``list_url`` and ``exports``.
    """
    filters = read_filters(request)
    action = reverse(f"documents:{name}")
    if not filters.is_readable():
        return refuse_query(request, filters, action)
    asked = filters.search_request()
    built, found = build(asked)
    names = Names(fetch_sources())
    context = {
        "action": action,
        "asked": asked,
        "found": found,
        "remarks": build_query_notes(found, asked, filters.reading, names),
        "kept": hidden_fields(asked, "q", "sort"),
        "list_url": list_address(asked),
        "exports": [("CSV", f"{reverse(f'{name}_table')}?{urlencode(line_pairs(asked))}")],
        **show(asked, built, names),
    }
    return render(request, f"documents/{name}.html", context)


def read_filters(request: HttpRequest) -> SearchFilters:
    """The search's own parameters; pages of lines are not the list's."""
    query: QueryDict = request.GET.copy()
    query.pop("page", None)
    return SearchFilters(query, Source.objects.all())


def answer_table(
    request: HttpRequest, write: Callable[[SearchRequest, Cells], str], filename: str
) -> HttpResponse:
    """A table of words for a spreadsheet, of the search in an address; 400 for one unreadable."""
    filters = read_filters(request)
    if not filters.is_readable():
        return refuse_parameters(request, find_faults(filters))
    cells = read_cells(request)
    if isinstance(cells, HttpResponse):
        return cells
    body = write(filters.search_request(), cells)
    return machine_response(body, "text/csv; charset=utf-8; header=present", filename=filename)
