"""The response for programs: media type, links, CORS."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from archive.cross_origin import allow_any_origin
from documents.citation.signposting import Link, header


def machine_response(
    body: str,
    content_type: str,
    links: Iterable[Link] = (),
    *,
    filename: str = "",
    status: int = 200,
) -> HttpResponse:
    """A response with an export. Scripts of any site may read it: nothing in it is private.

    With a ``filename`` a browser saves it under that name rather than showing it.
    """
    response = HttpResponse(body, content_type=content_type, status=status)
    allow_any_origin(response)
    if found := list(links):
        response.headers["Link"] = header(found)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
