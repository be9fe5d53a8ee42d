"""What an export is told beside its language: ``?cells=raw`` for tables, ``?level=`` for pairs."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from documents.citation.aligned_pairs import LEVELS
from documents.csv_tables import CELLS, Cells
from documents.views.bad_query import refuse_parameters

CELLS_PARAMETER = "cells"
LEVEL_PARAMETER = "level"
OPTIONS = (CELLS_PARAMETER, LEVEL_PARAMETER)
_CHOICES: dict[str, Sequence[str]] = {CELLS_PARAMETER: CELLS, LEVEL_PARAMETER: LEVELS}


def read_cells(request: HttpRequest) -> Cells | HttpResponse:
    """How the cells of a table are to be written, ``text`` by default; 400 for no such way."""
    asked = _read(request, CELLS_PARAMETER)
    if isinstance(asked, HttpResponse):
        return asked
    return "raw" if asked == "raw" else "text"


def read_options(request: HttpRequest) -> dict[str, str] | HttpResponse:
    """The options that were given, by name; 400 for a value there is not."""
    given: dict[str, str] = {}
    for name in OPTIONS:
        asked = _read(request, name)
        if isinstance(asked, HttpResponse):
            return asked
        if asked:
            given[name] = asked
    return given


def _read(request: HttpRequest, name: str) -> str | HttpResponse:
    asked = request.GET.get(name, "")
    if asked and asked not in _CHOICES[name]:
        fault = f"found {asked[:40]!r} expected {' or '.join(_CHOICES[name])}"
        return refuse_parameters(request, {name: [fault]})
    return asked
