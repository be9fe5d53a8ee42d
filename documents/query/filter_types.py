"""Filter classes: django-filter's `Filter`, with everything the site knows of a parameter.

A filter narrows a `SearchRequest` where the library's own narrow a queryset: Tantivy selects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Literal, Self, TypeAlias, cast

import django_filters
from django.utils.functional import Promise

from documents.models import Source
from documents.query.date_bounds import write_bound
from documents.query.form_fields import BoundField, OneValueField, ValuesField, WordsField
from documents.query.paging import PAGE_SIZE, default_sort
from documents.query.translated_names import (
    LONGEST_NAME,
    find_exact_values,
    find_people_by_name,
    find_values_by_name,
)
from documents.search.request import FACETS, FacetColumn, SearchRequest, Sort

Text: TypeAlias = str | Promise
# What presentation names a value by; "word" is shown as it stands.
ValueKind: TypeAlias = Literal["date", "source", "language", "name", "word"]
ON = "1"  # the value of a switch
BARE = "{values}"  # a sentence that says the values and nothing else


@dataclass(frozen=True, slots=True)
class KnownValues:
    """The values that the archive has, for parameters whose values are all known."""

    sources: tuple[Source, ...]
    languages: frozenset[str]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Self:
        known = tuple(sources)
        return cls(known, frozenset(tag for source in known for tag in source.languages))


@dataclass(frozen=True, slots=True)
class FilterExample:
    """An example link on the help page: its words, what it does, the fields it sets."""

    shown: Text
    does: Text
    asks: Mapping[str, Any]


# Raises `ValidationError` for a value that is none of the parameter's.
Check: TypeAlias = Callable[[str, KnownValues], None]
# A typed value as fields of a request; empty for one that means nothing.
ReadTyped: TypeAlias = Callable[[str, KnownValues], Mapping[str, Any]]


class ArticleFilter(django_filters.Filter):  # type: ignore[misc]
    """One public parameter. ``field_name`` is its field of `SearchRequest`.

    ``check`` is asked for each value; ``typed_names`` are what it is called in the search box, by
    language, the usual name first, and ``read_typed`` reads the value typed behind one;
    ``help_topic`` is the topic of the help page that its ``examples`` stand under.
    """

    multiple = False  # whether it may be given several times

    def __init__(
        self,
        *,
        label: Text,
        check: Check | None = None,
        typed_names: Mapping[str, Sequence[str]] | None = None,
        read_typed: ReadTyped | None = None,
        help_topic: str = "",
        examples: Sequence[FilterExample] = (),
        **options: Any,
    ) -> None:
        super().__init__(label=label, **options)
        self.check = check
        self.typed_names: Mapping[str, Sequence[str]] = typed_names or {}
        self.read_typed = read_typed
        self.help_topic = help_topic
        self.examples = tuple(examples)

    @property
    def all_typed_names(self) -> Iterator[str]:
        """Every name of the filter for the search box, in all languages."""
        return chain.from_iterable(self.typed_names.values())

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A copy of its own for each set of filters; what was declared is shared."""
        return copy(self)

    def filter(self, request: SearchRequest, value: Any) -> SearchRequest:
        """The request with this parameter's value in its field."""
        return replace(request, **{self.field_name: value}) if value else request

    def write(self, value: Any) -> list[str]:
        """A field's value as the parameter's values in an address; none for the default."""
        return [value] if value else []


class WordsFilter(ArticleFilter):
    """The filter for the search box; values given more than once are joined."""

    field_class = WordsField
    multiple = True


class ValuesFilter(ArticleFilter):
    """A filter with several values, which mean OR.

    ``sentence`` says them in the sentence over a list, ``{values}`` being their names;
    ``kind`` is what these are, unless ``value_label`` names one itself.
    """

    field_class = ValuesField
    multiple = True

    def __init__(
        self,
        *,
        kind: ValueKind = "word",
        sentence: Text = BARE,
        value_label: Callable[[str], str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.kind: ValueKind = kind
        self.sentence = sentence
        self.value_label = value_label

    @property
    def is_bare(self) -> bool:
        """Whether a sentence says the values without words of its own."""
        return self.sentence == BARE

    def write(self, value: Iterable[str]) -> list[str]:
        return sorted(value)


class FacetFilter(ValuesFilter):
    """A filter whose values are listed and counted beside the results."""

    def __init__(self, *, help_topic: str = "facets", **options: Any) -> None:
        super().__init__(help_topic=help_topic, **options)

    @property
    def column(self) -> FacetColumn:
        return FACETS[self.field_name]


class NameFilter(FacetFilter):
    """A facet of names in the original's writing, shown beside their translations.

    ``suggestion`` says the ``{values}`` that are meant where another of their names finds nothing.
    """

    def __init__(self, *, suggestion: Text, **options: Any) -> None:
        super().__init__(kind="name", read_typed=self._read_typed, **options)
        self.suggestion = suggestion

    def find_values_by_name(self, name: str) -> tuple[str, ...]:
        """The values that a name stands for: those written so, in either script."""
        return find_exact_values(self.field_name, name)

    def _read_typed(self, value: str, _: KnownValues) -> Mapping[str, Any]:
        """The fields for a typed name: every value of that name; an unknown one finds nothing."""
        if not value or len(value) > LONGEST_NAME:
            return {}
        return {self.field_name: self.find_values_by_name(value) or (value,)}


class TranslatedNameFilter(NameFilter):
    """A facet of names whose field is a column of articles and of translations.

    ``by_first_words``: a name's first words stand for it.
    """

    def __init__(self, *, by_first_words: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.by_first_words = by_first_words

    def find_values_by_name(self, name: str) -> tuple[str, ...]:
        """The values that a name in any language stands for."""
        return find_values_by_name(self.field_name, name, by_first_words=self.by_first_words)


class PersonFilter(NameFilter):
    """A facet of people: found as any text names them, else by their sound."""

    def find_values_by_name(self, name: str) -> tuple[str, ...]:
        """The people whom a text calls so; where there are none, those whose name sounds so."""
        return find_people_by_name(self.field_name, name)


class BoundFilter(ArticleFilter):
    """A filter for one end of the date range."""

    field_class = BoundField

    def __init__(self, *, last: bool, **options: Any) -> None:
        super().__init__(last=last, **options)
        self.last = last

    def write(self, value: date | None) -> list[str]:
        return [write_bound(value, last=self.last)] if value else []


class SwitchFilter(ArticleFilter):
    """A parameter that is on, or not there."""

    field_class = OneValueField

    def filter(self, request: SearchRequest, value: str) -> SearchRequest:
        on: dict[str, Any] = {self.field_name: bool(value)}
        return replace(request, **on)

    def write(self, value: bool) -> list[str]:
        return [ON] if value else []


class SortFilter(ArticleFilter):
    """The parameter for the order; without words there is no best match. Read after the words."""

    field_class = OneValueField

    def filter(self, request: SearchRequest, value: str) -> SearchRequest:
        usual = default_sort(request.q)
        has_default = not value or (value == "relevance" and usual != "relevance")
        return replace(request, sort=usual if has_default else cast("Sort", value))


class PageFilter(ArticleFilter):
    """The parameter for the page number, from 1; a request counts hits, from 0."""

    field_class = OneValueField

    def filter(self, request: SearchRequest, value: str) -> SearchRequest:
        return replace(request, offset=(int(value or 1) - 1) * PAGE_SIZE)

    def write(self, value: int) -> list[str]:
        number = value // PAGE_SIZE + 1
        return [str(number)] if number > 1 else []
