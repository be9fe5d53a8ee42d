"""Error pages: each says what is wrong and where to go from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from archive.context import Site
from archive.negotiation import ACCEPT, negotiates
from archive.problems import WayOut, is_for_program, problem_response
from documents import identifiers
from documents.browsing.calendar import CalendarLink
from documents.exchange.citation_records import permanent_url
from documents.models import Article, SeedFile, Withdrawal
from documents.reading.withdrawn_titles import read_withdrawn_titles
from documents.results.entries import titles_of

_ZEROS = re.compile(r"/v0+(?=[1-9][0-9]*(?:[/.]|$))")  # a version written /v01/


class NothingHeld(Http404):
    """The 404 of something that is not held, with links that lead on from there."""

    def __init__(self, said: str, ways: Iterable[CalendarLink] = ()) -> None:
        super().__init__(said)
        self.ways = tuple(ways)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address that cannot be read."""
    if is_for_program(request):
        title = gettext("This address cannot be read")
        detail = gettext("It may have been cut short, or changed on its way to you.")
        return _vary(request, problem_response(request, 400, "unreadable-address", title, detail))
    return _vary(request, render(request, "400.html", status=400))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for an address that names nothing; 301 where it names something but for a slip."""
    if moved := _mend_address(request):
        return moved
    known = exception is not None and not isinstance(exception, Resolver404)
    detail = str(exception) if known else ""
    if is_for_program(request):
        title = gettext("There is nothing at this address")
        return _vary(request, not_found_problem(request, "not-found", title, detail))
    ways = exception.ways if isinstance(exception, NothingHeld) else ()
    context = {"detail": detail, "ways": ways}
    return _vary(request, render(request, "404.html", context, status=404))


def article_not_found(request: HttpRequest, identifier: str) -> HttpResponse:
    """404 for an identifier: says whether it is mistyped, and what it may have meant."""
    valid = identifiers.is_valid(identifier)
    if not valid and (moved := _mend_address(request)):
        return moved
    near: Iterable[Article] = (
        []
        if valid
        else Article.objects.newest()
        .filter(identifier__in=identifiers.repairs(identifier))
        .order_by("identifier")
    )
    if is_for_program(request):
        if valid:
            title = gettext("No article has this identifier")
            return not_found_problem(request, "not-found", title)
        title = gettext("This identifier is mistyped")
        ways = [WayOut(_json_of(article), article.title) for article in near]
        return not_found_problem(request, "mistyped-identifier", title, ways=ways)
    context = {
        "identifier": identifier,
        "mistyped": not valid,
        "characters": len(identifiers.normalise(identifier)),
        "length": identifiers.LENGTH,
        "near": near,
    }
    return render(request, "404.html", context, status=404)


def version_not_found(request: HttpRequest, article: Article, version: int) -> HttpResponse:
    """404 for a version that its article never had."""
    if is_for_program(request):
        title = gettext("This article has no such version")
        members = {"newest_version": article.version}
        ways = [WayOut(_json_of(article), article.title)]
        return not_found_problem(request, "no-such-version", title, ways=ways, members=members)
    context = {"article": article, "missing_version": version}
    return render(request, "404.html", context, status=404)


def gone(
    request: HttpRequest, withdrawal: Withdrawal, successor: Article | None = None
) -> HttpResponse:
    """410 for a withdrawn article: titles, reason, day, versions and when recorded, successor."""
    seeds = SeedFile.objects.filter(
        accession=withdrawal.seed.accession, kind=SeedFile.Kind.ARTICLE
    ).order_by("version")
    versions = list(seeds.values_list("version", "recorded_at"))
    if is_for_program(request):
        members = {
            "identifier": withdrawal.identifier,
            "reason": withdrawal.reason,
            "date": withdrawal.date.isoformat(),
            "successor": successor.identifier if successor else None,
            "versions": [
                {"version": version, "recorded_at": recorded.strftime("%Y-%m-%dT%H:%M:%SZ")}
                for version, recorded in versions
            ],
        }
        title = gettext("This article was withdrawn")
        ways = []
        if successor:
            ways.append(WayOut(permanent_url("article", successor.identifier), successor.title))
        return problem_response(
            request, 410, "withdrawn", title, withdrawal.reason, ways=ways, members=members
        )
    context = {
        "withdrawal": withdrawal,
        "versions": versions,
        "withdrawn_titles": read_withdrawn_titles(withdrawal),
        "successor": successor,
        "titles": titles_of(successor) if successor else (),
    }
    return render(request, "410.html", context, status=410)


def not_found_problem(
    request: HttpRequest,
    kind: str,
    title: str,
    detail: str = "",
    *,
    ways: Iterable[WayOut] = (),
    members: Mapping[str, object] | None = None,
) -> HttpResponse:
    """404 for a program, with the list of articles as the way out."""
    path = Site().permalink(reverse("export_list", args=("json",)))
    every = (*ways, WayOut(path, gettext("All articles")))
    return problem_response(request, 404, kind, title, detail, ways=every, members=members)


def _json_of(article: Article) -> str:
    return Site().permalink(reverse("export", args=(article.identifier, "json")))


def _vary(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, which says that it hangs on ``Accept`` where it does."""
    if negotiates(request):
        patch_vary_headers(response, (ACCEPT,))
    return response


def _mend_address(request: HttpRequest) -> HttpResponse | None:
    """301 to the address without the marks copied behind it, or the zeros before a version."""
    bare = request.path_info.rstrip("/").rstrip(identifiers.CLOSING_MARKS).rstrip("/")
    mended = _ZEROS.sub("/v", bare)
    if mended == request.path_info.rstrip("/"):
        return None
    with_slash = () if "." in mended.rpartition("/")[2] else (f"{mended}/",)
    for path in (mended, *with_slash):
        try:
            named = resolve(path).kwargs.get("identifier")
        except Resolver404:
            continue
        if named is not None and not identifiers.is_valid(identifiers.normalise(named)):
            continue
        query = request.META.get("QUERY_STRING", "")
        address = iri_to_uri(get_script_prefix().rstrip("/") + path)
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return None


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Uses no database, since that may be what failed."""
    if is_for_program(request):
        title = gettext("The archive failed to make this page")
        return _vary(request, problem_response(request, 500, "server-error", title))
    return _vary(request, render(request, "500.html", status=500))
