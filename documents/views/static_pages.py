"""The static pages: help and about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.negotiation import JSON, Representation, negotiated
from documents.browsing.holdings import list_holdings, say_year_span
from documents.dictionaries.chinese_english import chinese_sources
from documents.dictionaries.installed import list_descriptions
from documents.exchange.data_catalogue import (
    describe_archive,
    describe_dataset,
    write_json_ld,
)
from documents.hints.held_examples import help_topics
from documents.presentation.labels import name_language
from documents.presentation.text_languages import holds_chinese
from documents.results.edition_search import search_edition
from documents.search.request import SearchRequest


@negotiated(Representation(JSON, "help_json"))
def help_page(request: HttpRequest) -> HttpResponse:
    """The help page: how to search, each feature with an example to follow."""
    return render(request, "documents/help.html", {"lessons": help_topics()})


@negotiated(Representation(JSON, "about_json"))
def about(request: HttpRequest) -> HttpResponse:
    """The about page: the archive, its sources, rights, edition and counts."""
    found = search_edition(SearchRequest(limit=0))
    response = found.response
    counts = {
        facet: {count.value: count.count for count in response.facets.get(facet, ())}
        for facet in ("language", "translation")
    }
    holdings = list_holdings(response)
    datasets = [describe_dataset(one.source, one.count, one.years) for one in holdings]
    context = {
        "found": found,
        "json_ld": write_json_ld(describe_archive(datasets)),
        "holdings": holdings,
        "total": response.total,
        "translated": counts["translation"].get("held", 0),
        "span": say_year_span(response),
        "undated": response.undated,
        "draws_on_cedict": not chinese_sources() and (holds_chinese() or not response.total),
        "dictionaries": [
            (one, name_language(one.headword_language), name_language(one.gloss_language))
            for one in list_descriptions()
        ],
    }
    return render(request, "documents/about.html", context)
