"""Errors for programs: problem details as JSON (RFC 9457), with the place and a way out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from archive.context import Site
from archive.cross_origin import share
from archive.languages import language_code
from archive.negotiation import PROBLEM

MANUAL = "/docs/api/"  # its anchors explain each kind of problem


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
            for name, texts in faults.items()
            for text in texts
        ]
    document |= members or {}
    document["see"] = [way._asdict() for way in (*ways, _manual())]
    body = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    response = HttpResponse(body, content_type=PROBLEM, status=status)
    response.headers["Content-Language"] = language_code()
    return share(response)


def _manual() -> WayOut:
    return WayOut(Site().permalink(MANUAL), gettext("What programs may ask for, and how"))
