"""The pages of sources: holdings by year, by month, by day, or by title."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from archive.safe_html import escape_html, fill_message
from documents.browsing.authors import ON_A_PAGE, list_authors
from documents.browsing.calendar import (
    CalendarLink,
    count_days,
    find_adjacent_periods,
    find_less_precise,
    lay_out_month,
    link_to_period,
    read_period,
    select_dated_within,
    weekdays,
)
from documents.browsing.contents_by_date import NOTHING_COUNTED, list_by_date
from documents.browsing.holdings import build_holding, list_holdings, list_years
from documents.browsing.issue_layout import lay_out_issue
from documents.exchange.citation_records import cite_works, permanent_url
from documents.exchange.data_catalogue import (
    describe_archive,
    describe_dataset,
    describe_list,
    write_json_ld,
)
from documents.models import Article, ArticleQuerySet, Source
from documents.presentation.labels import name_source
from documents.query.addresses import list_address
from documents.results.edition_search import EditionSearch, search_edition
from documents.results.entries import build_entries, fetch_articles, with_titles
from documents.results.paging import lay_out_pages
from documents.search.request import SearchRequest
from documents.views import errors
from documents.views.lead_language import page_lead_language

TITLES_ON_A_PAGE = 100
_IN_ISSUE = (F("page").asc(nulls_last=True), "path_key", "identifier")
AT_EITHER_END = 5  # of the oldest and the newest articles a source's page lists


@negotiated(Representation(JSON, "sources_json"))
def sources(request: HttpRequest) -> HttpResponse:
    """The page of all sources: name, kind, span and count."""
    found = search_edition(SearchRequest(limit=0))
    holdings = list_holdings(found.response)
    datasets = [describe_dataset(one.source, one.count, one.years) for one in holdings]
    context = {
        "found": found,
        "holdings": holdings,
        "json_ld": write_json_ld(describe_archive(datasets)),
    }
    return render(request, "documents/sources.html", context)


@query_parameters("page")
@negotiated(Representation(JSON, "source_json"))
def source(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one source: facts, rights, notes; its years, oldest and newest, or its titles."""
    source = find_source(key)
    found = search_edition(SearchRequest(source=(key,), limit=0))
    holding = build_holding(source, found.response)
    context: dict[str, object] = {
        "source": source,
        "found": found,
        "crumbs": [],
        "holding": holding,
        "json_ld": write_json_ld(describe_dataset(source, holding.count, holding.years)),
        "years": list_years(source, found.response, found.index),
        "all_articles": list_address(SearchRequest(source=(key,), sort="oldest")),
        "oldest": [],
        "newest": [],
        "entries": [],
        "canonical": "",
        "authors": _count_authors(found),
    }
    if source.has_issues:
        oldest, newest = (build_entries(rows, {key: source}) for rows in find_source_ends(source))
        context |= {"oldest": oldest, "newest": newest}
    else:
        context |= _titles(request, source, found)
    return render(request, "documents/source.html", context)


def _count_authors(found: EditionSearch) -> int:
    """How many authors the facet lists: whether a source names any."""
    return len(found.response.facets.get("author", ()))


def find_source_ends(source: Source) -> tuple[list[Article], list[Article]]:
    """The oldest and the newest articles of a source; the newest only where they are others."""
    dated = Article.objects.newest().filter(source=source, date_from__isnull=False)
    begun = dated.exclude(date_from=date.min)
    oldest = list(with_titles(begun.order_by("date_from", *_IN_ISSUE)[:AT_EITHER_END]))
    newest = list(with_titles(dated.order_by("-date_from", *_IN_ISSUE)[:AT_EITHER_END]))
    known = {row.pk for row in oldest}
    return oldest, [row for row in newest if row.pk not in known]


def _titles(request: HttpRequest, source: Source, found: EditionSearch) -> dict[str, object]:
    """One page of the titles of a source without issues, in its order."""
    path = reverse("documents:source", args=[source.key])
    total = found.response.total
    paging = lay_out_pages(path, request.GET.get("page", "1"), total, TITLES_ON_A_PAGE)
    if paging is None:
        raise Http404(gettext("The list of titles has no such page."))
    shown = fetch_articles(list_titles(source, found, paging.first - 1))
    return {
        "entries": build_entries(shown, {source.key: source}),
        "paging": paging,
        "canonical": paging.here,
    }


def list_titles(source: Source, found: EditionSearch, offset: int) -> list[str]:
    """The identifiers of a page of a source's contents: documents by date, others by title.

    ``found`` is all of the source. Titles are looked up in the index: a database counts its way
    to a far page row by row.
    """
    if source.is_ordered_by_date:
        counted = found.response if found.is_current else NOTHING_COUNTED
        return list_by_date(source, counted, offset, TITLES_ON_A_PAGE)
    request = SearchRequest(
        source=(source.key,), sort="title", offset=offset, limit=TITLES_ON_A_PAGE
    )
    return [hit.identifier for hit in search_edition(request).response.hits]


@query_parameters("letter", "page")
@negotiated(Representation(JSON, "source_authors_json"))
def source_authors(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a source's authors, A to Z; where they are many, one letter at a time."""
    source = find_source(key)
    found = search_edition(SearchRequest(source=(key,), limit=0))
    context: dict[str, object] = {
        "source": source,
        "found": found,
        "name": name_source(source),
        "crumbs": [link_to_period(source)],
    }
    if found.index is None:
        return render(request, "documents/source_authors.html", context)
    authors = list_authors(found.index, source)
    first = next(iter(authors.letters), "")
    letter = request.GET.get("letter", first) if authors.is_paged else ""
    path = authors.path(letter if letter != first else "") if authors.is_paged else authors.path()
    start, end = authors.letters.get(letter, (0, 0))
    total = end - start if authors.is_paged else len(authors.spans)
    paging = lay_out_pages(path, request.GET.get("page", "1"), total, ON_A_PAGE)
    if paging is None or (authors.is_paged and letter not in authors.letters):
        raise Http404(gettext("The list of authors has no such page."))
    context |= {
        "total": len(authors.spans),
        "letters": authors.show(found.index, letter, (paging.first - 1) // ON_A_PAGE + 1),
        "paging": paging,
        "canonical": paging.here,
    }
    return render(request, "documents/source_authors.html", context)


@negotiated(Representation(JSON, "source_year_json"))
def source_year(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The calendar of a year: twelve small months."""
    source = find_source(key)
    first, last = find_span(year)
    counts = count_days(source, first, last)
    if not counts:
        raise nothing_held(source, year)
    months = [lay_out_month(source, year, month, counts.days) for month in range(1, 13)]
    inside = SearchRequest(source=(key,), year=(f"{year:04d}",), sort="oldest")
    context = _frame(source, link_to_period(source, year), first, last) | {
        "months": months,
        "weekdays": weekdays(),
        "total": sum(counts.days.values()) + sum(counts.inexact.values()),
        "inexact": find_less_precise(source, counts),
        "all_articles": list_address(inside),
    }
    return render(request, "documents/source_year.html", context)


@negotiated(Representation(JSON, "source_month_json"))
def source_month(request: HttpRequest, key: str, year: int, month: int) -> HttpResponse:
    """The calendar of a month."""
    source = find_source(key)
    first, last = find_span(year, month)
    counts = count_days(source, first, last)
    if not counts:
        raise nothing_held(source, year, month)
    inside = SearchRequest(source=(key,), date_from=first, date_to=last, sort="oldest")
    context = _frame(source, link_to_period(source, year, month), first, last, year) | {
        "month": lay_out_month(source, year, month, counts.days),
        "weekdays": weekdays(),
        "total": sum(counts.days.values()) + sum(counts.inexact.values()),
        "inexact": find_less_precise(source, counts),
        "all_articles": list_address(inside),
    }
    return render(request, "documents/source_month.html", context)


@negotiated(Representation(JSON, "issue_json"))
def issue(request: HttpRequest, key: str, year: int, month: int, day: int) -> HttpResponse:
    """The page of an issue: everything printed on one day, page by page, as the seeds number it."""
    source = find_source(key)
    when, _ = find_span(year, month, day)
    names = list_issue(source, when).values_list("identifier", flat=True)
    rows = fetch_articles(list(names), texts=True)
    entries = build_entries(rows, {key: source})
    here = link_to_period(source, year, month, day)
    if not entries:
        raise nothing_held(source, year, month, day)
    context = _frame(source, here, when, when, year, month) | {
        "pages": lay_out_issue(rows, entries),
        "total": len(entries),
        "json_ld": write_json_ld(
            describe_list(
                permanent_url("issue", key, year, month, day),
                f"{name_source(source).text}, {here.label}",
                cite_works(rows, {key: source}, page_lead_language()),
            )
        ),
    }
    return render(request, "documents/issue.html", context)


def list_issue(source: Source, when: date) -> ArticleQuerySet:
    """The articles of an issue in order."""
    rows = select_dated_within(source, when, when).order_by(*_IN_ISSUE)
    return with_titles(rows)


def find_source(key: str) -> Source:
    """The source of an address; 404 where there is none."""
    source = Source.objects.filter(key=key).first()
    if source is None:
        raise errors.NothingHeld(gettext("No source has this address."))
    return source


def find_span(*parts: int) -> tuple[date, date]:
    """The days of a calendar address; 404 where the calendar has none such."""
    try:
        return read_period(*parts)
    except ValueError:
        raise Http404(gettext("No such day in the calendar.")) from None


def nothing_held(source: Source, *parts: int) -> errors.NothingHeld:
    """The 404 of a period of which nothing is held: the nearest that are lead on."""
    pattern = gettext("Nothing of %(source)s, %(date)s, is held.")
    name, date_said = name_source(source), link_to_period(source, *parts).label
    said = pattern % {"source": name.text, "date": date_said}
    shown = escape_html(fill_message(pattern, {"source": name, "date": date_said}))
    near = find_adjacent_periods(source, *find_span(*parts), width=len(parts))
    return errors.NothingHeld(said, [*filter(None, near), link_to_period(source)], shown)


def _frame(
    source: Source, here: CalendarLink, first: date, last: date, *above: int
) -> dict[str, object]:
    """The context of every calendar page: name, way up, neighbours."""
    previous, following = find_adjacent_periods(source, first, last, width=len(above) + 1)
    crumbs = [
        link_to_period(source),
        *(link_to_period(source, *above[: n + 1]) for n in range(len(above))),
    ]
    return {
        "source": source,
        "name": name_source(source),
        "said": here.label,
        "crumbs": crumbs,
        "previous": previous,
        "following": following,
    }
