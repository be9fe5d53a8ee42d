"""The page of changes: one version of an article compared with the one before it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.negotiation import JSON, Representation, negotiated
from documents.citation.record import record_id
from documents.presentation.dates import say_date
from documents.presentation.titles import titled_texts
from documents.reading.changed_facts import compare_facts, compare_versions
from documents.views.resolve import resolve


@negotiated(Representation(JSON, "changes_json"))
def changes(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The changes of a version against the one before; of the first, that there is none."""

    def address(identifier: str, version: int | None) -> str:
        if version is None:
            return reverse("documents:article", args=(identifier,))
        return reverse("documents:changes", args=(identifier, version))

    wanted = resolve(request, identifier, version, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    shown, before = wanted.shown, wanted.before
    facts = list(compare_facts(before, shown)) if before else []
    texts = list(compare_versions(before, shown)) if before else []
    context = {
        "article": shown,
        "record_id": record_id(shown.identifier, shown.version),
        "before": before,
        "versions": wanted.versions,
        "recorded": say_date(shown.seed.recorded_at.date().isoformat()),
        "titles": titled_texts(shown),
        "facts": facts,
        "texts": texts,
        "is_same": not facts and all(text.is_empty for text in texts),
    }
    return render(request, "documents/changes.html", context)
