"""The renderings page: how a word was said in the other language, and its table and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.concordance import line_address
from documents.corpus.counterpart_words import CounterpartWords, LineLanguages
from documents.corpus.query_renderings import (
    LanguageRenderings,
    QueryRenderings,
    RenderingCount,
    RenderingMarker,
    build_renderings,
    write_renderings,
)
from documents.presentation.dates import say_date
from documents.presentation.labels import Names, name_primary_language, name_source
from documents.results.quotations import mark_matches
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher
from documents.views.concordance import mark_counterpart
from documents.views.export_options import CELLS_PARAMETER
from documents.views.line_options import LineOptions, line_pairs
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED, answer_page, answer_table

DRAWN = 6  # renderings drawn along the years
MOST_BARS = 40
_STEPS = (1, 2, 5, 10, 20, 50, 100)  # years that a bar may stand for
BARS_HEIGHT = 48


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar of a rendering along the years: per cent across, pixels down."""

    x: float
    width: float
    y: float
    height: float
    said: str


@query_parameters(*UNORDERED)
@negotiated(
    Representation(JSON, "renderings_json"),
    Representation("text/csv", "renderings_table"),
)
@needs_index
def renderings(request: HttpRequest) -> HttpResponse:
    """The renderings of a word or phrase, each with count, share, example and its lines."""
    return answer_page(request, "renderings", build_renderings, _show)


def _show(asked: SearchRequest, built: QueryRenderings, names: Names) -> dict[str, object]:
    marker = RenderingMarker(built)
    return {
        "renderings": built,
        "groups": [
            _show_group(group, built.languages_of(group), asked, names, marker)
            for group in built.groups
        ],
        "lines_url": lines_address(asked),
    }


@query_parameters(*UNORDERED, CELLS_PARAMETER)
@needs_index
def renderings_table(request: HttpRequest) -> HttpResponse:
    """The renderings as a table for a spreadsheet."""
    return answer_table(
        request,
        lambda asked, cells: write_renderings(build_renderings(asked)[0], cells),
        "renderings.csv",
    )


def lines_address(
    asked: SearchRequest,
    words: CounterpartWords | None = None,
    languages: LineLanguages | None = None,
) -> str:
    """The concordance of a search, of the lines whose counterparts and languages fit."""
    options = LineOptions(words=words or CounterpartWords(), languages=languages or LineLanguages())
    return f"{reverse('documents:concordance')}?{urlencode(line_pairs(asked, options))}"


def _show_group(
    group: LanguageRenderings,
    languages: LineLanguages,
    asked: SearchRequest,
    names: Names,
    marker: RenderingMarker,
) -> dict[str, object]:
    """One pair of languages, ready to print."""
    matcher = Matcher(asked.q)
    sources = sorted(group.sources, key=lambda key: (-group.sources[key], key))
    return {
        "language": name_primary_language(group.language),
        "other": name_primary_language(group.other),
        "other_tag": group.other,
        "lines": group.lines,
        "unrecognised": group.unrecognised,
        "unrecognised_share": _percent(group.unrecognised, group.lines),
        "unrecognised_url": lines_address(
            asked, CounterpartWords((), tuple(item.search for item in group.items)), languages
        ),
        "said": [
            {
                "text": item.text,
                "count": item.count,
                "share": _percent(item.count, group.lines),
                "in_dictionary": item.in_dictionary,
                "url": lines_address(asked, CounterpartWords((item.search,)), languages),
                "sentence": mark_matches(item.example.sentence, matcher),
                "sentence_lang": item.example.language,
                "counterpart": mark_counterpart(item.example, marker, item.search),
                "counterpart_lang": item.example.counterpart_language,
                "example_url": line_address(item.example, asked.q),
                "date": say_date(item.example.date) if item.example.date else "",
            }
            for item in group.items
        ],
        "years": _span(group),
        "drawn": [
            {"text": item.text, "bars": list(draw_shares(item, group.years))}
            for item in group.items[:DRAWN]
        ]
        if len(group.years) > 1
        else [],
        "sources": [
            {
                "name": name_source(names.sources[key]),
                "lines": group.sources[key],
                "counts": [item.sources.get(key, 0) for item in group.items[:DRAWN]],
            }
            for key in sources
        ]
        if len(sources) > 1
        else [],
        "by_source": [item.text for item in group.items[:DRAWN]],
    }


def _percent(count: int, of: int) -> str:
    """A share as it is printed: whole per cent, "<1" for less than one."""
    share = 100 * count / of if of else 0.0
    return "<1" if 0 < share < 1 else str(round(share))


def _span(group: LanguageRenderings) -> tuple[int, int] | None:
    return (min(group.years), max(group.years)) if group.years else None


def draw_shares(item: RenderingCount, years: Mapping[int, int]) -> Iterator[ShareBar]:
    """The share of the lines of each year, or of each few years, that have a rendering."""
    first, last = min(years), max(years)
    step = next((one for one in _STEPS if (last - first) // one < MOST_BARS), _STEPS[-1])
    start = first - first % step
    count = (last - start) // step + 1
    for place in range(count):
        low = start + place * step
        high = low + step - 1
        of = sum(years.get(year, 0) for year in range(low, high + 1))
        held = sum(item.years.get(year, 0) for year in range(low, high + 1))
        if held:
            height = max(2.0, BARS_HEIGHT * held / of)
            span = str(low) if step == 1 else f"{low}–{high}"
            said = gettext("%(years)s: %(count)s of %(total)s lines") % {
                "years": span,
                "count": held,
                "total": of,
            }
            yield ShareBar(
                round(100 * place / count, 2),
                round(100 / count * 0.8, 2),
                round(BARS_HEIGHT - height, 1),
                round(height, 1),
                said,
            )
