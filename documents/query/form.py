"""The form of the query parameters, which validates them."""

from __future__ import annotations

from typing import Any, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from documents.query.filter_types import ArticleFilter, KnownValues


class _Filters(Protocol):
    """The protocol of the filter set that a form belongs to."""

    filters: dict[str, ArticleFilter]
    known: KnownValues


class SearchForm(forms.Form):
    """A form that validates each parameter by its filter, against the archive's values."""

    filterset: _Filters

    def clean(self) -> dict[str, Any]:
        filters = self.filterset.filters
        for name, one in filters.items():
            self._check(name, one)
        given = cast("QueryDict", self.data)
        for name, one in filters.items():
            if not one.multiple and len({v for v in given.getlist(name) if v.strip()}) > 1:
                self.add_error(name, gettext("Only one value can be chosen here."))
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if start and end and start > end:
            self.add_error("to", gettext("The range ends before it begins."))
        return self.cleaned_data

    def _check(self, name: str, one: ArticleFilter) -> None:
        value = self.cleaned_data.get(name)
        if one.check is None or not value:
            return
        for text in (value,) if isinstance(value, str) else value:
            try:
                one.check(text, self.filterset.known)
            except ValidationError as error:
                self.add_error(name, error)
