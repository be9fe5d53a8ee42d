"""The collocations page: the words that stand near a word, and its table."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.corpus.collocations import (
    Collocations,
    LanguageCollocates,
    build_collocations,
    write_collocations,
)
from documents.corpus.counterpart_words import LineLanguages
from documents.presentation.labels import Names, name_primary_language
from documents.search.request import SearchRequest
from documents.views.export_options import CELLS_PARAMETER
from documents.views.line_options import LineOptions, line_pairs
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED, answer_page, answer_table


@query_parameters(*UNORDERED)
@negotiated(
    Representation(JSON, "collocations_json"),
    Representation("text/csv", "collocations_table"),
)
@needs_index
def collocations(request: HttpRequest) -> HttpResponse:
    """The words near the hits of a search, each with its lines."""
    return answer_page(request, "collocations", build_collocations, _show)


def _show(asked: SearchRequest, built: Collocations, _names: Names) -> dict[str, object]:
    return {
        "collocations": built,
        "groups": [
            _show_group(group, built.languages_of(group), asked)
            for group in built.groups
            if group.items
        ],
        "lines_url": _lines_address(asked),
    }


@query_parameters(*UNORDERED, CELLS_PARAMETER)
@needs_index
def collocations_table(request: HttpRequest) -> HttpResponse:
    """The collocates as a table for a spreadsheet."""
    return answer_table(
        request,
        lambda asked, cells: write_collocations(build_collocations(asked)[0], cells),
        "collocations.csv",
    )


def _lines_address(asked: SearchRequest, *near: str, languages: LineLanguages | None = None) -> str:
    """The concordance of a search, of the lines near whose hits some words stand."""
    options = LineOptions(near=near, languages=languages or LineLanguages())
    query = urlencode(line_pairs(asked, options))
    return f"{reverse('documents:concordance')}?{query}"


def _show_group(
    group: LanguageCollocates, languages: LineLanguages, asked: SearchRequest
) -> dict[str, object]:
    """The collocates of one language, ready to print."""
    return {
        "language": name_primary_language(group.language),
        "tag": group.language,
        "lines": group.lines,
        "said": [
            {
                "text": item.text,
                "lines": item.lines,
                "expected": f"{item.expected:.1f}",
                "likelihood": f"{item.likelihood:.0f}",
                "log_dice": f"{item.log_dice:.1f}",
                "url": _lines_address(asked, item.text, languages=languages),
            }
            for item in group.items
        ],
    }
