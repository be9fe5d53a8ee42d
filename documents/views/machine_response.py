"""The response for programs: media type, links, CORS."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from documents.citation.signposting import Link, header

PLAIN = "text/plain; charset=utf-8"
EXPOSED = "Link, X-Total-Count, Memento-Datetime"


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
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if found := list(links):
        response.headers["Link"] = header(found)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def refuse_request(faults: Iterable[str]) -> HttpResponse:
    """The answer 400 to a program, one line for each fault."""
    return machine_response("\n".join(faults) + "\n", PLAIN, status=400)
