"""The pages and tables of words in use: concordance and trends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.concordance import (
    ORDERS,
    PAGE,
    Concordance,
    ConcordanceLine,
    Order,
    build_concordance,
    line_address,
    sort_lines,
    write_lines,
)
from documents.corpus.trends import MAX_WORDS, Trends, build_trends, write_csv
from documents.hints.query_notes import build_query_notes
from documents.models import Source
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, Names, guess_language, name_source, say_filters
from documents.query.addresses import PARAMETERS, list_address, parameters
from documents.query.read_request import SearchFilters
from documents.results.answers import find
from documents.results.facets import FacetValue, hidden_fields, lay_out_pages
from documents.search.request import SearchRequest
from documents.views.bad_query import Faults, find_faults, refuse_parameters, refuse_query
from documents.views.export_options import CELLS_PARAMETER, read_cells
from documents.views.machine_response import machine_response
from documents.views.unavailable import needs_index

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
ORDER = "order"  # of a concordance's lines
# The list's filters: no page here shows a list of articles.
UNORDERED = tuple(name for name in PARAMETERS if name not in {"sort", "page"})
_DELIMITERS = {"csv": (",", "text/csv"), "tsv": ("\t", "text/tab-separated-values")}


@query_parameters(*UNORDERED, "page", ORDER)
@negotiated(
    Representation(JSON, "concordance_json"),
    *(
        Representation(media_type, "concordance_table", {"kind": kind})
        for kind, (_, media_type) in _DELIMITERS.items()
    ),
)
@needs_index
def concordance(request: HttpRequest) -> HttpResponse:
    """The concordance page: a hundred lines of at most a thousand, in one of three orders."""
    filters = read_filters(request)
    order, wrong = read_order(request)
    action = reverse("documents:concordance")
    if not filters.is_readable() or wrong:
        return refuse_query(request, filters, action, wrong)
    asked = filters.search_request()
    lines, found = build_concordance(asked)
    query = urlencode(query_pairs(asked, order))
    page = request.GET.get("page") or "1"
    paging = lay_out_pages(f"{action}?{query}", page, len(lines.lines), PAGE)
    if paging is None:
        said = gettext("No such page: the concordance ends earlier.")
        filters.form.add_error("page", said)
        return refuse_query(request, filters, action)
    names = Names(Source.objects.in_bulk())
    shown = sort_lines(lines.lines, order)[paging.first - 1 : paging.last]
    context = {
        "asked": asked,
        "found": found,
        "remarks": build_query_notes(found, asked, filters.reading, names),
        "lines": _show_lines(shown, asked.q, names),
        "concordance": lines,
        "further": _further(asked, order, lines),
        "paging": paging,
        "orders": _orders(asked, order),
        "kept": hidden_fields(asked, "q", "sort"),
        "list_url": list_address(asked),
        "exports": [
            (kind.upper(), f"{reverse('concordance_table', args=[kind])}?{query}")
            for kind in _DELIMITERS
        ],
        "lang_of_q": guess_language(asked.q),
    }
    return render(request, "documents/concordance.html", context)


@query_parameters(*UNORDERED, ORDER, CELLS_PARAMETER)
@needs_index
def concordance_table(request: HttpRequest, kind: str) -> HttpResponse:
    """Every line of the concordance for a spreadsheet, in the order asked for."""
    filters = read_filters(request)
    order, wrong = read_order(request)
    if not filters.is_readable() or wrong:
        return refuse_parameters(request, find_faults(filters, wrong))
    cells = read_cells(request)
    if isinstance(cells, HttpResponse):
        return cells
    lines, _ = build_concordance(filters.search_request())
    delimiter, content_type = _DELIMITERS[kind]
    body = write_lines(sort_lines(lines.lines, order), delimiter, cells)
    return machine_response(
        body, f"{content_type}; charset=utf-8; header=present", filename=f"concordance.{kind}"
    )


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
    asked = shared_requests(every)
    names = Names(Source.objects.in_bulk())
    blank = [""] * max(2 - len(words), int(len(words) < MAX_WORDS))
    kept = [(name, value) for name, value in said_parameters(request) if name != "q"]
    context = {
        "trends": build_trends(asked, words),
        "words": [*words[:MAX_WORDS], *blank],
        "left_out": words[MAX_WORDS:],
        "remarks": [
            remark
            for one, filters in zip(asked, every, strict=True)
            for remark in build_query_notes(
                find(replace(one, limit=0)), one, filters.reading, names
            )
        ],
        "kept": kept,
        "narrowing": say_filters(replace(asked[0], q=""), names) if asked else "",
        "exports": [
            (kind, f"{reverse(name)}?{urlencode(said_parameters(request))}")
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
    drawn = build_trends(shared_requests(every), list_words(request))
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


def shared_requests(every: list[SearchFilters]) -> list[SearchRequest]:
    """The searches, which share one search's budget."""
    return [replace(filters.search_request(), searches_on_page=len(every)) for filters in every]


def said_parameters(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters of a comparison as its address has them, in their own order."""
    return [
        (name, value) for name in PARAMETERS for value in request.GET.getlist(name) if value.strip()
    ]


def read_filters(request: HttpRequest) -> SearchFilters:
    """The search's own parameters; pages of lines are not the list's."""
    query: QueryDict = request.GET.copy()
    query.pop("page", None)
    return SearchFilters(query, Source.objects.all())


def read_order(request: HttpRequest) -> tuple[Order, Faults]:
    """The order of lines asked for, by date where none is; and what is wrong with it."""
    asked = request.GET.get(ORDER) or "date"
    for order in ORDERS:
        if order == asked:
            return order, {}
    said = gettext("“%(value)s” is not an order; the orders are %(known)s.") % {
        "value": asked,
        "known": gettext(", ").join(ORDERS),
    }
    return "date", {ORDER: (Label(gettext("Order")), [said])}


def query_pairs(asked: SearchRequest, order: Order) -> list[tuple[str, str]]:
    """The parameters of a concordance as its address has them."""
    pairs = [(name, value) for name, value in parameters(asked) if name not in {"page", "sort"}]
    return pairs if order == "date" else [*pairs, (ORDER, order)]


def _further(asked: SearchRequest, order: Order, lines: Concordance) -> dict[str, str] | None:
    """The day from which a cut concordance goes on, and its address; None at no later day."""
    day = lines.reached
    if not lines.cut or day is None or (asked.date_from and day <= asked.date_from):
        return None
    query = urlencode(query_pairs(replace(asked, date_from=day), order))
    return {
        "date": say_date(day.isoformat()),
        "url": f"{reverse('documents:concordance')}?{query}",
    }


def _orders(asked: SearchRequest, chosen: Order) -> list[FacetValue]:
    labels = {
        "date": pgettext("order", "By date"),
        "left": pgettext("order", "By left context"),
        "right": pgettext("order", "By right context"),
    }
    path = reverse("documents:concordance")
    return [
        FacetValue(
            Label(labels[order]),
            0,
            f"{path}?{urlencode(query_pairs(asked, order))}",
            order == chosen,
        )
        for order in ORDERS
    ]


def _show_lines(lines: Iterable[ConcordanceLine], q: str, names: Names) -> list[dict[str, object]]:
    """Lines ready to print; the first of each article has the key of its record."""
    met: set[str] = set()
    shown = []
    for line in lines:
        first = line.identifier not in met
        shown.append(_shown(line, q, names) | {"record_id": line.identifier if first else ""})
        met.add(line.identifier)
    return shown


def _shown(line: ConcordanceLine, q: str, names: Names) -> dict[str, object]:
    return {
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        "lang": line.language,
        "url": line_address(line, q),
        "date": say_date(line.date) if line.date else gettext("undated"),
        "source": name_source(names.sources[line.source]),
    }
