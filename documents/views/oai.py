"""OAI-PMH 2.0: the archive for harvesters, by GET and by POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.context import Site
from archive.query_parameters import costly, protocol_arguments
from documents.current_index import index_of
from documents.edition import current_edition
from documents.harvesting.oai_answers import write_answer
from documents.harvesting.oai_arguments import read_arguments
from documents.harvesting.oai_repository import OaiRepository
from documents.raw_queries import fetch_sources
from documents.views.machine_response import machine_response

CONTENT_TYPE = "text/xml; charset=utf-8"
_A_MINUTE = "60"


@protocol_arguments
@costly
def oai(request: HttpRequest) -> HttpResponse:
    """The answer to a verb, ``?verb=Identify`` and five others; errors are the protocol's own."""
    edition = current_edition()
    index = index_of(edition.digest) if edition else None
    if edition is None or index is None:
        plain = "text/plain; charset=utf-8"
        waiting = machine_response("This archive has no search index yet.\n", plain, status=503)
        waiting.headers["Retry-After"] = _A_MINUTE
        return waiting
    repository = OaiRepository(Site().permalink(reverse("oai")), edition, index, fetch_sources())
    sent = request.POST if request.method == "POST" else request.GET
    answer = write_answer(repository, lambda: read_arguments(list(sent.lists())))
    return machine_response(answer, CONTENT_TYPE)
