"""Error pages: each says what is wrong and where to go from there."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.encoding import iri_to_uri

from documents import identifiers
from documents.models import Article, SeedFile, Withdrawal
from documents.reading.withdrawn_titles import read_withdrawn_titles

_ZEROS = re.compile(r"/v0+(?=[1-9][0-9]*(?:[/.]|$))")  # a version written /v01/


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address that cannot be read."""
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for an address that names nothing; 301 where it names something but for a slip."""
    return _mend_address(request) or render(request, "404.html", status=404)


def article_not_found(request: HttpRequest, identifier: str) -> HttpResponse:
    """404 for an identifier: says whether it is mistyped, and what it may have meant."""
    valid = identifiers.is_valid(identifier)
    if not valid and (moved := _mend_address(request)):
        return moved
    near = (
        []
        if valid
        else Article.objects.newest()
        .filter(identifier__in=identifiers.repairs(identifier))
        .order_by("identifier")
    )
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
    context = {"article": article, "missing_version": version}
    return render(request, "404.html", context, status=404)


def gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """410 for a withdrawn article: titles, reason, day, and when its versions were recorded."""
    seeds = SeedFile.objects.filter(
        accession=withdrawal.seed.accession, kind=SeedFile.Kind.ARTICLE
    ).order_by("version")
    versions = list(seeds.values_list("version", "recorded_at"))
    titles = read_withdrawn_titles(withdrawal)
    context = {"withdrawal": withdrawal, "versions": versions, "titles": titles}
    return render(request, "410.html", context, status=410)


def _mend_address(request: HttpRequest) -> HttpResponse | None:
    """301 to the address without the marks copied behind it, or the zeros before a version."""
    bare = request.path_info.rstrip("/").rstrip(identifiers.CLOSING_MARKS).rstrip("/")
    mended = _ZEROS.sub("/v", bare)
    if mended == request.path_info.rstrip("/"):
        return None
    for path in (mended, f"{mended}/"):
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
    return render(request, "500.html", status=500)
