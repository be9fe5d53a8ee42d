"""The Atom feed of a query: what came, changed and went, by recorded time, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext

from archive.context import Site
from archive.languages import cache_per_language
from archive.query_parameters import costly, query_parameters
from documents.citation.signposting import Link, fitting
from documents.current_index import index_of
from documents.edition import current_edition
from documents.exchange.citation_records import (
    cite_articles,
    permanent_identifier,
    permanent_url,
)
from documents.harvesting.atom_feed import ATOM_TYPE, Feed, FeedEntry, Tombstone, write_feed
from documents.harvesting.changes import Change, ChangeList, find_changes, first_recorded
from documents.harvesting.recorded_time_cursor import read_place, write_place
from documents.models import Source
from documents.presentation.labels import Names, say_filters, say_words
from documents.query.addresses import PARAMETERS, query_string
from documents.query.exclusions import remove_exclusions
from documents.query.paging import PAGE_SIZE, default_sort
from documents.query.read_request import SearchFilters
from documents.raw_queries import fetch_sources
from documents.search import OpenIndex, RecordedPlace, SearchRequest
from documents.views.bad_query import find_faults, refuse_parameters
from documents.views.lead_language import (
    PARAMETER,
    page_lead_language,
    read_lead_language,
    with_lead_language,
)
from documents.views.machine_response import machine_response

AFTER = "after"
_FIRST_NEEDED = ("next", "prev", "first", "last", "alternate", "self")


@query_parameters(*PARAMETERS, PARAMETER, AFTER)
@costly
def feed(request: HttpRequest) -> HttpResponse:
    """One page of the feed of a query; ``after`` names the entry before its first.

    A feed has one order, whatever ``sort`` says, and is followed from page to page by its links.
    """
    sources = fetch_sources()
    filters = SearchFilters(request.GET, sources.values())
    if not filters.is_readable():
        return refuse_parameters(request, find_faults(filters))
    asked = filters.search_request()
    if asked.offset:
        numbered = gettext("A feed has no numbered pages: follow its links.")
        return refuse_parameters(request, {"page": [numbered]})
    lead = read_lead_language(request)
    if isinstance(lead, HttpResponse):
        return lead
    said = request.GET.get(AFTER, "")
    after = read_place(said)
    if said and after is None:
        place = gettext("This is no place in a feed: take the address that its links say.")
        return refuse_parameters(request, {AFTER: [place]})
    edition = current_edition()
    index = index_of(edition.digest) if edition else None
    if edition is None or index is None:
        missing = gettext("This archive has no search index yet.")
        return refuse_parameters(request, {"": [missing]}, status=503)
    asked = replace(asked, sort=default_sort(asked.q))
    found = find_changes(index, asked, PAGE_SIZE, after)
    if after and not found.changes:
        end = gettext("No such page: the list ends earlier.")
        return refuse_parameters(request, {AFTER: [end]})
    newest = found if after is None else find_changes(index, asked, 1)
    addresses = dict(_addresses(index, asked, found, after, lead))
    made = Feed(
        title=_title(asked, sources),
        archive=Site().name,
        updated=_updated(newest, edition.published_at),
        entries=_entries(found.changes, sources, index.edition, lead),
        total=found.articles,
        first=found.articles_before + 1 if found.changes else 0,
        size=PAGE_SIZE,
        addresses=addresses,
    )
    links = [
        # "prev" is the registered name; RFC 5005 calls it "previous".
        Link(target, "prev" if relation == "previous" else relation)
        for relation, target in addresses.items()
    ]
    response = machine_response(write_feed(made), ATOM_TYPE, fitting(links, _FIRST_NEEDED))
    response.headers["X-Total-Count"] = str(found.articles)
    return response


def feed_address(asked: SearchRequest) -> str:
    """The address of a query's feed, whose entries lead in the language of the page."""
    query = query_string(replace(asked, offset=0), sort=default_sort(asked.q))
    path = reverse("feed")
    return with_lead_language(f"{path}?{query}" if query else path, page_lead_language())


@cache_per_language(maxsize=256)
def source_feed(key: str = "") -> str:
    """The address of a source's feed, or of the whole archive's; every page links to it."""
    return feed_address(SearchRequest(source=(key,) if key else (), sort=default_sort("")))


def _title(asked: SearchRequest, sources: dict[str, Source]) -> str:
    """The archive's name and the query, without a count: readers know a feed by its title."""
    words = remove_exclusions(asked.q)
    parts = [say_words(words)] if words else []
    filters = say_filters(asked, Names(sources))
    parts += [filters] if filters else []
    return ": ".join([Site().name, *([", ".join(map(strip_tags, parts))] if parts else [])])


def _updated(newest: ChangeList, otherwise: datetime) -> datetime:
    """When the feed's newest entry was recorded."""
    return newest.changes[0].place.recorded_at if newest.changes else otherwise


def _entries(
    changes: Sequence[Change], sources: dict[str, Source], edition: str, lead: str
) -> list[FeedEntry | Tombstone]:
    rows = [change.article for change in changes if change.article]
    cited = {one.identifier: one for one in cite_articles(rows, sources, edition, lead)}
    corrected = first_recorded(row for row in rows if row.version > 1)
    entries: list[FeedEntry | Tombstone] = []
    for change in changes:
        identifier, recorded_at = change.place.identifier, change.place.recorded_at
        if gone := change.withdrawal:
            successor = permanent_url("article", gone.successor) if gone.successor else ""
            reference = permanent_identifier(identifier)
            entries.append(Tombstone(reference, recorded_at, gone.reason, successor))
        elif row := change.article:
            first = corrected.get(identifier) if row.version > 1 else row.seed.recorded_at
            entries.append(FeedEntry(cited[identifier], recorded_at, first))
    return entries


def _addresses(
    index: OpenIndex,
    asked: SearchRequest,
    found: ChangeList,
    after: RecordedPlace | None,
    lead: str,
) -> Iterator[tuple[str, str]]:
    """The addresses of this page, of the list it follows, and of the pages around it."""
    path = Site().permalink(reverse("feed"))
    query = query_string(asked)

    def page_behind(place: RecordedPlace | None) -> str:
        address = with_lead_language(f"{path}?{query}" if query else path, lead)
        if place is None:
            return address
        return f"{address}{'&' if '?' in address else '?'}{AFTER}={write_place(place)}"

    yield "self", page_behind(after)
    yield "alternate", permanent_url("articles") + (f"?{query}" if query else "")
    yield "first", page_behind(None)
    if after:
        yield "previous", page_behind(_page_before(index, asked, found))
    if not found.is_last:
        yield "next", page_behind(found.changes[-1].place)
    last = _last_page(index, asked, found.total) if found.total > PAGE_SIZE else None
    yield "last", page_behind(last)


def _page_before(index: OpenIndex, asked: SearchRequest, found: ChangeList) -> RecordedPlace | None:
    """The place behind which the page before begins; None for the first page."""
    first = found.changes[0].place
    above = find_changes(index, asked, PAGE_SIZE + 1, first, oldest_first=True).changes
    return above[PAGE_SIZE].place if len(above) > PAGE_SIZE else None


def _last_page(index: OpenIndex, asked: SearchRequest, total: int) -> RecordedPlace:
    """The place behind which the last page begins, counted in full pages from the first."""
    entries = (total - 1) % PAGE_SIZE + 1
    oldest = find_changes(index, asked, entries + 1, oldest_first=True).changes
    return oldest[entries].place
