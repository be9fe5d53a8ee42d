"""The exports of the article list: the same query, another suffix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext

from archive.clock import today
from archive.context import Site
from archive.negotiation import Representation
from archive.query_parameters import costly, query_parameters
from documents.citation.exports import EXPORTS, LISTS
from documents.citation.record import CitedArticle
from documents.citation.signposting import Link, fitting
from documents.csv_tables import Cells
from documents.edition import current_edition
from documents.exchange import article_lists
from documents.exchange.article_lists import Listing, list_translations
from documents.exchange.citation_records import cite_articles, permanent_url
from documents.harvesting.atom_feed import ATOM_TYPE
from documents.models import Source
from documents.presentation.labels import Names, say_query
from documents.query import cursor
from documents.query.addresses import PARAMETERS, page_number, query_string
from documents.query.cursor import Cursor
from documents.query.paging import DEEPEST_HIT, PAGE_SIZE
from documents.query.read_request import SearchFilters
from documents.raw_queries import fetch_sources
from documents.results.edition_search import EditionSearch, search_edition
from documents.results.entries import fetch_articles
from documents.search.keyset import find_key
from documents.search.request import SearchRequest, SearchResponse
from documents.views.bad_query import find_faults, refuse_parameters
from documents.views.export_options import CELLS_PARAMETER, OPTIONS, read_options
from documents.views.landing import name_export
from documents.views.lead_language import (
    PARAMETER,
    page_lead_language,
    read_lead_language,
    with_lead_language,
)
from documents.views.machine_response import machine_response

MAX_EXPORTED = 500  # articles in one answer
_WRITERS = {
    "json": (article_lists.write_json, article_lists.JSON_TYPE),
}
_FIRST_NEEDED = ("next", "prev", "first", "last", "alternate", "self")
_SAVED = frozenset({"csv", "bib", "ris", "zotero.rdf", "pairs.tsv", "tmx"})


@query_parameters(*PARAMETERS, cursor.PARAMETER, PARAMETER, *OPTIONS)
@costly
def export_list(request: HttpRequest, suffix: str) -> HttpResponse:
    """The articles of a query in one format, slice by slice; ``next`` leads through all of them.

    ``page`` counts slices, up to the 10,000th article. ``cursor`` is what ``next`` says: it has no
    end in the orders by date and by title.
    """
    sources = fetch_sources()
    filters = SearchFilters(request.GET, sources.values())
    if not filters.is_readable():
        return refuse_parameters(request, find_faults(filters))
    asked = filters.search_request()
    begun = _read_cursor(request, asked)
    if isinstance(begun, str):
        return refuse_parameters(request, {cursor.PARAMETER: [begun]})
    lead = read_lead_language(request)
    if isinstance(lead, HttpResponse):
        return lead
    options = read_options(request)
    if isinstance(options, HttpResponse):
        return options
    size = MAX_EXPORTED
    offset = (page_number(asked) - 1) * size
    # One more than is shown says whether there is one.
    slice_ = replace(asked, offset=offset, limit=size + 1, after=begun.key if begun else None)
    found = search_edition(slice_)
    edition = current_edition()
    if found.is_missing or edition is None:
        missing = gettext("This archive has no search index yet.")
        return refuse_parameters(request, {"": [missing]}, status=503)
    total = found.response.total
    if not begun and offset >= max(min(total, DEEPEST_HIT), 1):
        return refuse_parameters(request, {"page": [_say_end(total, offset)]})
    hits = [hit.identifier for hit in found.hits]
    bodies = suffix in EXPORTS and EXPORTS[suffix].of_pairs
    rows = fetch_articles(hits[:size], seeds=True, whole=bodies)
    cited = cite_articles(rows, sources, found.edition, lead, bodies=bodies)
    before = begun.count if begun else offset
    place = SliceAddresses(suffix, asked, size, total, {PARAMETER: lead} | options, begun)
    following = _next_slice(found, asked, hits, size, before)
    made = Listing(
        articles=cited,
        total=total,
        first=before + 1 if cited else 0,
        size=size,
        edition=found.edition,
        title=f"{Site().name}: {_say(asked, found, sources)}",
        archive=Site().name,
        query=query_string(asked, offset=0),
        addresses=place.find(following),
        whole=place.whole(following),
        counts={} if before else _counts(found.response),
        across=list_translations(asked.translation_in_force),
    )
    return _answer(request, suffix, made, cited, options)


def _counts(response: SearchResponse) -> dict[str, Any]:
    """The counts of a whole list, as the first slice of its JSON says them."""
    return {
        "facets": {
            name: [
                {"value": one.value, "articles": one.count, "selected": one.selected}
                for one in counts
            ]
            for name, counts in response.facets.items()
        },
        "years": {f"{year:04}": count for year, count in sorted(response.timeline.items())}
        | dict(sorted(response.spans.items())),
        "undated": response.undated,
    }


def _read_cursor(request: HttpRequest, asked: SearchRequest) -> Cursor | str | None:
    """The cursor asked with, None where there is none; what is wrong with it, in words."""
    text = request.GET.get(cursor.PARAMETER, "")
    if not text:
        return None
    try:
        read = Cursor.read(text)
    except ValueError:
        return gettext("This is no cursor: take the address that “next” says as it stands.")
    if read.sort != asked.sort:
        return gettext(
            "This cursor belongs to the order %(its)s, and what is asked for is in the order "
            "%(asked)s. Best match (relevance) has no cursor."
        ) % {"its": read.sort, "asked": asked.sort}
    if asked.offset:
        return gettext("Ask with page or with cursor, not with both.")
    return read


def _say_end(total: int, offset: int) -> str:
    if total > offset:
        return gettext(
            "Pages end at the 10,000th article. To read further follow “next”, in an order by date "
            "or by title (sort=oldest, newest, title or recorded)."
        )
    return gettext("No such page: the list ends earlier.")


def _next_slice(
    found: EditionSearch, asked: SearchRequest, hits: Sequence[str], size: int, before: int
) -> Cursor | int | None:
    """Where the list goes on: at a cursor, or at an offset in an order without keys, or nowhere."""
    if len(hits) <= size or found.index is None:
        return None
    key = find_key(found.index, asked.sort, hits[size - 1])
    if key:
        return Cursor(asked.sort, key, before + size)
    return before + size if before + size < DEEPEST_HIT else None


def _say(asked: SearchRequest, found: EditionSearch, sources: dict[str, Source]) -> str:
    return strip_tags(str(say_query(found.response.total, asked, Names(sources))))


@dataclass(frozen=True, slots=True)
class SliceAddresses:
    """The addresses around a slice of a list, by relation."""

    suffix: str
    asked: SearchRequest
    size: int
    total: int
    more: Mapping[str, str]
    begun: Cursor | None

    def find(self, following: Cursor | int | None) -> dict[str, str]:
        """The addresses of this slice, its page, and the slices around it."""
        here, last = page_number(self.asked), max(1, -(-min(self.total, DEEPEST_HIT) // self.size))
        query = query_string(self.asked, offset=0)
        found = {
            "self": self._at(self.begun) if self.begun else self._page(here),
            "alternate": permanent_url("articles") + (f"?{query}" if query else ""),
            "first": self._page(1),
        }
        if here > 1:
            found["previous"] = self._page(here - 1)
        if isinstance(following, Cursor):
            found["next"] = self._at(following)
        elif following is not None:
            found["next"] = self._page(here + 1)
        if not self.begun:
            found["last"] = self._page(last)
        return found

    def whole(self, following: Cursor | int | None) -> str:
        """The same articles in an order that has no end; "" where ``next`` leads through all."""
        if isinstance(following, Cursor) or self.total <= DEEPEST_HIT:
            return ""
        return self._address(query_string(self.asked, sort="oldest"))

    def _page(self, page: int) -> str:
        return self._address(query_string(self.asked, offset=(page - 1) * PAGE_SIZE))

    def _at(self, place: Cursor) -> str:
        said = f"{cursor.PARAMETER}={place.write()}"
        return self._address("&".join(filter(None, (query_string(self.asked, offset=0), said))))

    def _address(self, query: str) -> str:
        path = Site().permalink(reverse("export_list", args=(self.suffix,)))
        more = [urlencode({name: value}) for name, value in self.more.items() if value]
        query = "&".join(filter(None, (query, *more)))
        return f"{path}?{query}" if query else path


def _answer(
    request: HttpRequest,
    suffix: str,
    made: Listing,
    cited: list[CitedArticle],
    options: Mapping[str, str],
) -> HttpResponse:
    if suffix == "csv":
        cells: Cells = "raw" if options.get(CELLS_PARAMETER) == "raw" else "text"
        body, content_type = article_lists.write_csv(made, cells), article_lists.CSV_TYPE
    elif suffix in _WRITERS:
        write, content_type = _WRITERS[suffix]
        body = write(made)
    else:
        form = EXPORTS[suffix]
        body = form.write_list(cited, today(request) if form.dated else None, **options)
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


def represent_list() -> Iterator[Representation]:
    """Every export of a list as a representation of its page; JSON stands first in a tie."""
    types = {suffix: content_type for suffix, (_, content_type) in _WRITERS.items()}
    types |= {"csv": article_lists.CSV_TYPE}
    types |= {suffix: EXPORTS[suffix].media_type for suffix in LISTS}
    for suffix, content_type in types.items():
        media_type = content_type.partition(";")[0]
        yield Representation(media_type, "export_list", {"suffix": suffix})
    yield Representation(ATOM_TYPE, "feed")


def export_links(asked: SearchRequest) -> list[tuple[str, str, str]]:
    """Name, media type and address of every export of a list."""
    query, lead = query_string(asked, offset=0), page_lead_language()
    names = {
        **{suffix: (name_export(suffix), EXPORTS[suffix].media_type) for suffix in LISTS},
        "csv": ("CSV", "text/csv"),
        "json": ("JSON", article_lists.JSON_TYPE),
    }
    return [
        (name, kind, with_lead_language(f"{address}?{query}" if query else address, lead))
        for suffix, (name, kind) in names.items()
        for address in (reverse("export_list", args=(suffix,)),)
    ]
