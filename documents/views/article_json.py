"""The pages about an article, for programs: related, source view, citation, changes."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.query_parameters import query_parameters
from documents.api.article_pages import (
    describe_changes,
    describe_citation,
    describe_related,
    describe_source_view,
    describe_word_links,
)
from documents.citation.quotations import quotations
from documents.citation.record import choose_translation
from documents.citation.styles import cite
from documents.exchange.citation_records import cite_article, typeset_names
from documents.reading.rows import arrange_rows
from documents.reading.view_options import read_view_state
from documents.reading.word_links import find_word_links
from documents.views.bad_query import refuse_parameters
from documents.views.json_answer import json_answer
from documents.views.pincite import is_doubtful, list_rows, read_passage_parameters
from documents.views.resolve import Address, resolve, texts_of
from documents.views.unavailable import needs_index


def _address_of(route: str) -> Address:
    """Addresses of a route: the article's own JSON where the newest version is meant."""

    def address(identifier: str, version: int | None) -> str:
        if version is None:
            return reverse("export", args=(identifier, "json"))
        return reverse(route, args=(identifier, version))

    return address


@needs_index
def related_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """An article's near-duplicates, and others on its matter, in whatever language."""

    def address(identifier: str, _: int | None) -> str:
        return reverse("related_json", args=(identifier,))

    wanted = resolve(request, identifier, None, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    return json_answer(describe_related(wanted.shown))


def source_view_json(
    request: HttpRequest, identifier: str, version: int | None = None
) -> HttpResponse:
    """The file that a version came in, line by line, with what each became."""

    def address(identifier: str, version: int | None) -> str:
        if version is None:
            return reverse("source_view_json", args=(identifier,))
        return reverse("source_view_version_json", args=(identifier, version))

    wanted = resolve(request, identifier, version, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    return json_answer(describe_source_view(wanted.shown, version))


@query_parameters("p", "t", "beside")
def cite_json(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """What to cite a version by, in every style; with `p` or `t` a passage, quoted.

    `beside` says which translation is cited.
    """
    wanted = resolve(request, identifier, version, _address_of("cite_json"))
    if isinstance(wanted, HttpResponse):
        return wanted
    cited = cite_article(wanted.shown, wanted.translations)
    cited = choose_translation(cited, request.GET.get("beside", ""))
    cited = replace(cited, lead_language=cited.beside)
    passage, fault = read_passage_parameters(request, cited)
    if fault:
        name = "t" if any(request.GET.getlist("t")) else "p"
        return refuse_parameters(request, {name: [fault]})
    quotes = quotations(cited, passage) if passage else []
    citations = cite(typeset_names(cited), passage=passage)
    doubtful = is_doubtful(list_rows(wanted, cited.beside), quotes)
    return json_answer(describe_citation(cited, passage, quotes, citations, is_doubtful=doubtful))


def changes_json(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """What a version changed against the one before it."""
    wanted = resolve(request, identifier, version, _address_of("changes_json"))
    if isinstance(wanted, HttpResponse):
        return wanted
    return json_answer(describe_changes(wanted.shown, wanted.before))


@query_parameters("beside")
def word_links_json(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The words of a version's two texts that answer each other; `beside` says which translation.

    The reading page asks for them when a reader points at its text.
    """
    wanted = resolve(request, identifier, version, _address_of("word_links_json"))
    if isinstance(wanted, HttpResponse):
        return wanted
    shown = wanted.shown
    showing = read_view_state(request.GET, shown, wanted.translations)
    beside = showing.beside if shown.original_held else None
    rows = arrange_rows(texts_of(shown, beside), "parallel") if beside else []
    links = find_word_links(rows, (shown.language, beside.language if beside else ""))
    query = "" if showing.is_default_beside or not beside else f"beside={beside.language}"
    return json_answer(describe_word_links(shown, beside, links, query))
