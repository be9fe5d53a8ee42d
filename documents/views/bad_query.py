"""The page for a query that cannot be read: a form, every fault beside its field (status 400)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from archive.problems import is_for_program, problem_response
from documents.presentation.labels import Label
from documents.query.read_request import SearchFilters
from documents.views.machine_response import machine_response

Faults = Mapping[str, tuple[Label, list[str]]]  # of parameters that are not the search's own


def refuse_query(
    request: HttpRequest, filters: SearchFilters, action: str, others: Faults | None = None
) -> HttpResponse:
    """The form with the faults, status 400; it sends to ``action``. Nothing is searched."""
    wrong = others or {}
    fields = [
        {
            "name": name,
            "label": field.label,
            "values": request.GET.getlist(name) or [""],
            "errors": filters.form.errors.get(name, []),
        }
        for name, field in filters.form.fields.items()
        if any(request.GET.getlist(name)) or name == "q" or name in filters.form.errors
    ]
    fields += [
        {"name": name, "label": label, "values": request.GET.getlist(name), "errors": errors}
        for name, (label, errors) in wrong.items()
    ]
    context = {"fields": fields, "action": action}
    return render(request, "documents/list_error.html", context, status=400)


def refuse_parameters(
    request: HttpRequest, faults: Mapping[str, Iterable[str]], status: int = 400
) -> HttpResponse:
    """The faults of parameters for a program: as JSON where it asked for that, else as plain text.

    What is wrong with the query as a whole stands under "".
    """
    if is_for_program(request):
        title = gettext("A parameter cannot be read")
        detail = " ".join(_lines(faults))
        placed = {name: texts for name, texts in faults.items() if name}
        return problem_response(request, status, "bad-parameter", title, detail, faults=placed)
    body = "\n".join(_lines(faults)) + "\n"
    return machine_response(body, "text/plain; charset=utf-8", status=status)


def _lines(faults: Mapping[str, Iterable[str]]) -> list[str]:
    return [f"{name}: {text}" if name else text for name, texts in faults.items() for text in texts]


def find_faults(filters: SearchFilters, others: Faults | None = None) -> dict[str, list[str]]:
    """The faults of a query by parameter."""
    found: dict[str, list[str]] = {name: list(texts) for name, texts in filters.form.errors.items()}
    return found | {name: errors for name, (_, errors) in (others or {}).items()}
