"""The response of a JSON page, and what such pages ask alike."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from archive.negotiation import HTML, JSON
from archive.problems import problem_response
from documents.api.schemas.answer import AnswerJson
from documents.citation.signposting import Link, fitting
from documents.results.edition_search import EditionSearch, search_edition
from documents.search.request import SearchRequest
from documents.views.machine_response import machine_response


def json_answer(document: AnswerJson, *, status: int = 200) -> HttpResponse:
    """A JSON answer, with links to its page and to where it goes on."""
    links = [Link(document["html"], "alternate", HTML)]
    said: Mapping[str, object] = document
    for key, relation in (("next", "next"), ("previous", "prev")):
        target = said.get(key)
        if isinstance(target, str):
            links.append(Link(target, relation, JSON))
    body = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    shown = fitting(links, ("next", "prev", "alternate"))
    return machine_response(body, JSON, shown, status=status)


def search_or_refuse(request: HttpRequest, asked: SearchRequest) -> EditionSearch | HttpResponse:
    """A search's answer; 503 where the index that could give it does not stand."""
    found = search_edition(asked)
    return refuse_without_index(request) if found.is_missing else found


def refuse_without_index(request: HttpRequest) -> HttpResponse:
    """503 for what only an index can say."""
    title = gettext("This archive has no search index yet.")
    return problem_response(request, 503, "no-index", title)
