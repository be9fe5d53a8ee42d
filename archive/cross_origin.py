"""Cross-origin sharing (CORS): scripts of any site may read what is for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

ALLOWED = ("GET", "HEAD", "OPTIONS")
_EXPOSED = "Content-Location, ETag, Link, Memento-Datetime, Repr-Digest, X-Total-Count"
_A_DAY = "86400"  # seconds for which a browser may remember what a preflight was told

Response = TypeVar("Response", bound=HttpResponseBase)


def allow_any_origin(response: Response) -> Response:
    """The response with the headers that let scripts of any site read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def cross_origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that answers ``OPTIONS``, preflights among them, and shares redirects.

    A script that is redirected must be allowed to read the redirect as well as where it leads.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _answer_options()
        response = get_response(request)
        return allow_any_origin(response) if 300 <= response.status_code < 400 else response

    return middleware


def _answer_options() -> HttpResponse:
    response = allow_any_origin(HttpResponse(status=204))
    del response.headers["Content-Type"]  # there is nothing in it
    response.headers["Allow"] = ", ".join(ALLOWED)
    response.headers["Access-Control-Allow-Methods"] = ", ".join(ALLOWED)
    response.headers["Access-Control-Allow-Headers"] = "*"
    response.headers["Access-Control-Max-Age"] = _A_DAY
    response.headers["Cache-Control"] = "no-store"
    return response
