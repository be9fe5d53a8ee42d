"""Errors for programs: problem details (RFC 9457), with the place and a way out.

As JSON, or in the media type of the export that was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from archive.context import Site
from archive.cross_origin import allow_any_origin
from archive.languages import language_code
from archive.negotiation import (
    HTML,
    JSON,
    PROBLEM,
    choose_media_type,
    is_json_request,
    negotiates,
    prefers_html,
)

MANUAL = "/docs/api/"  # its anchors explain each kind of problem


class ProblemWriter(Protocol):
    """How errors are written in the media type of an export."""

    @property
    def content_type(self) -> str: ...

    @property
    def write(self) -> Callable[[Mapping[str, Any]], str]: ...


class WayOut(NamedTuple):
    """An address that helps, and what it has."""

    href: str
    title: str


def problem_response(
    request: HttpRequest,
    status: int,
    kind: str,
    title: str,
    detail: str = "",
    *,
    faults: Mapping[str, Iterable[str]] | None = None,
    ways: Iterable[WayOut] = (),
    members: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A problem in the language of the address. ``kind`` is its anchor in the manual.

    ``faults`` are messages by query parameter; ``members`` are further facts.
    """
    query = request.META.get("QUERY_STRING", "")
    document: dict[str, object] = {
        "type": Site().permalink(f"{MANUAL}#{kind}"),
        "title": title,
        "status": status,
        "detail": detail or title,
        "instance": f"{request.path}?{query}" if query else request.path,
    }
    if faults:
        document["errors"] = [
            {"parameter": name, "detail": str(text)}
            for name, texts in faults.items()
            for text in texts
        ]
    document |= members or {}
    document["see"] = [way._asdict() for way in (*ways, _manual())]
    form = _find_format(request)
    if form is None:
        body, content_type = json.dumps(document, ensure_ascii=False, indent=1) + "\n", PROBLEM
    else:
        body, content_type = form.write(document), form.content_type
    response = HttpResponse(body, content_type=content_type, status=status)
    response.headers["Content-Language"] = language_code()
    return allow_any_origin(response)


def is_for_program(request: HttpRequest) -> bool:
    """Whether a request asks for JSON or for an export: it is told of errors in the same form."""
    return is_json_request(request) or _find_format(request) is not None


def _find_format(request: HttpRequest) -> ProblemWriter | None:
    """The form of the export asked for, by the address or by ``Accept``; None for JSON and pages.

    Where both a page and an export are accepted, the page has the last word.
    """
    formats: Mapping[str, ProblemWriter] = import_string(settings.ARCHIVE_PROBLEM_FORMATS)
    for ending, form in formats.items():
        if request.path_info.endswith(ending):
            return form
    accept = request.META.get("HTTP_ACCEPT", "")
    if prefers_html(accept) or not negotiates(request):
        return None
    kinds = {form.content_type.partition(";")[0]: form for form in formats.values()}
    return kinds.get(choose_media_type(accept, (HTML, PROBLEM, JSON, *kinds)))


def _manual() -> WayOut:
    return WayOut(Site().permalink(MANUAL), gettext("The API: what programs may ask for"))
