"""The filters of a request as Tantivy queries; they select, and do not score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import tantivy

from documents.dates import PartialDate, years_of_span
from documents.search.request import FACETS, SearchRequest
from documents.search.schema import LANGUAGES, NONE

RANGE = "range"  # what stands for both bounds of a range of dates where filters are left out
Condition: TypeAlias = tuple[tantivy.Occur, tantivy.Query]


@dataclass(frozen=True, slots=True)
class IndexTotals:
    """Facts of an index known from the start: counts over all its articles.

    ``values`` are those of each column that an article has one of, with how many have each;
    ``spoken`` are the years spoken of, in an index in which few articles speak of any, else None.
    """

    values: Mapping[str, Mapping[str, int]]
    spoken: tuple[str, ...] | None = None


def filter_query(
    schema: tantivy.Schema,
    whole: IndexTotals,
    words: tantivy.Query,
    request: SearchRequest,
    without: Collection[str] = (),
) -> tantivy.Query:
    """A query with the request's filters (but for some), which select and do not score."""
    conditions = filter_conditions(schema, whole, request, without)
    if not conditions:
        return words
    unscored = [(how, tantivy.Query.const_score_query(each, 0.0)) for how, each in conditions]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), *unscored])


def filter_conditions(
    schema: tantivy.Schema,
    whole: IndexTotals,
    request: SearchRequest,
    without: Collection[str] = (),
) -> list[Condition]:
    """The conditions of a request's filters: ``without`` some facets or `RANGE`."""
    must = tantivy.Occur.Must
    conditions: list[Condition] = []
    for name in FACETS:
        chosen = selected_values(request, name)
        if chosen and name not in without:
            conditions += _choose(schema, whole, name, chosen)
    if request.dated:
        conditions.append((must, _exactly(schema, request.dated)))
    if (request.date_from or request.date_to) and RANGE not in without:
        conditions += _between(schema, whole, request)
    return conditions


def _choose(
    schema: tantivy.Schema, whole: IndexTotals, name: str, chosen: Sequence[str]
) -> list[Condition]:
    """The articles with any of the chosen values of a facet."""
    column, values, others = _sides(whole, name, chosen)
    if others is None:
        return [(tantivy.Occur.Must, tantivy.Query.term_set_query(schema, column, values))]
    if others:
        return [(tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, column, others))]
    return []


def _sides(
    whole: IndexTotals, name: str, chosen: Sequence[str]
) -> tuple[str, list[str], list[str] | None]:
    """The column a facet is filtered by, the values chosen in it, and those to exclude instead.

    Whichever are fewer articles are cheaper to read: nearly every value is chosen by excluding the
    few others. None where the chosen ones are to be read.
    """
    column = LANGUAGES if name == "language" else name
    held = whole.values.get(column)
    if held is None:  # an article has several, so that no value excludes another
        return column, list(chosen), None
    picked = set(chosen)
    values = [
        value
        for value in held
        if value in picked or (column == LANGUAGES and not picked.isdisjoint(value.split()))
    ]
    taken = set(values)
    others = [value for value in held if value not in taken]
    if not values or sum(map(held.__getitem__, values)) <= sum(map(held.__getitem__, others)):
        return column, values or list(chosen), None
    return column, values, others


def _exactly(schema: tantivy.Schema, dates: Iterable[str]) -> tantivy.Query:
    """The articles dated exactly by one of some dates: same first and last day."""
    should, must = tantivy.Occur.Should, tantivy.Occur.Must
    either: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for edtf in dates:
        date = PartialDate.parse(edtf)
        days = {"first_day": date.lower.toordinal(), "last_day": date.upper.toordinal()}
        both = [(must, tantivy.Query.term_query(schema, name, day)) for name, day in days.items()]
        either.append((should, tantivy.Query.boolean_query(both)))
    return tantivy.Query.boolean_query(either)


def by_years(whole: IndexTotals, request: SearchRequest) -> frozenset[str]:
    """The filters as values of ``year``, a range too if it cuts no year."""
    ranged = request.date_from or request.date_to
    return frozenset({"year"} if ranged and years_between(whole, request)[1] else {"year", RANGE})


def years_between(whole: IndexTotals, request: SearchRequest) -> tuple[list[str], list[str]]:
    """The values of ``year`` inside a request's range of dates, and those it cuts."""
    start, end = request.date_from or date.min, request.date_to or date.max
    inside: list[str] = []
    cut: list[str] = []
    for value in whole.values["year"]:
        if value == NONE:
            continue
        first, last = years_of_span(value)
        begins = date(first, 1, 1) if first else date.min
        ends = date(last, 12, 31) if last else date.max
        if start <= begins and ends <= end:
            inside.append(value)
        elif begins <= end and start <= ends:
            cut.append(value)
    return inside, cut


def _between(schema: tantivy.Schema, whole: IndexTotals, request: SearchRequest) -> list[Condition]:
    """A range of dates by overlap: begun inside it, or begun before and not ended by then.

    Of the latter there are only some in the years that it cuts. A few whole years are chosen as
    such: that is quicker than comparing days until there is a tenth of all articles in them.
    """
    inside, cut = years_between(whole, request)
    held = whole.values["year"]
    if not cut and sum(map(held.__getitem__, inside)) * 10 < sum(held.values()):
        return _choose(schema, whole, "year", inside)
    must, should = tantivy.Occur.Must, tantivy.Occur.Should
    first, last = (day.toordinal() if day else None for day in (request.date_from, request.date_to))
    unsigned = tantivy.FieldType.Unsigned
    begun = tantivy.Query.range_query(schema, "first_day", unsigned, first, last)
    if first is None or not cut:
        return [(must, begun)]
    reaching = [
        tantivy.Query.term_set_query(schema, "year", cut),
        tantivy.Query.range_query(schema, "last_day", unsigned, lower_bound=first),
    ]
    if last is not None:
        reaching.append(tantivy.Query.range_query(schema, "first_day", unsigned, upper_bound=last))
    either = [begun, tantivy.Query.boolean_query([(must, each) for each in reaching])]
    return [(must, tantivy.Query.boolean_query([(should, each) for each in either]))]


def mentions_query(
    schema: tantivy.Schema, query: tantivy.Query, years: Sequence[str]
) -> tantivy.Query:
    """The articles of a query that mention any year."""
    must = tantivy.Occur.Must
    any_year = tantivy.Query.term_set_query(schema, "mentions", list(years))
    return tantivy.Query.boolean_query(
        [(must, query), (must, tantivy.Query.const_score_query(any_year, 0.0))]
    )


def selected_values(request: SearchRequest, name: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(request, name)
    return chosen
