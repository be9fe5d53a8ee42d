"""The pages about the site and its sources, for programs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from archive.clock import today
from archive.query_parameters import query_parameters
from documents.api.site_pages import (
    describe_archive,
    describe_data,
    describe_day,
    describe_help,
    describe_home,
)
from documents.api.source_pages import (
    describe_authors,
    describe_calendar,
    describe_issue,
    describe_source,
    describe_sources,
)
from documents.browsing.anniversary import find_anniversary, find_year_bounds, list_years_of_day
from documents.browsing.authors import AuthorList, list_authors
from documents.browsing.calendar import count_days
from documents.models import Source
from documents.results.entries import fetch_articles
from documents.search.request import SearchRequest
from documents.views.data import find_catalogue
from documents.views.home import find_ends
from documents.views.json_answer import json_answer, search_or_refuse
from documents.views.on_this_day import check_day
from documents.views.sources import (
    TITLES_ON_A_PAGE,
    find_source,
    find_source_ends,
    find_span,
    list_issue,
    list_titles,
    nothing_held,
)

_EVERYTHING = SearchRequest(limit=0)


def home_json(request: HttpRequest) -> HttpResponse:
    """What is held, and what fell on this UTC day."""
    found = search_or_refuse(request, _EVERYTHING)
    if isinstance(found, HttpResponse):
        return found
    held, day = found.response, today(request)
    ends = find_ends(held.total)
    around = find_anniversary(day, find_year_bounds(held))
    oldest, newest = ends.oldest or ends.every, ends.newest
    return json_answer(describe_home(held, day, around, oldest, newest))


def on_this_day_json(request: HttpRequest) -> HttpResponse:
    """The articles of this UTC day in every year."""
    day = today(request)
    return _day_of_year(request, day.month, day.day)


def day_of_year_json(request: HttpRequest, month: int, day: int) -> HttpResponse:
    """The articles of a day of the calendar in every year."""
    check_day(month, day)
    return _day_of_year(request, month, day)


def _day_of_year(request: HttpRequest, month: int, day: int) -> HttpResponse:
    found = search_or_refuse(request, _EVERYTHING)
    if isinstance(found, HttpResponse):
        return found
    sources = Source.objects.values_list("pk", flat=True)
    years = list_years_of_day(month, day, find_year_bounds(found.response), sources, seeds=True)
    return json_answer(describe_day(month, day, years))


def about_json(request: HttpRequest) -> HttpResponse:
    """What this archive is: counts, rights, edition."""
    found = search_or_refuse(request, _EVERYTHING)
    if isinstance(found, HttpResponse):
        return found
    return json_answer(describe_archive(found.response))


def help_json(request: HttpRequest) -> HttpResponse:
    """How to search, with examples, in every language of the interface."""
    return json_answer(describe_help())


def data_json(request: HttpRequest) -> HttpResponse:
    """The files of bulk data. Their folder may change while the edition stays."""
    response = json_answer(describe_data(find_catalogue()))
    response.headers["Cache-Control"] = "no-store"
    return response


def sources_json(request: HttpRequest) -> HttpResponse:
    """All sources."""
    found = search_or_refuse(request, _EVERYTHING)
    if isinstance(found, HttpResponse):
        return found
    return json_answer(describe_sources(found.response))


@query_parameters("page")
def source_json(request: HttpRequest, key: str) -> HttpResponse:
    """One source: facts, rights, notes; its years, and its oldest and newest, or its titles."""
    source = find_source(key)
    found = search_or_refuse(request, SearchRequest(source=(key,), limit=0))
    if isinstance(found, HttpResponse):
        return found
    page = read_page(request)
    if page is None or (page > 1 and source.has_issues):
        raise _no_page()
    if source.has_issues:
        oldest, newest = find_source_ends(source)
        return json_answer(describe_source(source, found.response, oldest, newest, (), None))
    if page > 1 and (page - 1) * TITLES_ON_A_PAGE >= found.response.total:
        raise _no_page()
    shown = list_titles(source, found, (page - 1) * TITLES_ON_A_PAGE)
    goes_on = page * TITLES_ON_A_PAGE < found.response.total
    titles = fetch_articles(shown, seeds=True)
    following = page + 1 if goes_on else None
    return json_answer(describe_source(source, found.response, (), (), titles, following))


@query_parameters("letter", "page")
def source_authors_json(request: HttpRequest, key: str) -> HttpResponse:
    """The authors of a source from A to Z, all or those of one letter."""
    source = find_source(key)
    found = search_or_refuse(request, SearchRequest(source=(key,), limit=0))
    if isinstance(found, HttpResponse):
        return found
    index = found.index
    authors = list_authors(index, source) if index else AuthorList(source, (), {})
    letter, page = request.GET.get("letter", ""), read_page(request)
    if letter and letter not in authors.letters:
        raise Http404(gettext("No author has this letter."))
    described = describe_authors(source, index, authors, letter, page) if page else None
    if described is None:
        raise _no_page()
    return json_answer(described)


def source_year_json(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The year of a source: its months and days with articles."""
    return _calendar(key, year)


def source_month_json(request: HttpRequest, key: str, year: int, month: int) -> HttpResponse:
    """The month of a source: its days with articles."""
    return _calendar(key, year, month)


def _calendar(key: str, *parts: int) -> HttpResponse:
    source = find_source(key)
    first, last = find_span(*parts)
    counts = count_days(source, first, last)
    if not counts:
        raise nothing_held(source, *parts)
    return json_answer(describe_calendar(source, parts, first, last, counts))


def issue_json(request: HttpRequest, key: str, year: int, month: int, day: int) -> HttpResponse:
    """An issue: everything printed on one day, page by page."""
    source = find_source(key)
    when, _ = find_span(year, month, day)
    rows = list(list_issue(source, when))
    if not rows:
        raise nothing_held(source, year, month, day)
    return json_answer(describe_issue(source, when, rows))


def read_page(request: HttpRequest) -> int | None:
    """The page asked for, 1 by default; None for what is no number from 1."""
    text = request.GET.get("page") or "1"
    is_number = text.isascii() and text.isdigit() and len(text) < 9
    return int(text) or None if is_number else None


def _no_page() -> Http404:
    return Http404(gettext("No such page: the list ends earlier."))
