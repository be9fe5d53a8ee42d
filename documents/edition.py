"""The edition being served: the archive's state, as one digest."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

from django.db.utils import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from archive.context import EDITION
from documents.models import Edition, Source
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


def held_languages() -> tuple[str, ...]:
    """The tags of the languages that the archive's sources are held in, sorted.

    None while the database is away, so that pages that say so can be made.
    """
    try:
        edition = current_edition()
        return _languages_of(edition.digest) if edition else ()
    except Error:
        return ()


@lru_cache(maxsize=4)
def _languages_of(_digest: str) -> tuple[str, ...]:
    """The languages of an edition's sources, asked once: a request sees one edition."""
    rows = Source.objects.values_list("languages", flat=True)
    return tuple(sorted({tag for languages in rows for tag in languages}))


def cache_edition_per_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that looks the edition up once a request, and tells the page cache which it was.

    What is sent in pieces is made after it, and asks anew.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        told: list[Edition | None] = []
        token = _told.set(told)
        try:
            return get_response(request)
        finally:
            _told.reset(token)
            for edition in told:
                request.META[EDITION] = str(edition or "")

    return middleware
