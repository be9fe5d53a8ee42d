"""Facets, chips and orders, ready to print with labels and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from documents.presentation.labels import Label, Names, say_exclusion, say_range, say_values
from documents.query.addresses import (
    list_address,
    list_address_builder,
    query_pairs,
)
from documents.query.date_bounds import write_ends
from documents.query.exclusions import find_exclusions, remove_exclusion
from documents.query.filter_types import FacetFilter
from documents.query.filters import FACET_FILTERS, VALUES_FILTERS
from documents.query.paging import SORTS, default_sort
from documents.search.request import FacetCount, SearchRequest, SearchResponse

SHOWN = 8  # values of a facet in sight; the rest are folded, never left out
MANY_YEARS = 14  # past it, years are folded into decades


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A facet's value; ``url`` chooses it, or removes it where it is ``selected``.

    ``value`` is what its parameter says in an address.
    """

    label: Label
    count: int
    url: str
    selected: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years of the year facet under one heading."""

    label: str
    count: int
    choices: tuple[FacetValue, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: the values shown, and those folded under "more" or by decade.

    ``cut``: there are more values, of fewer articles; ``all_url`` lists them, where a page does.
    """

    name: str
    label: str
    choices: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()
    decades: tuple[Decade, ...] = ()
    cut: bool = False
    all_url: str = ""

    @property
    def every(self) -> Iterator[FacetValue]:
        """Every value listed, folded or not."""
        yield from self.choices
        for decade in self.decades:
            yield from decade.choices
        yield from self.more


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter; its ``url`` removes it."""

    label: SafeString
    url: str


def build_facets(request: SearchRequest, response: SearchResponse, names: Names) -> list[Facet]:
    """The facets that offer a choice, in the order of the parameters.

    Months stand only inside chosen years; a facet without values is left out.
    """
    facets = []
    for name, declared in FACET_FILTERS.items():
        counts = response.facets.get(name, ())
        if name == "month" and not request.year:
            counts = tuple(count for count in counts if count.selected)
        if not counts:
            continue
        choices = tuple(_choices(name, counts, request, names))
        facet = _fold(name, declared, counts, choices)
        if 0 < declared.column.limit <= len(counts):
            facet = replace(facet, cut=True, all_url=_list_of_all(name, request))
        facets.append(facet)
    return facets


def _list_of_all(name: str, request: SearchRequest) -> str:
    """The page of all values of a facet; "" where there is none."""
    if name == "author" and len(request.source) == 1:
        return reverse("documents:source_authors", args=request.source)
    return ""


def _choices(
    name: str, counts: Iterable[FacetCount], request: SearchRequest, names: Names
) -> Iterator[FacetValue]:
    """A facet's values, each with the address that adds it to the request or removes it."""
    address = _toggles(request, name)
    for count in counts:
        label = names.label(name, count.value)
        yield FacetValue(label, count.count, address(count.value), count.selected, count.value)


def _toggles(request: SearchRequest, name: str) -> Callable[[str], str]:
    """The list with a value added to a facet, or removed; months go with their year."""
    chosen = getattr(request, VALUES_FILTERS[name].field_name)
    address = list_address_builder(request, name)

    def toggle(value: str) -> str:
        changed = [one for one in chosen if one != value]
        if len(changed) == len(chosen):
            changed.append(value)
        return address(changed)

    return toggle


def _fold(
    name: str,
    declared: FacetFilter,
    counts: tuple[FacetCount, ...],
    choices: tuple[FacetValue, ...],
) -> Facet:
    """A facet with its long tail folded; a chosen value always stays in sight."""
    label, is_time = str(declared.label), declared.column.order == "time"
    if is_time and not declared.column.inside and len(choices) > MANY_YEARS:
        return Facet(name, label, (), decades=tuple(_decades(counts, choices)))
    if is_time or len(choices) <= SHOWN + 1:  # "1 more" saves no line
        return Facet(name, label, choices)
    shown = [c for rank, c in enumerate(choices) if rank < SHOWN or c.selected]
    more = [c for rank, c in enumerate(choices) if rank >= SHOWN and not c.selected]
    return Facet(name, label, tuple(shown), tuple(more))


def years_of(facets: list[Facet]) -> tuple[FacetValue, ...]:
    """Every value of the year facet, folded or not."""
    return tuple(choice for facet in facets if facet.name == "year" for choice in facet.every)


def _decades(counts: tuple[FacetCount, ...], choices: tuple[FacetValue, ...]) -> Iterator[Decade]:
    """Years grouped by decade; an interval is in the decade in which it begins."""
    pairs = zip(counts, choices, strict=True)
    for start, members in groupby(pairs, key=lambda one: one[0].value.removeprefix("../")[:3]):
        inside = tuple(choice for _, choice in members)
        chosen = any(choice.selected for choice in inside)
        heading = gettext("%(year)ss") % {"year": f"{start}0"}
        yield Decade(heading, sum(choice.count for choice in inside), inside, chosen)


def build_chips(request: SearchRequest, names: Names) -> list[Chip]:
    """A chip for each active filter, in the parameters' order; one for the range of dates.

    Then one for each filter that the words exclude.
    """
    chips = [
        Chip(say_values(name, [value], names), _toggles(request, name)(value))
        for name, declared in VALUES_FILTERS.items()
        for value in getattr(request, declared.field_name)
    ]
    said = say_range(request.date_from, request.date_to)
    if said:
        chips.append(
            Chip(format_html("{}", said), list_address(request, date_from=None, date_to=None))
        )
    chips += [
        Chip(say_exclusion(one, names), list_address(request, q=remove_exclusion(request.q, one)))
        for one in find_exclusions(request.q)
    ]
    return chips


def build_orders(request: SearchRequest) -> list[FacetValue]:
    """The links to a list's orders; best match only where there are words to match."""
    labels = {
        "relevance": pgettext("order", "Best match"),
        "oldest": pgettext("order", "Oldest first"),
        "newest": pgettext("order", "Newest first"),
        "title": pgettext("order", "Title"),
        "recorded": pgettext("order", "Recently added"),
    }
    return [
        FacetValue(Label(labels[sort]), 0, list_address(request, sort=sort), sort == request.sort)
        for sort in SORTS
        if sort != "relevance" or default_sort(request.q) == "relevance"
    ]


def hidden_fields(request: SearchRequest, *without: str) -> list[tuple[str, str]]:
    """The pairs a form repeats to keep the filters; never the page number."""
    left_out = {"page", *without}
    return [(name, value) for name, value in query_pairs(request) if name not in left_out]


def filter_form_fields(request: SearchRequest, facets: Iterable[Facet]) -> list[tuple[str, str]]:
    """The pairs that the form of all filters repeats: what no box and no date field of it says.

    The empty page number marks an address that a form made, for `drop_empty_parameters`.
    """
    boxes = {(facet.name, one.value) for facet in facets for one in facet.every if one.selected}
    kept = hidden_fields(request, "from", "to")
    return [*(pair for pair in kept if pair not in boxes), ("page", "")]


def date_range_values(request: SearchRequest) -> tuple[str, str]:
    """The two ends of the date range for the form's fields."""
    return write_ends(request.date_from, request.date_to)
