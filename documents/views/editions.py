"""The pages of editions: all that were published, and what each of them brought."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.api.edition_pages import describe_edition, describe_editions
from documents.harvesting.editions import (
    PublishedEdition,
    find_edition,
    find_edition_changes,
    list_editions,
)
from documents.raw_queries import fetch_sources
from documents.results.entries import build_entries
from documents.results.paging import lay_out_pages
from documents.views.json_answer import json_answer
from documents.views.site_json import read_page

ON_A_PAGE = 100


@query_parameters("page")
@negotiated(Representation(JSON, "editions_json"))
def editions(request: HttpRequest) -> HttpResponse:
    """The page of all editions, newest first: digest, day, and what came, changed and went."""
    listed = list_editions()
    path = reverse("documents:editions")
    paging = lay_out_pages(path, request.GET.get("page", "1"), len(listed), ON_A_PAGE)
    if paging is None:
        raise Http404(gettext("The list of editions has no such page."))
    shown = listed[max(paging.first - 1, 0) : paging.last]
    context = {"editions": shown, "paging": paging, "canonical": paging.here}
    return render(request, "documents/editions.html", context)


@negotiated(Representation(JSON, "edition_json"))
def edition(request: HttpRequest, digest: str) -> HttpResponse:
    """The page of one edition, by its digest or the beginning of it that a citation prints."""
    published = find_or_404(digest)
    if published.edition.digest != digest:
        return redirect("documents:edition", published.edition.digest)
    changes = find_edition_changes(published)
    sources = fetch_sources()
    context = {
        "published": published,
        "came": build_entries(changes.came, sources),
        "changed": build_entries(changes.changed, sources),
        "went": changes.went,
    }
    return render(request, "documents/edition.html", context)


def find_or_404(digest: str) -> PublishedEdition:
    """The edition of a digest, in small letters or capitals; 404 for one never published here."""
    published = find_edition(digest.lower())
    if published is None:
        raise Http404(
            gettext(
                "No edition of this archive has a digest that begins with %(digest)s. The digest "
                "in a citation names the state of the archive it was made from; see all editions "
                "at /editions/."
            )
            % {"digest": digest[:64]}
        )
    return published


@query_parameters("page")
def editions_json(request: HttpRequest) -> HttpResponse:
    """The editions published, newest first, as JSON."""
    page, listed = read_page(request), list_editions()
    start = (page - 1) * ON_A_PAGE if page else -1
    if page is None or (page > 1 and start >= len(listed)):
        raise Http404(gettext("The list of editions has no such page."))
    shown = listed[start : start + ON_A_PAGE]
    following = page + 1 if start + ON_A_PAGE < len(listed) else None
    return json_answer(describe_editions(shown, len(listed), page, following))


def edition_json(request: HttpRequest, digest: str) -> HttpResponse:
    """One edition as JSON; the beginning of a digest leads to the whole."""
    published = find_or_404(digest)
    if published.edition.digest != digest:
        return redirect("edition_json", published.edition.digest)
    return json_answer(describe_edition(published, find_edition_changes(published)))
