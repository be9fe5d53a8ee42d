"""Search suggestions while typing, as JSON."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from archive.query_parameters import costly, query_parameters
from documents.hints.autocomplete import suggest
from documents.views.machine_response import machine_response

CONTENT_TYPE = "application/x-suggestions+json"


@query_parameters("q")
@costly
def suggestions(request: HttpRequest) -> HttpResponse:
    """OpenSearch suggestions: the typed text, completions, notes on them, addresses."""
    typed = request.GET.get("q", "")
    found = suggest(typed)
    answer = [
        typed,
        [one.text for one in found],
        [one.note for one in found],
        [one.url for one in found],
    ]
    return machine_response(json.dumps(answer, ensure_ascii=False), CONTENT_TYPE)
