"""Error pages: each says what is wrong and where to go from there."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Mapping

from django.core.exceptions import SuspiciousOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.context import Site
from archive.database import is_unavailable
from archive.negotiation import ACCEPT, negotiates
from archive.problems import WayOut, is_for_program, problem_response
from documents import identifiers
from documents.browsing.calendar import CalendarLink
from documents.exchange.citation_records import permanent_url
from documents.models import Article, SeedFile, Withdrawal
from documents.reading.withdrawn_titles import read_withdrawn_titles
from documents.results.entries import titles_of

RETRY_AFTER = "60"  # seconds after which a fault may have passed
_log = logging.getLogger("django.request")
_ZEROS = re.compile(r"/v0+(?=[1-9][0-9]*(?:[/.]|$))")  # a version written /v01/


class NothingHeld(Http404):
    """The 404 of something that is not held, with links that lead on from there.

    ``shown`` is what is said as HTML, where it has names in other languages.
    """

    def __init__(
        self, said: str, ways: Iterable[CalendarLink] = (), shown: SafeString | None = None
    ) -> None:
        super().__init__(said)
        self.ways = tuple(ways)
        self.shown = shown


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address that cannot be read. Reads none of its parameters."""
    _forget_unreadable(request)
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
    context: dict[str, object] = {"detail": detail, "ways": ()}
    if isinstance(exception, NothingHeld):
        context = {"detail": exception.shown or detail, "ways": exception.ways}
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
    """500, or 503 where the database is away. Needs no database, no index and no parameters."""
    if is_unavailable(sys.exc_info()[1]):
        return archive_unavailable(request)
    title = gettext("The archive failed to make this page")
    return _say_failure(request, 500, "server-error", title)


def archive_unavailable(request: HttpRequest) -> HttpResponse:
    """503 while the archive cannot be read. Needs no database, no index and no parameters."""
    title = gettext("The archive cannot be read just now")
    detail = gettext(
        "Its database or its files do not answer. Nothing is lost, and the address stays as it is: "
        "try it again in a minute."
    )
    return _say_unavailable(request, "unavailable", title, detail)


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """503 while there is no index that could answer."""
    title = gettext("Nothing can be searched just now")
    detail = gettext(
        "The search index is not built yet, or cannot be read. Articles and sources can be read "
        "as ever; try this address again later."
    )
    return _say_unavailable(request, "no-index", title, detail)


def refuse_busy(request: HttpRequest) -> HttpResponse:
    """503 while more is asked than can be answered soon."""
    title = gettext("The archive is busy just now")
    detail = gettext(
        "More is asked of it at this moment than it can answer soon. Try this address again in a "
        "few seconds."
    )
    return _say_unavailable(request, "busy", title, detail)


def refuse_too_much(request: HttpRequest) -> HttpResponse:
    """429 for a client that has taken more than its share; says where everything lies as files."""
    title = gettext("Too much was asked from your address")
    detail = gettext(
        "Wait a little, then ask again more slowly. Programs that want all of the archive find it "
        "as files at %(address)s."
    )
    address = Site().permalink(reverse("documents:data"))
    return _say_unavailable(
        request, "too-many-requests", title, detail % {"address": address}, status=429
    )


def _say_unavailable(
    request: HttpRequest, kind: str, title: str, detail: str, status: int = 503
) -> HttpResponse:
    response = _say_failure(request, status, kind, title, detail)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _say_failure(
    request: HttpRequest, status: int, kind: str, title: str, detail: str = ""
) -> HttpResponse:
    """A failure's page, or its problem for programs; bare words where even that fails."""
    _forget_unreadable(request)
    try:
        if is_for_program(request):
            return _vary(request, problem_response(request, status, kind, title, detail))
        context = {"title": title, "detail": detail}
        return _vary(request, render(request, f"{status}.html", context, status=status))
    except Exception:  # whatever is wrong, the reader is told of the first fault
        _log.exception("The page of a failure failed: %s", request.path)
        return HttpResponse(f"{title}\n", status=status, content_type="text/plain; charset=utf-8")


def _forget_unreadable(request: HttpRequest) -> None:
    """Drop parameters that cannot be read: too many, or in no encoding. Pages look at them."""
    try:
        request.GET  # noqa: B018 - it is read when first asked for
    except (SuspiciousOperation, ValueError):
        request.GET = QueryDict()
        request.META["QUERY_STRING"] = ""
