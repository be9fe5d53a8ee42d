"""The page for a query that cannot be read: a form, every fault beside its field (status 400)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.presentation.labels import Label
from documents.query.read_request import SearchFilters

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


def say_faults(filters: SearchFilters, others: Faults | None = None) -> list[str]:
    """The faults as plain text for a program: one a line, by parameter."""
    found: dict[str, list[str]] = {name: list(texts) for name, texts in filters.form.errors.items()}
    found |= {name: errors for name, (_, errors) in (others or {}).items()}
    return [f"{name}: {text}" for name, texts in found.items() for text in texts]
