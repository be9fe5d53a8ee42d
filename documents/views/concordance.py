"""The concordance page and its tables: each hit with its context and its counterpart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.concordance import (
    ORDERS,
    PAGE,
    Concordance,
    ConcordanceLine,
    build_concordance,
    line_address,
    sort_lines,
    write_lines,
)
from documents.corpus.counterpart_words import (
    quoted_words,
)
from documents.corpus.query_renderings import RenderingMarker, build_renderings
from documents.hints.query_notes import build_query_notes
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, Names, name_primary_language, name_source
from documents.query.addresses import list_address
from documents.raw_queries import fetch_sources
from documents.renderings.counterparts import SURE
from documents.results.facets import FacetValue, hidden_fields
from documents.results.paging import lay_out_pages
from documents.results.quotations import join_pieces
from documents.search.request import SearchRequest
from documents.translation_tags import written_language
from documents.views.bad_query import find_faults, refuse_parameters, refuse_query
from documents.views.concordance_direction import direct_table, line_direction
from documents.views.export_options import CELLS_PARAMETER, read_cells
from documents.views.line_options import (
    LINE_PARAMETERS,
    LineOptions,
    line_pairs,
    read_line_options,
)
from documents.views.machine_response import machine_response
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED, read_filters

DELIMITERS = {"csv": (",", "text/csv"), "tsv": ("\t", "text/tab-separated-values")}


@query_parameters(*UNORDERED, "page", *LINE_PARAMETERS)
@negotiated(
    Representation(JSON, "concordance_json"),
    *(
        Representation(media_type, "concordance_table", {"kind": kind})
        for kind, (_, media_type) in DELIMITERS.items()
    ),
)
@needs_index
def concordance(request: HttpRequest) -> HttpResponse:
    """The concordance page: a hundred lines of at most a thousand, in one of four orders."""
    filters = read_filters(request)
    options, wrong = read_line_options(request)
    action = reverse("documents:concordance")
    if not filters.is_readable() or wrong:
        return refuse_query(request, filters, action, wrong)
    asked = filters.search_request()
    every, found = build_concordance(asked)
    lines = options.select(every)
    query = urlencode(line_pairs(asked, options))
    page = request.GET.get("page") or "1"
    paging = lay_out_pages(f"{action}?{query}", page, len(lines.lines), PAGE)
    if paging is None:
        said = gettext("No such page: the concordance ends earlier.")
        filters.form.add_error("page", said)
        return refuse_query(request, filters, action)
    names = Names(fetch_sources())
    shown = sort_lines(lines.lines, options.order)[paging.first - 1 : paging.last]
    direction = direct_table(shown)
    context = {
        "asked": asked,
        "found": found,
        "remarks": build_query_notes(found, asked, filters.reading, names),
        "lines": _show_lines(shown, asked, names),
        **direction,
        "concordance": lines,
        "every": len(every.lines),
        "paired": any(line.counterpart for line in every.lines),
        "options": options,
        "said_words": _say_words(options),
        "whole_url": f"{action}?{urlencode(line_pairs(asked, LineOptions(options.order)))}",
        "further": _further(asked, options, lines),
        "paging": paging,
        "orders": _orders(asked, options, direction["direction"]),
        "kept": hidden_fields(asked, "q", "sort"),
        "renderings_url": f"{reverse('documents:renderings')}?{urlencode(line_pairs(asked))}",
        "collocations_url": f"{reverse('documents:collocations')}?{urlencode(line_pairs(asked))}",
        "list_url": list_address(asked),
        "exports": [
            (kind.upper(), f"{reverse('concordance_table', args=[kind])}?{query}")
            for kind in DELIMITERS
        ],
    }
    return render(request, "documents/concordance.html", context)


@query_parameters(*UNORDERED, *LINE_PARAMETERS, CELLS_PARAMETER)
@needs_index
def concordance_table(request: HttpRequest, kind: str) -> HttpResponse:
    """Every line of the concordance for a spreadsheet, in the order asked for."""
    filters = read_filters(request)
    options, wrong = read_line_options(request)
    if not filters.is_readable() or wrong:
        return refuse_parameters(request, find_faults(filters, wrong))
    cells = read_cells(request)
    if isinstance(cells, HttpResponse):
        return cells
    every, _ = build_concordance(filters.search_request())
    lines = options.select(every)
    delimiter, content_type = DELIMITERS[kind]
    body = write_lines(sort_lines(lines.lines, options.order), delimiter, cells)
    return machine_response(
        body, f"{content_type}; charset=utf-8; header=present", filename=f"concordance.{kind}"
    )


def _say_words(options: LineOptions) -> str:
    """Which lines are shown, where not all are."""
    words, languages = options.words, options.languages
    said = []
    if languages.text:
        said.append(
            gettext("those in %(language)s") % {"language": name_primary_language(languages.text)}
        )
    if languages.counterpart:
        said.append(
            gettext("those with a counterpart in %(language)s")
            % {"language": name_primary_language(languages.counterpart)}
        )
    if options.near:
        said.append(
            gettext("those with “%(words)s” near the hit") % {"words": quoted_words(options.near)}
        )
    if words.included:
        said.append(
            gettext("those whose counterpart has “%(words)s”")
            % {"words": quoted_words(words.included)}
        )
    if words.excluded:
        said.append(
            gettext("those whose counterpart does not have “%(words)s”")
            % {"words": quoted_words(words.excluded)}
        )
    return pgettext("between clauses", ", ").join(said)


def _further(
    asked: SearchRequest, options: LineOptions, lines: Concordance
) -> dict[str, str] | None:
    """The day from which a cut concordance goes on, and its address; None at no later day."""
    day = lines.reached
    if not lines.cut or day is None or (asked.date_from and day <= asked.date_from):
        return None
    query = urlencode(line_pairs(replace(asked, date_from=day), options))
    return {
        "date": say_date(day.isoformat()),
        "url": f"{reverse('documents:concordance')}?{query}",
    }


def _orders(asked: SearchRequest, options: LineOptions, direction: str) -> list[FacetValue]:
    left, right = pgettext("order", "By left context"), pgettext("order", "By right context")
    if direction == "rtl":  # what comes before a hit stands to the right of it
        left, right = right, left
    labels = {
        "date": pgettext("order", "By date"),
        "left": left,
        "right": right,
        "counterpart": pgettext("order", "By counterpart"),
    }
    path = reverse("documents:concordance")
    return [
        FacetValue(
            Label(labels[order]),
            0,
            f"{path}?{urlencode(line_pairs(asked, replace(options, order=order)))}",
            order == options.order,
        )
        for order in ORDERS
    ]


def _show_lines(
    lines: Iterable[ConcordanceLine], asked: SearchRequest, names: Names
) -> list[dict[str, object]]:
    """Lines ready to print; the first of each article has the key of its record."""
    marker = RenderingMarker(build_renderings(asked)[0])
    met: set[str] = set()
    shown = []
    for line in lines:
        first = line.identifier not in met
        shown.append(
            {
                "left": line.left,
                "keyword": line.keyword,
                "right": line.right,
                "lang": written_language(line.language),
                "direction": line_direction(line),
                "counterpart": mark_counterpart(line, marker),
                "counterpart_lang": written_language(line.counterpart_language),
                "unsure": 0 < line.confidence < SURE and round(100 * line.confidence),
                "url": line_address(line, asked.q),
                "date": say_date(line.date) if line.date else gettext("undated"),
                "source": name_source(names.sources[line.source]),
                "record_id": line.identifier if first else "",
            }
        )
        met.add(line.identifier)
    return shown


def mark_counterpart(
    line: ConcordanceLine, marker: RenderingMarker, search: str = ""
) -> SafeString:
    """The counterpart of a line, the rendering in it marked: the first, or one searched for so."""
    return join_pieces(marker.pieces(line, search))
