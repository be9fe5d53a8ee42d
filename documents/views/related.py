"""The page of related articles: found when asked for, in the index alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.negotiation import JSON, Representation, negotiated
from documents.citation.record import record_id
from documents.results.entries import titles_of
from documents.results.related import find_related_articles
from documents.views.resolve import resolve
from documents.views.unavailable import needs_index


@negotiated(Representation(JSON, "related_json"))
@needs_index
def related(request: HttpRequest, identifier: str) -> HttpResponse:
    """The newest version's near-duplicates, then articles that share its rarest words."""

    def address(identifier: str, _: int | None) -> str:
        return reverse("documents:related", args=(identifier,))

    wanted = resolve(request, identifier, None, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    context = {
        "article": wanted.shown,
        "record_id": record_id(wanted.shown.identifier, wanted.shown.version),
        "titles": titles_of(wanted.shown),
        "related": find_related_articles(wanted.shown),
    }
    return render(request, "documents/related.html", context)
