"""Answers while the index or the database fails: pages without search, or 503 with Retry-After."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.db import connections, transaction
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from archive.admission.refusal_pages import REFUSAL, Refusal
from archive.context import INDEX
from archive.database import is_unavailable
from archive.query_parameters import costly
from documents.current_index import no_index, note_indexes, open_current
from documents.edition import current_edition
from documents.search import IndexMissing, SearchFailed
from documents.views.errors import (
    RETRY_AFTER,
    archive_unavailable,
    refuse_busy,
    refuse_too_much,
    search_unavailable,
)

_log = logging.getLogger("django.request")


View: TypeAlias = Callable[..., HttpResponse]


def needs_index(view: View) -> View:
    """A decorator for views that are nothing without the index: 503 where none can be used."""

    @costly
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if current_edition() is not None and open_current() is None:
            return search_unavailable(request)
        return view(request, *args, **kwargs)

    return answer


class UnavailableParts:
    """Middleware that makes a page without the index where a search in it failed.

    It tells the page cache which index a page was made with.

    A page that is nothing without the index says so by itself (503), as where none stands. While
    the database is away, every page that must ask it is answered 503.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if refusal := request.META.get(REFUSAL):
            refused = (refuse_busy if refusal is Refusal.BUSY else refuse_too_much)(request)
            refused._has_been_logged = True  # type: ignore[attr-defined]  # it is no fault
            return refused
        with note_indexes() as used:
            response = self._get_response(request)
        if used:
            request.META[INDEX] = " ".join(sorted(used))
        if response.status_code == 503:
            response.headers.setdefault("Retry-After", RETRY_AFTER)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """After a view failed; its transaction has been rolled back."""
        if isinstance(exception, SearchFailed | IndexMissing):
            _log.error("Search failed at %s (%s): answered without", request.path, exception)
            return _answer_without_index(request)
        if is_unavailable(exception):
            return refuse_while_away(request, exception)
        return None


def refuse_while_away(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """503, and connections that are made anew: what they read may have been replaced."""
    what = "A file" if isinstance(exception, OSError) else "The database"
    _log.error("%s is away at %s: %s", what, request.path, str(exception).strip())
    connections.close_all()
    return archive_unavailable(request)


def _answer_without_index(request: HttpRequest) -> HttpResponseBase:
    match = request.resolver_match
    if match is None:
        return archive_unavailable(request)
    try:
        with transaction.atomic(), no_index():
            response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Error as error:
        return refuse_while_away(request, error)
    response.headers["Cache-Control"] = "no-store"  # the next reader may get all of it
    return response
