"""The trends page, its table and its drawing."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.trends import MAX_WORDS, Trends, build_trends, write_csv
from documents.hints.query_notes import build_query_notes
from documents.models import Source
from documents.presentation.labels import Names, say_filters
from documents.query.addresses import PARAMETERS
from documents.query.read_request import SearchFilters
from documents.raw_queries import fetch_sources
from documents.results.edition_search import search_edition
from documents.search.request import SearchRequest
from documents.views.bad_query import find_faults, refuse_parameters, refuse_query
from documents.views.export_options import CELLS_PARAMETER, read_cells
from documents.views.machine_response import machine_response
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@query_parameters(*UNORDERED)
@negotiated(
    Representation(JSON, "trends_json"),
    Representation("text/csv", "trends_table"),
    Representation("image/svg+xml", "trends_drawing"),
)
@needs_index
def trends(request: HttpRequest) -> HttpResponse:
    """The trends page: up to five searches along the years, as a drawing and a table."""
    words, every = list_words(request), read_words(request)
    for filters in every or [SearchFilters(request.GET, Source.objects.all())]:
        if not filters.is_readable():
            return refuse_query(request, filters, reverse("documents:trends"))
    asked = share_search_budget(every)
    names = Names(fetch_sources())
    blank = [""] * max(2 - len(words), int(len(words) < MAX_WORDS))
    kept = [(name, value) for name, value in comparison_parameters(request) if name != "q"]
    context = {
        "trends": build_trends(asked, words),
        "words": [*words[:MAX_WORDS], *blank],
        "left_out": words[MAX_WORDS:],
        "remarks": [
            remark
            for one, filters in zip(asked, every, strict=True)
            for remark in build_query_notes(
                search_edition(replace(one, limit=0)), one, filters.reading, names
            )
        ],
        "kept": kept,
        "narrowing": say_filters(replace(asked[0], q=""), names) if asked else "",
        "exports": [
            (kind, f"{reverse(name)}?{urlencode(comparison_parameters(request))}")
            for kind, name in (("CSV", "trends_table"), ("SVG", "trends_drawing"))
        ],
    }
    return render(request, "documents/trends.html", context)


@query_parameters(*UNORDERED, CELLS_PARAMETER)
@needs_index
def trends_table(request: HttpRequest) -> HttpResponse:
    """The trends as a table for a spreadsheet."""
    cells = read_cells(request)
    if isinstance(cells, HttpResponse):
        return cells
    drawn = _compared(request)
    if isinstance(drawn, HttpResponse):
        return drawn
    body = write_csv(drawn, cells)
    return machine_response(body, "text/csv; charset=utf-8; header=present", filename="trends.csv")


@query_parameters(*UNORDERED)
@needs_index
def trends_drawing(request: HttpRequest) -> HttpResponse:
    """The trends as an SVG file, with its style and its legend in it."""
    drawn = _compared(request)
    if isinstance(drawn, HttpResponse):
        return drawn
    body = render_to_string("documents/trends_svg.html", {"trends": drawn}, request)
    response = machine_response(_NOT_XML.sub(" ", body), "image/svg+xml; charset=utf-8")
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _compared(request: HttpRequest) -> Trends | HttpResponse:
    """The trends asked for, or the answer that says why there are none."""
    every = read_words(request)
    for filters in every or [SearchFilters(request.GET, Source.objects.all())]:
        if not filters.is_readable():
            return refuse_parameters(request, find_faults(filters))
    drawn = build_trends(share_search_budget(every), list_words(request))
    if drawn is None:
        said = gettext("Nothing to compare: ask with q=…, up to five times.")
        return refuse_parameters(request, {"": [said]})
    return drawn


def list_words(request: HttpRequest) -> list[str]:
    """The words asked for, as they were typed, each once."""
    return list(dict.fromkeys(word.strip() for word in request.GET.getlist("q") if word.strip()))


def read_words(request: HttpRequest) -> list[SearchFilters]:
    """The searches compared, each word with all the filters."""
    sources = list(Source.objects.all())
    every = []
    for word in list_words(request)[:MAX_WORDS]:
        query = request.GET.copy()
        query.setlist("q", [word])
        every.append(SearchFilters(query, sources))
    return every


def share_search_budget(every: list[SearchFilters]) -> list[SearchRequest]:
    """The searches, which share one search's budget."""
    return [replace(filters.search_request(), searches_on_page=len(every)) for filters in every]


def comparison_parameters(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters of a comparison as its address has them, in their own order."""
    return [
        (name, value) for name in PARAMETERS for value in request.GET.getlist(name) if value.strip()
    ]
