"""The holdings of each source: counts from the index, spans from the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from archive.addresses import address
from archive.languages import SOURCE, interface_tag
from documents.dates import years_of_span
from documents.models import Article, Source
from documents.presentation.dates import say_date, say_short_month, say_short_month_of_year
from documents.presentation.labels import (
    Label,
    name_language,
    name_source,
    say_articles_of,
    say_dates,
    typeset,
)
from documents.presentation.rights import name_rights
from documents.query.addresses import list_address
from documents.search import OpenIndex
from documents.search.request import SearchRequest, SearchResponse
from documents.search.value_spans import count_with_spans

KINDS = {
    "newspaper": gettext_lazy("Newspaper"),
    "encyclopedia": gettext_lazy("Encyclopedia"),
    "periodical": gettext_lazy("Periodical"),
    "book": gettext_lazy("Book"),
    "documents": gettext_lazy("Collection of documents"),
}
NOTES = {
    "attribution": gettext_lazy("Attribution"),
    "original": gettext_lazy("Original"),
    "content": gettext_lazy("Note on the content"),
    "translator": gettext_lazy("Translator"),
    "date": gettext_lazy("Date"),
    "rights": gettext_lazy("Rights"),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """A source and what is held of it, in words."""

    source: Source
    name: Label
    other_names: tuple[Label, ...]
    kind: str
    publisher: Label | None
    place: Label | None
    languages: str
    count: int
    translated: int
    span: str
    years: tuple[int, int] | None
    rights: str
    notes: tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class SourceMonth:
    """A month of a source's year; ``url`` is "" where nothing is held."""

    name: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year (or an interval) of a source, with its count; ``months`` are the twelve of a year."""

    label: str
    count: int
    url: str
    months: tuple[SourceMonth, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A source, the number of its articles, and their first and last day."""

    source: Source
    count: int
    span: tuple[date | None, date | None]


def list_holdings(response: SearchResponse) -> list[Holding]:
    """The holdings of every source, by one search and one query."""
    return [_describe(one.source, one.count, 0, one.span) for one in count_sources(response)]


def count_sources(response: SearchResponse) -> list[CountedSource]:
    """Every source with the number and the span of its articles: one query."""
    counts = {count.value: count.count for count in response.facets.get("source", ())}
    dated = Article.objects.newest().filter(source=OuterRef("pk"), date_from__isnull=False)
    begun, ended = dated.exclude(date_from=date.min), dated.exclude(date_to=date.max)
    rows = Source.objects.annotate(
        first=Subquery(begun.order_by("date_from").values("date_from")[:1]),
        last=Subquery(ended.order_by("-date_from").values("date_to")[:1]),
    )
    return [CountedSource(row, counts.get(row.key, 0), (row.first, row.last)) for row in rows]


def build_holding(source: Source, response: SearchResponse) -> Holding:
    """The holdings of one source, its counts by a search for it alone."""
    translated = sum(
        count.count for count in response.facets.get("translation", ()) if count.value == "held"
    )
    return _describe(source, response.total, translated, find_date_bounds(response))


def say_year_span(response: SearchResponse) -> str:
    """The span of years of a search's results, in words."""
    return _say_years(*find_date_bounds(response))


def find_date_bounds(response: SearchResponse) -> tuple[date | None, date | None]:
    """The first and last year of a search's results."""
    bounds = [year for span in response.spans for year in years_of_span(span) if year]
    years = [*response.timeline, *bounds]
    return (date(min(years), 1, 1), date(max(years), 12, 31)) if years else (None, None)


def _describe(
    source: Source, count: int, translated: int, span: tuple[date | None, date | None]
) -> Holding:
    name = name_source(source)
    names = [
        Label(typeset(text), tag)
        for tag, text in source.names.items()
        if typeset(text) != name.text
    ]
    return Holding(
        source=source,
        name=name,
        other_names=tuple(names),
        kind=str(KINDS.get(source.kind, source.kind)),
        publisher=_in_words(source.publisher),
        place=_in_words(source.place),
        languages=gettext(", ").join(name_language(tag) for tag in source.languages),
        count=count,
        translated=translated,
        span=_say_years(*span),
        years=(span[0].year, span[1].year) if span[0] and span[1] else None,
        rights=name_rights(source.rights_uri),
        notes=tuple(
            (str(NOTES.get(kind, kind)), label)
            for kind, texts in source.notes.items()
            if (label := _in_words(texts))
        ),
    )


def _in_words(texts: Mapping[str, str]) -> Label | None:
    """A text in the active language, else in its messages' language, else the first there is."""
    wanted = interface_tag()
    for tag in (wanted, SOURCE, *texts):
        if texts.get(tag):
            return Label(texts[tag], "" if tag == wanted else tag)
    return None


def _say_years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return say_dates(date(first.year, 1, 1), date(last.year, 12, 31))


def list_years(
    source: Source, response: SearchResponse, index: OpenIndex | None = None
) -> list[Year]:
    """The years of a source's articles, and the intervals that lie in no single year.

    Years have their months where an index can count these.
    """
    spans = count_with_spans(index, "month", source.key) if index else ()
    months = {span.value: span.count for span in spans}
    years = [
        Year(
            str(year),
            count,
            reverse("documents:source_year", args=[source.key, year]),
            tuple(_month(source, year, month, months) for month in range(1, 13)) if months else (),
        )
        for year, count in sorted(response.timeline.items())
    ]
    for span, count in sorted(response.spans.items()):
        url = list_address(SearchRequest(source=(source.key,), year=(span,), sort="oldest"))
        years.append(Year(say_date(span), count, url))
    return years


def _month(source: Source, year: int, month: int, counts: Mapping[str, int]) -> SourceMonth:
    value = f"{year:04}-{month:02}"
    if not counts.get(value):
        return SourceMonth(say_short_month(month))
    label = say_articles_of(say_short_month_of_year(year, month), counts[value])
    url = address("documents:source_month", source.key, year, month)
    return SourceMonth(say_short_month(month), label, url)
