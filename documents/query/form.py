"""The public query parameters: their names, their validation, their order in an address.

A valid query becomes one `SearchRequest`; a `SearchRequest` becomes one query string, always the
same for the same question. The index selects and counts: no filter here touches a queryset.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from documents.dates import PartialDate
from documents.models import Source
from documents.query.addresses import (
    LAST_PAGE,
    MULTIPLE,
    PAGE_SIZE,
    PARAMETERS,
    SINGLE,
    SORTS,
    default_sort,
)
from documents.query.form_fields import BoundField, OneValue, ValuesField, WordsField
from documents.query.typed_filters import Reading, understand
from documents.search.request import SearchRequest, Sort

_YEAR = re.compile(r"(?!0000)([0-9]{4})(?:/([0-9]{4}))?", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_SPOKEN_OF = re.compile(r"[0-9]{4}|[0-9]{3}X", re.ASCII)
_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATED = re.compile(rf"{_DATE}(?:/{_DATE})?", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)

Check = Callable[["SearchFilters", str], None]


class BadQuery(ValueError):
    """A query with a bad value in it. ``errors`` says what is wrong, by parameter."""

    def __init__(self, errors: ErrorDict) -> None:
        super().__init__(errors.as_text())
        self.errors = errors


class _ValuesFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = ValuesField


class _WordsFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = WordsField


class _BoundFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = BoundField


class SearchForm(forms.Form):
    """Reads and checks the parameters for a set of filters."""

    filters: SearchFilters

    def clean(self) -> dict[str, Any]:
        for name, check in CHECKS.items():
            value = self.cleaned_data.get(name) or ()
            for text in (value,) if isinstance(value, str) else value:
                try:
                    check(self.filters, text)
                except ValidationError as error:
                    self.add_error(name, error)
        given = cast("QueryDict", self.data)
        for name in SINGLE:
            if len({text for text in given.getlist(name) if text.strip()}) > 1:
                self.add_error(name, gettext("Only one value can be chosen here."))
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if start and end and start > end:
            self.add_error("to", gettext("The range ends before it begins."))
        return self.cleaned_data


class _SharedFields(dict[str, forms.Field]):
    """Fields that every form has in common: ours changes none, so that none is copied."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


@cache
def _form_class() -> type[SearchForm]:
    """The form with a field a parameter, made once: it takes longer than many a search."""
    fields = {name: one.field for name, one in SearchFilters.base_filters.items()}
    made: type[SearchForm] = type("ParametersForm", (SearchForm,), fields)
    made.base_fields = _SharedFields(made.base_fields)
    return made


class SearchFilters(django_filters.FilterSet):  # type: ignore[misc]
    """Names, labels and checks every parameter of the article list.

    ``sources`` are all the archive has: a key or a language that none of them knows is refused by
    name, because an address that silently finds nothing misleads. ``reading`` is what the words
    say besides words, once a request was asked for.
    """

    reading: Reading | None = None

    q = _WordsFilter(label=gettext_lazy("Search"))
    source = _ValuesFilter(label=gettext_lazy("Source"))
    year = _ValuesFilter(label=gettext_lazy("Year"))
    month = _ValuesFilter(label=gettext_lazy("Month"))
    dated = _ValuesFilter(label=gettext_lazy("Exact date"))
    mentions = _ValuesFilter(label=gettext_lazy("Years spoken of"))
    language = _ValuesFilter(label=gettext_lazy("Language"))
    translation = _ValuesFilter(label=gettext_lazy("Translation"))
    newspaper_page = _ValuesFilter(label=gettext_lazy("Newspaper page"))
    place = _ValuesFilter(label=gettext_lazy("Place of dateline"))
    to = _BoundFilter(label=gettext_lazy("To"), last=True)
    sort = django_filters.CharFilter(label=gettext_lazy("Order"), widget=OneValue)
    page = django_filters.CharFilter(label=gettext_lazy("Page of results"), widget=OneValue)

    def __init__(self, data: QueryDict, sources: Iterable[Source]) -> None:
        # Not what a set of filters does for a query: it copies every filter, to filter rows by.
        self.data = data
        known = list(sources)
        self.known = known
        self.sources = frozenset(source.key for source in known)
        self.languages = frozenset(tag for source in known for tag in source.languages)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The declared filters and ``from``, a word Python keeps for itself, in canonical order."""
        filters: dict[str, django_filters.Filter] = super().get_filters()
        if cls.__name__ != "SearchFilters":
            return filters
        start = _BoundFilter(field_name="from", label=gettext_lazy("From"), last=False)
        return {name: ({"from": start} | filters)[name] for name in PARAMETERS}

    @cached_property
    def form(self) -> Any:
        """The form, which checks what it is given by what this set knows."""
        form = _form_class()(self.data)
        form.filters = self
        return form

    def search_request(self) -> SearchRequest:
        """The question asked. Raises `BadQuery` where any parameter but ``q`` has a bad value."""
        if not self.form.is_valid():
            raise BadQuery(self.form.errors)
        said = self.form.cleaned_data
        page = int(said["page"] or 1)
        asked = SearchRequest(
            q=said["q"],
            **{name: said[name] for name in MULTIPLE},
            date_from=said["from"],
            date_to=said["to"],
            sort=_order(said["q"], said["sort"]),
            offset=(page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )
        self.reading = understand(asked, self.known, self.languages)
        if self.reading is None or self.reading.offered:
            return asked
        read = self.reading.request
        return replace(read, sort=_order(read.q, said["sort"]))


def request_from(query: QueryDict, sources: Iterable[Source]) -> SearchRequest:
    """The search a query string asks for; unknown parameters change nothing. Raises `BadQuery`."""
    return SearchFilters(query, sources).search_request()


def _order(q: str, sort: str) -> Sort:
    """The order asked for; without words there is no best match."""
    usual = default_sort(q)
    return usual if not sort or (sort == "relevance" and not q) else cast(Sort, sort)


def _check_source(filters: SearchFilters, value: str) -> None:
    if value not in filters.sources:
        raise ValidationError(
            gettext("There is no source with the key “%(value)s”.") % {"value": value}
        )


def _check_language(filters: SearchFilters, value: str) -> None:
    if value not in filters.languages:
        raise ValidationError(
            gettext("No text in the language “%(value)s” is held; the languages are %(known)s.")
            % {"value": value, "known": gettext(", ").join(sorted(filters.languages))}
        )


def _check_year(_: SearchFilters, value: str) -> None:
    match = _YEAR.fullmatch(value)
    if match is None or (match[2] and match[1] >= match[2]):
        raise ValidationError(
            gettext("“%(value)s” is not a year: write four digits, as in 1958.") % {"value": value}
        )


def _check_month(_: SearchFilters, value: str) -> None:
    if not _MONTH.fullmatch(value) or value.startswith("0000"):
        raise ValidationError(
            gettext("“%(value)s” is not a month: write it as in 1958-01.") % {"value": value}
        )


def _check_dated(_: SearchFilters, value: str) -> None:
    try:
        if not _DATED.fullmatch(value):
            raise ValueError(value)
        PartialDate.parse(value)
    except ValueError:
        raise ValidationError(
            gettext("“%(value)s” is not a date: write 1958-01-24, 1958-01, 1958 or 1970/1979.")
            % {"value": value}
        ) from None


def _check_mentions(_: SearchFilters, value: str) -> None:
    if not _SPOKEN_OF.fullmatch(value) or value.startswith("000"):
        raise ValidationError(
            gettext(
                "“%(value)s” is neither a year nor a decade: write 1957, or 195X for the 1950s."
            )
            % {"value": value}
        )


def _check_translation(_: SearchFilters, value: str) -> None:
    if value not in {"held", "none"}:
        raise ValidationError(gettext("“%(value)s” is neither held nor none.") % {"value": value})


def _check_newspaper_page(_: SearchFilters, value: str) -> None:
    if not _NUMBER.fullmatch(value):
        raise ValidationError(
            gettext("“%(value)s” is not a page number: write it as in 6.") % {"value": value}
        )


def _check_place(_: SearchFilters, value: str) -> None:
    if "\x00" in value or len(value) > 200:
        raise ValidationError(gettext("This is no name of a place."))


def _check_sort(_: SearchFilters, value: str) -> None:
    if value not in SORTS:
        raise ValidationError(
            gettext("“%(value)s” is not an order; the orders are %(known)s.")
            % {"value": value, "known": gettext(", ").join(SORTS)}
        )


def _check_page(_: SearchFilters, value: str) -> None:
    if not _NUMBER.fullmatch(value):
        raise ValidationError(
            gettext("“%(value)s” is not the number of a page of results.") % {"value": value}
        )
    if int(value) > LAST_PAGE:
        raise ValidationError(
            gettext("Lists end at page %(last)s; narrow the search to see what lies beyond.")
            % {"last": LAST_PAGE}
        )


CHECKS: Mapping[str, Check] = {
    "source": _check_source,
    "year": _check_year,
    "month": _check_month,
    "dated": _check_dated,
    "mentions": _check_mentions,
    "language": _check_language,
    "translation": _check_translation,
    "newspaper_page": _check_newspaper_page,
    "place": _check_place,
    "sort": _check_sort,
    "page": _check_page,
}
