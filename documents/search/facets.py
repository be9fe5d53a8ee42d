"""Filters and facets: what is selected, and how many articles each further choice would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import tantivy

from documents.dates import PartialDate
from documents.search.beside import ask_beside
from documents.search.request import FACETS, FacetCount, SearchRequest
from documents.search.schema import LANGUAGES, NONE, SINGLE_FIELDS, SPOKEN, SPOKEN_MORE, say_mention

_MOST_VALUES = 60_000  # Tantivy refuses aggregations beyond 65,000 values
_COLUMNS = {"language": (LANGUAGES,), "mentions": SPOKEN}  # where a facet is counted elsewhere


Condition: TypeAlias = tuple[tantivy.Occur, tantivy.Query]
_FEW = 8  # articles for each that speaks of a year, from which those are counted by themselves


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of an index from the start.

    ``values`` are those of each column that an article has one of, with how many have each;
    ``spoken`` are the years spoken of, in an index in which few articles speak of any, else None.
    """

    values: Mapping[str, Mapping[str, int]]
    spoken: tuple[str, ...] | None = None


@dataclass(slots=True)
class Counts:
    """Everything a response says but the hits themselves."""

    total: int = 0
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    timeline: dict[int, int] = field(default_factory=dict)
    spans: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    days: dict[int, int] = field(default_factory=dict)


def count_whole(searcher: tantivy.Searcher) -> Whole:
    """What `filters` and `count_facets` go by; it reads every column once."""
    values = _count(searcher, tantivy.Query.all_query(), (*SINGLE_FIELDS, LANGUAGES))
    years = searcher.terms_with_prefix("mentions", "")
    few = sum(number for _, number in years) * _FEW < searcher.num_docs
    return Whole(values, tuple(value for value, _ in years) if few else None)


def filters(
    schema: tantivy.Schema,
    whole: Whole,
    words: tantivy.Query,
    request: SearchRequest,
    without: str = "",
) -> tantivy.Query:
    """The query with the request's filters (but for one facet's), which select and do not score."""
    must = tantivy.Occur.Must
    conditions: list[Condition] = []
    for name in FACETS:
        chosen = _chosen(request, name)
        if name == without or not chosen:
            continue
        conditions += _choose(schema, whole, name, chosen)
    if request.dated:
        conditions.append((must, _exactly(schema, request.dated)))
    if request.date_from or request.date_to:
        conditions += _between(
            schema, whole, request.date_from or date.min, request.date_to or date.max
        )
    if not conditions:
        return words
    unscored = [(how, tantivy.Query.const_score_query(each, 0.0)) for how, each in conditions]
    return tantivy.Query.boolean_query([(must, words), *unscored])


def _choose(
    schema: tantivy.Schema, whole: Whole, name: str, chosen: Sequence[str]
) -> list[Condition]:
    """The articles with any of some values of a facet."""
    column, values, others = _sides(whole, name, chosen)
    if others is None:
        return [(tantivy.Occur.Must, tantivy.Query.term_set_query(schema, column, values))]
    if others:
        return [(tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, column, others))]
    return []


def _sides(
    whole: Whole, name: str, chosen: Sequence[str]
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


def count_facets(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    whole: Whole,
    words: tantivy.Query,
    request: SearchRequest,
) -> Counts:
    """Counts every facet without its own filter, and the timeline with all of them."""
    year = request.year[0] if len(request.year) == 1 else ""
    wanted = [name for name in FACETS if name != "month" or year or request.month]

    def count(name: str) -> Callable[[], dict[str, dict[str, int]]]:
        query = filters(schema, whole, words, request, name)
        if name == "mentions" and whole.spoken is not None:
            query = _speaking(schema, query, whole.spoken)
        return ask_beside(lambda: _values(searcher, query, [name]))

    apart = {name for name in wanted if _chosen(request, name)}
    if whole.spoken is not None:
        apart.add("mentions")
    begun = {name: count(name) for name in wanted if name in apart}
    together = [name for name in wanted if name not in apart or name in ("source", "year")]
    narrow = _values(searcher, filters(schema, whole, words, request), together)
    counts = Counts(total=sum(narrow["source"].values()))
    for name in wanted:
        chosen = _chosen(request, name)
        values = begun[name]()[name] if name in begun else narrow[name]
        values = {value: number for value, number in values.items() if value != NONE}
        if name == "month":
            values = {value: n for value, n in values.items() if value[:4] == year}
        counts.facets[name] = _listed(name, values, chosen)
    for value, number in sorted(narrow["year"].items()):
        if value == NONE:
            counts.undated = number
        elif "/" in value:
            counts.spans[value] = number
        else:
            counts.timeline[int(value)] = number
    if len(request.month) == 1:
        counts.days = _days(searcher, filters(schema, whole, words, request))
    return counts


def _speaking(schema: tantivy.Schema, query: tantivy.Query, years: Sequence[str]) -> tantivy.Query:
    """Those of a query's articles that speak of any year."""
    must = tantivy.Occur.Must
    any_year = tantivy.Query.term_set_query(schema, "mentions", list(years))
    return tantivy.Query.boolean_query(
        [(must, query), (must, tantivy.Query.const_score_query(any_year, 0.0))]
    )


def _days(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[int, int]:
    """Articles by day (`date.toordinal`), those dated to a whole month left out."""
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


def _chosen(request: SearchRequest, name: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(request, name)
    return chosen


def _listed(name: str, values: dict[str, int], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    """In the order a reader expects: time and pages upwards, everything else by count."""
    counted = dict.fromkeys(chosen, 0) | values
    rows = [FacetCount(value, number, value in chosen) for value, number in counted.items()]
    if name in ("year", "month", "mentions"):
        rows.sort(key=lambda row: (row.value[:4], row.value))
    elif name == "newspaper_page":
        rows.sort(key=lambda row: (int(row.value) if row.value.isdecimal() else 0, row.value))
    else:
        rows.sort(key=lambda row: (-row.count, row.value))
    return tuple(rows)


def _values(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Iterable[str]
) -> dict[str, dict[str, int]]:
    """How many of a query's articles have each value of some facets, `NONE` among them."""
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
    size = {"size": _MOST_VALUES, "segment_size": _MOST_VALUES}
    asked: dict[str, Any] = {name: {"terms": {"field": name, **size}} for name in columns}
    unscored = tantivy.Query.const_score_query(query, 0.0)
    answer = searcher.aggregate(unscored, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in asked
    }


def _apart(counts: dict[str, int]) -> dict[str, int]:
    """Counts of articles by their languages as counts by language."""
    apart: dict[str, int] = {}
    for languages, number in counts.items():
        for language in languages.split():
            apart[language] = apart.get(language, 0) + number
    return apart


def _together(columns: Iterable[dict[Any, int]]) -> dict[str, int]:
    """Counts of the years spoken of, from all their columns."""
    together: dict[str, int] = {}
    for counts in columns:
        for key, number in counts.items():
            if key:
                value = say_mention(int(key))
                together[value] = together.get(value, 0) + number
    return together


def _exactly(schema: tantivy.Schema, dates: Iterable[str]) -> tantivy.Query:
    """Articles that begin and end on the first and last day of one of some dates."""
    should, must = tantivy.Occur.Should, tantivy.Occur.Must
    either: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for edtf in dates:
        date = PartialDate.parse(edtf)
        days = {"first_day": date.lower.toordinal(), "last_day": date.upper.toordinal()}
        both = [(must, tantivy.Query.term_query(schema, name, day)) for name, day in days.items()]
        either.append((should, tantivy.Query.boolean_query(both)))
    return tantivy.Query.boolean_query(either)


def _between(schema: tantivy.Schema, whole: Whole, first: date, last: date) -> list[Condition]:
    """The range by overlap: begun before it ends, not ended before it begins.

    Days are compared only in years that the range cuts: in the others every article is meant.
    """
    inside: list[str] = []
    cut: list[str] = []
    for value in whole.values["year"]:
        if value == NONE:
            continue
        begins, ends = date(int(value[:4]), 1, 1), date(int(value[-4:]), 12, 31)
        if first <= begins and ends <= last:
            inside.append(value)
        elif begins <= last and first <= ends:
            cut.append(value)
    if not cut:
        return _choose(schema, whole, "year", inside)
    must, should = tantivy.Occur.Must, tantivy.Occur.Should
    unsigned = tantivy.FieldType.Unsigned
    days = [
        tantivy.Query.term_set_query(schema, "year", cut),
        tantivy.Query.range_query(schema, "last_day", unsigned, lower_bound=first.toordinal()),
        tantivy.Query.range_query(schema, "first_day", unsigned, upper_bound=last.toordinal()),
    ]
    either = [
        (should, tantivy.Query.term_set_query(schema, "year", inside)),
        (should, tantivy.Query.boolean_query([(must, each) for each in days])),
    ]
    return [(must, tantivy.Query.boolean_query(either))]
