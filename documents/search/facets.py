"""Facets: how many articles each further choice would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import tantivy

from documents.search.beside import ask_beside
from documents.search.filtering import Whole, chosen_of, filters, speaking
from documents.search.request import FACETS, FacetCount, SearchRequest
from documents.search.schema import LANGUAGES, NONE, SINGLE_FIELDS, SPOKEN, SPOKEN_MORE, say_mention

_MOST_VALUES = 60_000  # Tantivy refuses aggregations beyond 65,000 values
_COLUMNS = {"language": (LANGUAGES,), "mentions": SPOKEN}  # where a facet is counted elsewhere
_FEW = 8  # articles for each that speaks of a year, from which those are counted by themselves


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
            query = speaking(schema, query, whole.spoken)
        return ask_beside(lambda: _values(searcher, query, [name]))

    apart = {name for name in wanted if chosen_of(request, name)}
    if whole.spoken is not None:
        apart.add("mentions")
    begun = {name: count(name) for name in wanted if name in apart}
    together = [name for name in wanted if name not in apart or name in ("source", "year")]
    narrow = _values(searcher, filters(schema, whole, words, request), together)
    counts = Counts(total=sum(narrow["source"].values()))
    for name in wanted:
        chosen = chosen_of(request, name)
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
