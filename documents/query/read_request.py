"""Reads a query string into a search request, typed filters included; or reports its faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext

from documents.current_index import index_of, open_current
from documents.models import Source
from documents.query.filter_types import ArticleFilter
from documents.query.filters import ArticleFilters
from documents.query.typed_filters import TypedFilters, read_typed_filters
from documents.query_translation import translate_query
from documents.search.request import SearchRequest, TranslatedQuery


class BadQuery(ValueError):
    """The exception for a query with bad values. ``errors`` has the messages by parameter."""

    def __init__(self, errors: ErrorDict) -> None:
        super().__init__(errors.as_text())
        self.errors = errors


class SearchFilters(ArticleFilters):
    """The filters of one query string, with those typed into its words.

    ``reading`` is what the words say besides words, once a request was asked for.
    """

    reading: TypedFilters | None = None

    def search_request(self) -> SearchRequest:
        """The search request. Raises `BadQuery` for a bad value, or a range that is none."""
        if not self.form.is_valid():
            raise BadQuery(self.form.errors)
        request = self._read()
        start, end = request.date_from, request.date_to
        if start and end and start > end:  # one end or both were typed into the box
            self.form.add_error("q", gettext("The range ends before it begins."))
            raise BadQuery(self.form.errors)
        return request

    def is_readable(self) -> bool:
        """Whether there is a search request; if not, the form says why."""
        try:
            self.search_request()
        except BadQuery:
            return False
        return True

    def _read(self) -> SearchRequest:
        filters: Mapping[str, ArticleFilter] = self.filters
        asked = SearchRequest()
        for name, value in self.form.cleaned_data.items():
            asked = filters[name].filter(asked, value)
        self.reading = read_typed_filters(asked, self.known.sources, self.known.languages)
        if self.reading is None or self.reading.offered:
            return translate_request(asked)
        read = self.reading.request
        return translate_request(filters["sort"].filter(read, self.form.cleaned_data["sort"]))


def translate_request(request: SearchRequest) -> SearchRequest:
    """A request in the other language with the translations of its words; others unchanged."""
    index = open_current() if request.across and request.q else None
    if index is None:
        return request
    translated = _translate(request.q, request.rendering, index.edition)
    return replace(request, translated=translated)


@lru_cache(maxsize=256)
def _translate(q: str, chosen: tuple[str, ...], edition: str) -> TranslatedQuery | None:
    """The translated words, cached by edition: its articles never change."""
    index = index_of(edition)
    return translate_query(q, chosen, index) if index else None


def request_from(query: QueryDict, sources: Iterable[Source]) -> SearchRequest:
    """The search request of a query string; unknown parameters do nothing. Raises `BadQuery`."""
    return SearchFilters(query, sources).search_request()
