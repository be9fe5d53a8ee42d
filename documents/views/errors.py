"""Error pages: each says what is wrong and where to go from there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents import identifiers
from documents.models import Article, SeedFile, Withdrawal


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address that cannot be read."""
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for an address that names nothing."""
    return render(request, "404.html", status=404)


def article_not_found(request: HttpRequest, identifier: str) -> HttpResponse:
    """404 for an identifier: says whether it is mistyped, and what it may have meant."""
    valid = identifiers.is_valid(identifier)
    near = (
        []
        if valid
        else Article.objects.newest()
        .filter(identifier__in=identifiers.repairs(identifier))
        .order_by("identifier")
    )
    context = {"identifier": identifier, "mistyped": not valid, "near": near}
    return render(request, "404.html", context, status=404)


def version_not_found(request: HttpRequest, article: Article, version: int) -> HttpResponse:
    """404 for a version that its article never had."""
    context = {"article": article, "missing_version": version}
    return render(request, "404.html", context, status=404)


def gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """410 for a withdrawn article: reason, day, and the days its versions were recorded."""
    seeds = SeedFile.objects.filter(
        accession=withdrawal.seed.accession, kind=SeedFile.Kind.ARTICLE
    ).order_by("version")
    versions = list(seeds.values_list("version", "recorded_at"))
    context = {"withdrawal": withdrawal, "versions": versions}
    return render(request, "410.html", context, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Uses no database, since that may be what failed."""
    return render(request, "500.html", status=500)
