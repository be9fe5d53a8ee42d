"""The source view of an article and its file: line by line, and byte for byte."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from archive.negotiation import JSON, Representation, negotiated
from documents.citation.record import record_id
from documents.models import Article
from documents.reading.facts import says_nothing_of_source
from documents.reading.provenance import file_name, open_file
from documents.views.machine_response import machine_response
from documents.views.resolve import resolve


@negotiated(Representation(JSON, "source_view_json"))
def source_view(request: HttpRequest, identifier: str) -> HttpResponse:
    """The source view of an article's newest version."""
    return _show_source(request, identifier, None)


@negotiated(Representation(JSON, "source_view_version_json"))
def source_view_version(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The source view of one version."""
    return _show_source(request, identifier, version)


def _show_source(request: HttpRequest, identifier: str, version: int | None) -> HttpResponse:
    wanted = resolve(request, identifier, version, _address)
    if isinstance(wanted, HttpResponse):
        return wanted
    article = wanted.shown
    path = _article_path(article, version)
    context = {
        "article": article,
        "record_id": record_id(article.identifier, article.version),
        "newest": wanted.newest,
        "article_path": path,
        "file": open_file(article, path),
        "is_attributed": says_nothing_of_source(article),
    }
    return render(request, "documents/source_view.html", context)


def source_file(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """Download original file of a version's file, as a download."""
    wanted = resolve(request, identifier, version, _file_address)
    if isinstance(wanted, HttpResponse):
        return wanted
    seed = wanted.shown.seed
    response = machine_response("", "application/octet-stream")
    response.content = bytes(seed.content)
    name = file_name(wanted.shown)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    digest = b64encode(bytes.fromhex(seed.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"  # RFC 9530
    return response


def _article_path(article: Article, version: int | None) -> str:
    if version is None:
        return reverse("documents:article", args=(article.identifier,))
    return reverse("documents:article_version", args=(article.identifier, version))


def _address(identifier: str, version: int | None) -> str:
    if version is None:
        return reverse("documents:source_view", args=(identifier,))
    return reverse("documents:source_view_version", args=(identifier, version))


def _file_address(identifier: str, version: int | None) -> str:
    return reverse("source_file", args=(identifier, version or 1))
