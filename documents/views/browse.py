"""The article list: words, filters, facets, results."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from documents.citation.meta import coins
from documents.exchange.cited import cite_articles
from documents.filters import BadQuery, SearchFilters
from documents.finding.advice import advise
from documents.finding.asking import Found, find, name_places
from documents.finding.facets import (
    bounds_written,
    build_chips,
    build_facets,
    build_orders,
    build_paging,
    hidden_fields,
    years_of,
)
from documents.finding.remarks import read_aloud
from documents.finding.results import build_entries, fetch_articles
from documents.finding.timeline import baseline, build_timeline
from documents.finding.trail import carrier
from documents.list_addresses import PAGE_SIZE, default_sort, list_address, query_string
from documents.questions import fetch_sources
from documents.search import search
from documents.search.matching import Matcher
from documents.search.request import SearchRequest, SearchResponse
from documents.views.lists import MOST, export_links
from documents.views.refusing import refuse
from documents.wording import Names, guess_language, say_query


def articles(request: HttpRequest) -> HttpResponse:
    """The articles that answer a query, or, with status 400, what is wrong with the query."""
    sources = fetch_sources()
    filters = SearchFilters(request.GET, sources.values())
    try:
        asked = filters.search_request()
    except BadQuery:
        return refuse(request, filters, reverse("documents:articles"))
    found = find(asked)
    # What can be said of the hits is said while the index is still counting.
    ranks = {hit.identifier: rank for rank, hit in enumerate(found.hits, asked.offset + 1)}
    rows = fetch_articles(list(ranks), texts=bool(asked.q))
    carried = carrier(asked)
    entries = build_entries(
        rows,
        sources,
        query=lambda article: carried(ranks[article.identifier]),
        matcher=Matcher(asked.q),
    )
    spans = [coins(cited) for cited in cite_articles(rows, sources, found.edition)]
    paging = build_paging(asked, found.response.total)
    if paging.first > max(found.response.total, 1):
        filters.form.add_error("page", gettext("The list has no such page: it ends sooner."))
        return refuse(request, filters, reverse("documents:articles"))
    names = Names(sources, name_places(asked, found))
    facets = build_facets(asked, found.response, names)
    empty = not found.response.total and not found.is_missing
    context = {
        "asked": asked,
        "found": found,
        "said": say_query(found.response.total, asked, names),
        "entries": [replace(entry, coins=span) for entry, span in zip(entries, spans, strict=True)],
        "exports": export_links(asked),
        "most_exported": MOST,
        "facets": facets,
        "remarks": read_aloud(found, asked, filters.reading, names),
        "advice": advise(found, asked, names) if empty else None,
        "chips": build_chips(asked, names),
        "orders": build_orders(asked),
        "paging": paging,
        "years": years_of(facets) if paging.cut and not paging.next else (),
        "timeline": build_timeline(asked, found.response, _everything(found, asked)),
        "bounds": bounds_written(asked),
        "kept_by_search": hidden_fields(asked, "q"),
        "kept_by_range": hidden_fields(asked, "from", "to"),
        "clear": list_address(SearchRequest(q=asked.q)),
        "canonical": list_address(asked),
        "in_use": query_string(asked, sort=default_sort(asked.q)),
        "narrowed": asked != SearchRequest(sort=asked.sort, offset=asked.offset, limit=PAGE_SIZE),
        "lang_of_q": guess_language(asked.q),
    }
    status = 503 if found.is_missing else 200
    return render(request, "documents/list.html", context, status=status)


def _everything(found: Found, asked: SearchRequest) -> SearchResponse | None:
    """What stands behind the hits along time: all articles of the same stretch."""
    wider = baseline(asked)
    return search(found.index, wider) if wider and found.index else None
