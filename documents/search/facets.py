"""Facet counts: how many articles each further choice would show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from typing import Any

import tantivy

from documents.search.filter_clauses import (
    RANGE,
    IndexTotals,
    by_years,
    filter_conditions,
    filter_query,
    mentions_query,
    selected_values,
    years_between,
)
from documents.search.request import FACETS, FacetCount, SearchRequest
from documents.search.schema import (
    LANGUAGES,
    NONE,
    SINGLE_FIELDS,
    SPOKEN,
    SPOKEN_MORE,
    format_mention,
)
from documents.search.search_threads import start_in_thread

_MAX_VALUES = 60_000  # Tantivy refuses aggregations beyond 65,000 values
_COLUMNS = {"language": (LANGUAGES,), "mentions": SPOKEN}  # where a facet is counted elsewhere
_FEW = 8  # articles for each that speaks of a year, from which those are counted by themselves


@dataclass(frozen=True, slots=True)
class YearCounts:
    """The number of articles that answer a request, by year, by span of years, and undated."""

    total: int
    timeline: dict[int, int]
    spans: dict[str, int]
    undated: int


def count_index(searcher: tantivy.Searcher) -> IndexTotals:
    """Count the whole index once, for `filter_query` and `ResponseCounts`; reads every column."""
    values = _count(searcher, tantivy.Query.all_query(), (*SINGLE_FIELDS, LANGUAGES))
    years = searcher.terms_with_prefix("mentions", "")
    few = sum(number for _, number in years) * _FEW < searcher.num_docs
    return IndexTotals(values, tuple(value for value, _ in years) if few else None)


class ResponseCounts:
    """All counts of a response, begun at once in other threads, beside the page.

    Every facet is counted without its own filter, and the years with all of them. What is asked of
    it waits for its own part of the counting only; it is counted once.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        whole: IndexTotals,
        words: tantivy.Query,
        request: SearchRequest,
    ) -> None:
        self._searcher, self._schema, self._whole = searcher, schema, whole
        self._words, self._request = words, request
        self._wanted = [
            name
            for name, column in FACETS.items()
            if not column.inside
            or len(selected_values(request, column.inside)) == 1
            or selected_values(request, name)
        ]
        apart = {name for name in self._wanted if selected_values(request, name)}
        if whole.spoken is not None:
            apart.add("mentions")
        if not request.q:  # lists in order of date wait for the years: these come first
            apart.add("year")
        without = by_years(whole, request) if "year" in apart else frozenset[str]()
        ranged = (request.date_from or request.date_to) and RANGE in without
        self._range = frozenset(years_between(whole, request)[0]) if ranged else None
        self._begun: dict[str, Callable[[], dict[str, dict[str, int]]]] = {}
        if "year" in apart:
            self._begun["year"] = start_in_thread(lambda: self._values(["year"], without))
        together = [name for name in self._wanted if name not in apart]
        if together:
            self._begun |= dict.fromkeys(together, start_in_thread(lambda: self._values(together)))
        for name in self._wanted:
            if name in apart and name != "year":
                self._begun[name] = start_in_thread(partial(self._values, [name], {name}))
        self._days = start_in_thread(self._count_days) if len(request.month) == 1 else dict
        self._years: YearCounts | None = None
        self._facets: dict[str, tuple[FacetCount, ...]] | None = None

    def years(self) -> YearCounts:
        """The articles by year, under all filters."""
        begun, years = self._begun, self._years  # in this order: see below
        if years is None:
            found = self._in_range(begun["year"]()["year"])
            if chosen := frozenset(self._request.year):
                found = {value: number for value, number in found.items() if value in chosen}
            years = self._years = _along_time(found)
        return years

    def facets(self) -> dict[str, tuple[FacetCount, ...]]:
        """The values of every facet in the order they are listed in."""
        begun, facets = self._begun, self._facets
        if facets is None:
            self.years()
            facets = self._facets = {name: self._list(name, begun[name]()) for name in self._wanted}
            self._begun = {}  # counts are remembered: what they were made from is let go of
        return facets

    def _in_range(self, years: dict[str, int]) -> dict[str, int]:
        """A range of whole years does not select articles before counting, but years after it."""
        if self._range is None:
            return years
        return {value: number for value, number in years.items() if value in self._range}

    def _list(self, name: str, found: dict[str, dict[str, int]]) -> tuple[FacetCount, ...]:
        values, request = found[name], self._request
        if name == "year":
            values = self._in_range(values)
        elif name == "month":
            year = request.year[0] if len(request.year) == 1 else ""
            values = {value: number for value, number in values.items() if value[:4] == year}
        values = {value: number for value, number in values.items() if value != NONE}
        return _listed(name, values, selected_values(request, name))

    def days(self) -> dict[int, int]:
        """The articles of each day of one chosen month."""
        return self._days()

    def _values(
        self, names: Sequence[str], without: Collection[str] = ()
    ) -> dict[str, dict[str, int]]:
        """The counts of some facets' values, under all filters but some."""
        whole, request = self._whole, self._request
        query = filter_query(self._schema, whole, self._words, request, without)
        if list(names) == ["mentions"] and whole.spoken is not None:
            query = mentions_query(self._schema, query, whole.spoken)
        elif not request.q:
            conditions = filter_conditions(self._schema, whole, request, without)
            if all(how == tantivy.Occur.MustNot for how, _ in conditions):
                return self._all_but([each for _, each in conditions], names, query)
        return _values(self._searcher, query, names)

    def _all_but(
        self, excluded: Sequence[tantivy.Query], names: Sequence[str], query: tantivy.Query
    ) -> dict[str, dict[str, int]]:
        """The whole less what is excluded, which is few: nothing to count where nothing is."""
        known = [name for name in names if name == "language" or name in self._whole.values]
        others = [name for name in names if name not in known]
        left = {name: dict(_of_whole(self._whole, name)) for name in known}
        if excluded:
            either = [(tantivy.Occur.Should, each) for each in excluded]
            less = _values(self._searcher, tantivy.Query.boolean_query(either), known)
            for name, values in less.items():
                for value, number in values.items():
                    left[name][value] -= number
                left[name] = {value: number for value, number in left[name].items() if number}
        if others:
            left |= _values(self._searcher, query, others)
        return left

    def _count_days(self) -> dict[int, int]:
        query = filter_query(self._schema, self._whole, self._words, self._request)
        return _days(self._searcher, query)


def _along_time(years: dict[str, int]) -> YearCounts:
    """Counts by year, out of a column with one value an article."""
    timeline: dict[int, int] = {}
    spans: dict[str, int] = {}
    for value, number in sorted(years.items()):
        if "/" in value:
            spans[value] = number
        elif value != NONE:
            timeline[int(value)] = number
    return YearCounts(sum(years.values()), timeline, spans, years.get(NONE, 0))


def _of_whole(whole: IndexTotals, name: str) -> Mapping[str, int]:
    """The counts of a facet's values over all articles."""
    return _apart(whole.values[LANGUAGES]) if name == "language" else whole.values[name]


def _days(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[int, int]:
    """Counts by day (`date.toordinal`); articles dated to a whole month are left out."""
    terms = {"size": 400, "segment_size": 400}
    answer = searcher.aggregate(
        query,
        {
            "first": {
                "terms": {"field": "first_day", **terms},
                "aggs": {"last": {"terms": {"field": "last_day", **terms}}},
            }
        },
    )
    days = {
        int(first["key"]): last["doc_count"]
        for first in answer["first"]["buckets"]
        for last in first["last"]["buckets"]
        if last["key"] == first["key"]
    }
    return dict(sorted(days.items()))


def _listed(name: str, values: dict[str, int], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    """Values in the usual order: time and pages ascending, everything else by count."""
    counted = dict.fromkeys(chosen, 0) | values
    limit = FACETS[name].limit
    if limit and len(counted) > limit:
        often = nsmallest(limit, counted, key=lambda value: (-counted[value], value))
        counted = {value: counted[value] for value in dict.fromkeys((*often, *chosen))}
    rows = [FacetCount(value, number, value in chosen) for value, number in counted.items()]
    order = FACETS[name].order
    if order == "time":
        rows.sort(key=lambda row: (row.value.removeprefix("../")[:4], row.value))
    elif order == "number":
        rows.sort(key=lambda row: (int(row.value) if row.value.isdecimal() else 0, row.value))
    else:
        rows.sort(key=lambda row: (-row.count, row.value))
    return tuple(rows)


def _values(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Iterable[str]
) -> dict[str, dict[str, int]]:
    """The counts of some facets' values among a query's articles, `NONE` included."""
    columns = {name: _COLUMNS.get(name, (name,)) for name in names}
    asked = [column for several in columns.values() for column in several]
    found = _count(searcher, query, asked)
    values: dict[str, dict[str, int]] = {name: found[name] for name in columns if name in found}
    if "language" in columns:
        values["language"] = _apart(found[LANGUAGES])
    if "mentions" in columns:
        spoken = [found[column] for column in SPOKEN]
        if spoken[-1].keys() - {0}:  # some speak of more years than there are columns
            more = tantivy.Query.exists_query(SPOKEN_MORE)
            must = tantivy.Occur.Must
            both = tantivy.Query.boolean_query([(must, query), (must, more)])
            spoken.append(_count(searcher, both, [SPOKEN_MORE])[SPOKEN_MORE])
        values["mentions"] = _together(spoken)
    return values


def _count(
    searcher: tantivy.Searcher, query: tantivy.Query, columns: Iterable[str]
) -> dict[str, dict[Any, int]]:
    size = {"size": _MAX_VALUES, "segment_size": _MAX_VALUES}
    asked: dict[str, Any] = {name: {"terms": {"field": name, **size}} for name in columns}
    unscored = tantivy.Query.const_score_query(query, 0.0)
    answer = searcher.aggregate(unscored, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in asked
    }


def _apart(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by set of languages split into counts by language."""
    apart: dict[str, int] = {}
    for languages, number in counts.items():
        for language in languages.split():
            apart[language] = apart.get(language, 0) + number
    return apart


def _together(columns: Iterable[dict[Any, int]]) -> dict[str, int]:
    """Counts of the years mentioned, summed over all their columns."""
    together: dict[str, int] = {}
    for counts in columns:
        for key, number in counts.items():
            if key:
                value = format_mention(int(key))
                together[value] = together.get(value, 0) + number
    return together
