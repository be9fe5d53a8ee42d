"""The edition being served: the archive's state, as one digest."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from documents.models import Edition
from documents.raw_queries import fetch_edition

# What this request was told, in a list: empty until it asks. None outside a request.
_told: ContextVar[list[Edition | None] | None] = ContextVar("told", default=None)


def current_edition() -> Edition | None:
    """The newest edition, or None before the first ingest; looked up once a request.

    A request sees one snapshot of the database, so it would be told the same again.
    """
    told = _told.get()
    if told is None:
        return fetch_edition()
    if not told:
        told.append(fetch_edition())
    return told[0]


def cache_edition_per_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that looks the edition up once a request.

    What is sent in pieces is made after it, and asks anew.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _told.set([])
        try:
            return get_response(request)
        finally:
            _told.reset(token)

    return middleware
