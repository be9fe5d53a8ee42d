"""The manual for programs, and the OpenAPI description that is its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from archive.context import Site
from archive.negotiation import JSON, Representation, negotiated
from documents.api.manual_examples import LOCAL, WALK, write_commands
from documents.api.openapi import Operation, describe_api
from documents.citation.signposting import Link
from documents.exchange.citation_records import permanent_url
from documents.hints.held_examples import find_held_words, holds_seeds
from documents.models import Article, Source
from documents.query.filter_types import KnownValues
from documents.query.filters import FILTERS
from documents.views.api_operations import list_operations
from documents.views.json_pages import TAGS
from documents.views.machine_response import machine_response


def openapi(request: HttpRequest) -> HttpResponse:
    """All that programs may ask for, as OpenAPI 3.1."""
    known = KnownValues.of(Source.objects.all())
    described = describe_api(list_operations(), TAGS, known, find_example_parts())
    body = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    links = [Link(permanent_url("api_docs"), "service-doc", "text/html")]
    return machine_response(body, JSON, links)


@negotiated(Representation(JSON, "openapi"))
def manual(request: HttpRequest) -> HttpResponse:
    """The manual: what may be asked for, and examples that this archive answers."""
    base, parts = Site().base_url or LOCAL, find_example_parts()
    operations = list_operations()
    context = {
        "operations": [
            (tag, _by_summary(one for one in operations if one.tag == name))
            for name, tag in TAGS.items()
        ],
        "filters": [(name, one.label) for name, one in FILTERS.items()],
        "examples": list(write_commands(base, parts)) if parts else [],
        "walk": WALK.format(base=base),
        "problems": _explain_problems(),
    }
    return render(request, "documents/api_docs.html", context)


def _by_summary(operations: Iterable[Operation]) -> list[tuple[str, list[str]]]:
    """Operations that differ by their suffix alone in one line: an address, then suffixes."""
    lines = []
    for summary, group in groupby(operations, key=lambda one: str(one.summary)):
        first, *others = [one.template for one in group]
        stem = first.rpartition("/")[2].partition(".")[0]
        lines.append((summary, [first, *(f".{one.rpartition(f'{stem}.')[2]}" for one in others)]))
    return lines


def find_example_parts() -> dict[str, object]:
    """Parts of paths that lead somewhere: the oldest article of a day, its source and its date."""
    row = (
        Article.objects.newest()
        .filter(date_from__isnull=False, source__has_issues=True)
        .order_by("date_from", "identifier")
        .values("identifier", "version", "source_id", "date_from", "date_to")
        .first()
    )
    day = row["date_from"] if row else None
    if row is None or day is None:
        return {}
    return {
        "identifier": row["identifier"],
        "version": row["version"],
        "key": row["source_id"],
        "day": f"{day.day:02}",
        "date": f"{day.year:04}/{day.month:02}/{day.day:02}",
        "year": f"{day.year:04}",
        "month": f"{day.month:02}",
        **_find_words(),
    }


def _find_words() -> dict[str, str]:
    """Two words to search for: of the seeds, or of titles that are held."""
    if holds_seeds():
        return {"word": "合作", "other_word": "science"}
    held = find_held_words()
    word = held.han[:2] or held.latin
    return {"word": word, "other_word": held.other or held.latin or word}


def _explain_problems() -> list[tuple[str, int, str]]:
    """Every kind of problem: its anchor, its status, and what it means."""
    return [
        ("bad-parameter", 400, gettext("A parameter cannot be read: “errors” names it.")),
        ("unreadable-address", 400, gettext("The address is no address.")),
        ("not-found", 404, gettext("There is nothing at this address.")),
        (
            "mistyped-identifier",
            404,
            gettext("The identifier’s check character disagrees: “see” lists what may be meant."),
        ),
        ("no-such-version", 404, gettext("The article has no such version.")),
        ("method-not-allowed", 405, gettext("Nothing here can be changed.")),
        ("withdrawn", 410, gettext("The article was withdrawn: “reason” says why.")),
        (
            "too-many-requests",
            429,
            gettext("Your address has taken more than its share. “Retry-After” says till when."),
        ),
        ("server-error", 500, gettext("The archive failed. Ask again later.")),
        ("unavailable", 503, gettext("The database does not answer. Ask again later.")),
        ("busy", 503, gettext("More is asked than can be answered soon. Ask again in seconds.")),
        ("no-index", 503, gettext("The search index is being made. Ask again later.")),
    ]
