"""The search that a query string asks for, typed filters read; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.forms.utils import ErrorDict
from django.http import QueryDict

from documents.models import Source
from documents.query.filter_types import ArticleFilter
from documents.query.filters import ArticleFilters
from documents.query.typed_filters import Reading, understand
from documents.search.request import SearchRequest


class BadQuery(ValueError):
    """A query with a bad value in it. ``errors`` says what is wrong, by parameter."""

    def __init__(self, errors: ErrorDict) -> None:
        super().__init__(errors.as_text())
        self.errors = errors


class SearchFilters(ArticleFilters):
    """The filters of one query string, those typed into its words among them.

    ``reading`` is what the words say besides words, once a request was asked for.
    """

    reading: Reading | None = None

    def search_request(self) -> SearchRequest:
        """The question asked. Raises `BadQuery` where any parameter but ``q`` has a bad value."""
        if not self.form.is_valid():
            raise BadQuery(self.form.errors)
        filters: Mapping[str, ArticleFilter] = self.filters
        asked = SearchRequest()
        for name, value in self.form.cleaned_data.items():
            asked = filters[name].filter(asked, value)
        self.reading = understand(asked, self.known.sources, self.known.languages)
        if self.reading is None or self.reading.offered:
            return asked
        read = self.reading.request
        return filters["sort"].filter(read, self.form.cleaned_data["sort"])


def request_from(query: QueryDict, sources: Iterable[Source]) -> SearchRequest:
    """The search a query string asks for; unknown parameters change nothing. Raises `BadQuery`."""
    return SearchFilters(query, sources).search_request()
