"""The article list: words, filters, facets, results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext

from archive.context import Site
from archive.negotiation import negotiated
from archive.query_parameters import costly, query_parameters
from documents.citation.meta import coins
from documents.exchange.citation_records import cite_works
from documents.exchange.data_catalogue import describe_list, write_json_ld
from documents.hints.query_notes import build_query_notes, note_identifiers
from documents.hints.suggested_search import SearchSuggester
from documents.hints.typed_identifier import find_similar_identifiers, is_held, read_identifier
from documents.hints.untranslated import (
    UntranslatedOffer,
    describe_cross_language_search,
    offer_untranslated,
)
from documents.hints.zero_results import help_with_zero_results
from documents.presentation.labels import Names, say_query
from documents.query.addresses import (
    PARAMETERS,
    drop_empty_parameters,
    is_from_form,
    list_address,
    query_string,
)
from documents.query.exclusions import remove_exclusions
from documents.query.paging import PAGE_SIZE, default_sort
from documents.query.read_request import BadQuery, SearchFilters
from documents.raw_queries import fetch_sources
from documents.results.edition_search import EditionSearch, search_edition, translate_names
from documents.results.entries import build_entries, fetch_articles
from documents.results.facets import (
    build_chips,
    build_facets,
    build_orders,
    date_range_values,
    filter_form_fields,
    hidden_fields,
    years_of,
)
from documents.results.matched_words import MatchedWordFinder
from documents.results.navigation import result_link_builder
from documents.results.paging import build_paging
from documents.results.timeline import baseline, build_timeline
from documents.search import PendingSearch, start_search
from documents.search.clauses import Clause, write
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher
from documents.views.bad_query import refuse_query
from documents.views.feed import feed_address
from documents.views.lead_language import page_lead_language
from documents.views.list_exports import MAX_EXPORTED, export_links, represent_list


@query_parameters(*PARAMETERS)
@negotiated(*represent_list())
@costly
def articles(request: HttpRequest) -> HttpResponse:
    """The list page: articles that answer a query; with status 400, the faults of the query."""
    sources = fetch_sources()
    filters = SearchFilters(request.GET, sources.values())
    if is_from_form(request.GET):
        return redirect(_tidy(request, filters))
    try:
        asked = filters.search_request()
    except BadQuery:
        return refuse_query(request, filters, reverse("documents:articles"))
    identifier = read_identifier(asked.q) if asked.offset == 0 else ""
    if identifier and is_held(identifier):
        return redirect("documents:article", identifier)
    found = search_edition(asked)
    everything = _begin_with_everything(found, asked)
    # What the question alone says is said while the index looks for hits, and what can be said of
    # these while it is still counting.
    said = _repeat(asked)
    matcher, carried = Matcher(asked.searched), result_link_builder(asked)
    across = asked.translation_in_force
    ranks = {hit.identifier: rank for rank, hit in enumerate(found.hits, asked.offset + 1)}
    rows = fetch_articles(list(ranks), texts=bool(asked.q))
    entries = build_entries(
        rows,
        sources,
        query=lambda article: carried(ranks[article.identifier]),
        matcher=matcher,
        answers=MatchedWordFinder(across) if across else None,
    )
    works = cite_works(rows, sources, page_lead_language())
    spans = [*map(coins, works)]
    paging = build_paging(asked, found.response.total)
    if paging.first > max(found.response.total, 1):
        filters.form.add_error("page", gettext("No such page: the list ends earlier."))
        return refuse_query(request, filters, reverse("documents:articles"))
    names = Names(sources, translate_names(asked, found))
    facets = build_facets(asked, found.response, names)
    empty = not found.response.total and not found.is_missing
    heading = say_query(found.response.total, asked, names)
    context = said | {
        "found": found,
        "said": heading,
        "json_ld": write_json_ld(
            describe_list(
                Site().permalink(said["canonical"]),
                strip_tags(str(heading)),
                works,
                first=paging.first,
                total=found.response.total,
            )
        ),
        "entries": [replace(entry, coins=span) for entry, span in zip(entries, spans, strict=True)],
        "facets": facets,
        "kept_by_filters": filter_form_fields(asked, facets),
        "remarks": [
            *note_identifiers(find_similar_identifiers(identifier) if identifier else ()),
            *build_query_notes(found, asked, filters.reading, names),
        ],
        "untranslated": _offer_untranslated(found, asked, names),
        "across": describe_cross_language_search(asked),
        "advice": help_with_zero_results(found, asked, names) if empty and not across else None,
        "chips": build_chips(asked, names),
        "paging": paging,
        "years": years_of(facets) if paging.cut and not paging.next else (),
        "timeline": build_timeline(
            asked, found.response, everything.answer() if everything else None
        ),
    }
    status = 503 if found.is_missing else 200
    return render(request, "documents/list.html", context, status=status)


def _offer_untranslated(
    found: EditionSearch, asked: SearchRequest, names: Names
) -> UntranslatedOffer | None:
    """The offer of articles in the other language alone; for words on a first page."""
    if found.index is None or not asked.q or asked.offset:
        return None
    guide = SearchSuggester(found.index, names)
    return offer_untranslated(guide, asked)


def _tidy(request: HttpRequest, filters: SearchFilters) -> str:
    """The canonical address of what a form sent; the words as typed where they say a filter."""
    if filters.is_readable() and filters.reading is None:
        return list_address(filters.search_request(), offset=0)
    return drop_empty_parameters(request.GET)


def _repeat(asked: SearchRequest) -> dict[str, Any]:
    """The parts of the page that only repeat the query, whatever its answer."""
    words = remove_exclusions(asked.q)
    return {
        "asked": asked,
        "exports": export_links(asked),
        "feed": feed_address(asked),
        "export_limit": MAX_EXPORTED,
        "orders": build_orders(asked),
        "bounds": date_range_values(asked),
        "kept_by_search": hidden_fields(asked, "q", "rendering"),
        "clear": list_address(SearchRequest(q=words, sort=default_sort(words))),
        "canonical": list_address(asked),
        "in_use": _words_in_use(asked),
        "narrowed": asked != SearchRequest(sort=asked.sort, offset=asked.offset, limit=PAGE_SIZE),
    }


def _words_in_use(asked: SearchRequest) -> str:
    """The query for pages of words in use: of a list in the other language, its translations."""
    asked = replace(asked, offset=0)
    if across := asked.translation_in_force:
        either = Clause(across.query.leaves)
        excluded = [clause for clause in across.query.clauses if clause.excluded]
        q = write([either, *excluded] if either.leaves else excluded)
        asked = replace(asked, q=q, across=False, rendering=())
    return query_string(asked, sort=default_sort(asked.q))


def _begin_with_everything(found: EditionSearch, asked: SearchRequest) -> PendingSearch | None:
    """Start the search behind the timeline: all articles of the same stretch."""
    wider = baseline(asked)
    return start_search(found.index, wider) if wider and found.index else None
