"""The exports of the article list: the same query, another suffix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext

from archive.clock import today
from archive.context import Site
from archive.query_parameters import query_parameters
from documents.citation.exports import EXPORTS, LISTS
from documents.citation.record import CitedArticle
from documents.citation.signposting import Link, fitting
from documents.edition import current_edition
from documents.exchange import article_lists
from documents.exchange.article_lists import Listing
from documents.exchange.citation_records import cite_articles, permanent_url
from documents.models import Source
from documents.presentation.labels import Names, say_query
from documents.query.addresses import PARAMETERS, page_of, query_string
from documents.query.paging import DEEPEST_HIT, PAGE_SIZE
from documents.query.read_request import BadQuery, SearchFilters
from documents.results.answers import Found, find
from documents.results.entries import fetch_articles
from documents.search.request import SearchRequest
from documents.views.lead_language import (
    PARAMETER,
    page_lead_language,
    read_lead_language,
    with_lead_language,
)
from documents.views.machine_response import machine_response

MAX_EXPORTED = 500  # articles in one answer; a feed has a page of the list
PLAIN = "text/plain; charset=utf-8"
_WRITERS = {
    "json": (article_lists.write_json, article_lists.JSON_TYPE),
    "csv": (article_lists.write_csv, article_lists.CSV_TYPE),
    "atom": (article_lists.write_atom, article_lists.ATOM_TYPE),
}
_FIRST_NEEDED = ("next", "prev", "first", "last", "alternate", "self")
_SAVED = frozenset({"csv", "bib", "ris", "zotero.rdf"})


@query_parameters(*PARAMETERS, PARAMETER)
def export_list(request: HttpRequest, suffix: str) -> HttpResponse:
    """The articles of a query in one format; ``page`` counts slices of its own size."""
    sources = Source.objects.in_bulk()
    filters = SearchFilters(request.GET, sources.values())
    try:
        asked = filters.search_request()
    except BadQuery as error:
        return _refuse(f"{name}: {text}" for name, texts in error.errors.items() for text in texts)
    lead = read_lead_language(request)
    if isinstance(lead, HttpResponse):
        return lead
    size = PAGE_SIZE if suffix == "atom" else MAX_EXPORTED
    offset = (page_of(asked) - 1) * size
    found = find(replace(asked, offset=offset, limit=size))
    edition = current_edition()
    if found.is_missing or edition is None:
        return machine_response("This archive has no search index yet.\n", PLAIN, status=503)
    if offset >= max(min(found.response.total, DEEPEST_HIT), 1):
        return _refuse([gettext("The list has no such page: it ends sooner.")])
    rows = fetch_articles([hit.identifier for hit in found.response.hits], seeds=True)
    cited = cite_articles(rows, sources, found.edition, lead)
    addresses = dict(_addresses(suffix, asked, size, found.response.total, lead))
    made = Listing(
        articles=cited,
        total=found.response.total,
        first=offset + 1 if cited else 0,
        size=size,
        edition=found.edition,
        updated=edition.published_at,
        title=f"{Site().name}: {_say(asked, found, sources)}",
        archive=Site().name,
        query=query_string(asked, offset=0),
        addresses=addresses,
    )
    return _answer(request, suffix, made, cited)


def _say(asked: SearchRequest, found: Found, sources: dict[str, Source]) -> str:
    return strip_tags(str(say_query(found.response.total, asked, Names(sources))))


def _addresses(
    suffix: str, asked: SearchRequest, size: int, total: int, lead: str
) -> Iterator[tuple[str, str]]:
    """The addresses of this slice, its page, and the slices around it."""
    path = Site().permalink(reverse("export_list", args=(suffix,)))
    last = max(1, -(-min(total, DEEPEST_HIT) // size))
    here = page_of(asked)

    def slice_at(page: int) -> str:
        query = query_string(asked, offset=(page - 1) * PAGE_SIZE)
        return with_lead_language(f"{path}?{query}" if query else path, lead)

    query = query_string(asked, offset=0)
    yield "self", slice_at(here)
    yield "alternate", permanent_url("articles") + (f"?{query}" if query else "")
    yield "first", slice_at(1)
    if here > 1:
        yield "previous", slice_at(here - 1)
    if here < last:
        yield "next", slice_at(here + 1)
    yield "last", slice_at(last)


def _answer(
    request: HttpRequest, suffix: str, made: Listing, cited: list[CitedArticle]
) -> HttpResponse:
    if suffix in _WRITERS:
        write, content_type = _WRITERS[suffix]
        body = write(made)
    else:
        form = EXPORTS[suffix]
        body = form.write_list(cited, today(request) if form.dated else None)
        content_type = form.content_type
    links = [
        # "prev" is the registered name; RFC 5005 calls it "previous".
        Link(target, "prev" if relation == "previous" else relation)
        for relation, target in made.addresses.items()
    ]
    last = made.first + len(cited) - 1 if cited else 0
    filename = f"articles-{made.first}-{last}-of-{made.total}.{suffix}" if suffix in _SAVED else ""
    # Every link repeats the query: six of a long one are more than a header takes.
    shown = fitting(links, _FIRST_NEEDED)
    response = machine_response(body, content_type, shown, filename=filename)
    response.headers["X-Total-Count"] = str(made.total)
    return response


def _refuse(faults: Iterator[str] | list[str]) -> HttpResponse:
    return machine_response("\n".join(faults) + "\n", PLAIN, status=400)


def export_links(asked: SearchRequest) -> list[tuple[str, str, str]]:
    """Name, media type and address of every export of a list."""
    query, lead = query_string(asked, offset=0), page_lead_language()
    names = {
        **{suffix: (EXPORTS[suffix].name, EXPORTS[suffix].media_type) for suffix in LISTS},
        "csv": ("CSV", "text/csv"),
        "json": ("JSON", article_lists.JSON_TYPE),
        "atom": ("Atom", article_lists.ATOM_TYPE),
    }
    return [
        (name, kind, with_lead_language(f"{address}?{query}" if query else address, lead))
        for suffix, (name, kind) in names.items()
        for address in (reverse("export_list", args=(suffix,)),)
    ]
