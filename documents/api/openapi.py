"""The OpenAPI 3.1 description of all that programs may ask for, written from a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from archive.context import Site
from archive.negotiation import JSON, PROBLEM
from archive.problems import MANUAL
from documents.api.common_fields import FORMAT_VERSION
from documents.api.json_schema import refer, write_schemas
from documents.api.parameters import describe_path, describe_query
from documents.api.schemas.problems import ProblemJson
from documents.query.filter_types import KnownValues

LICENCE = ("BSD-3-Clause", "BSD-3-Clause")
_CONVERTERS = re.compile(r"<(?:\w+:)?(\w+)>")
_REASONS = {
    "400": "A parameter cannot be read; the problem names it.",
    "404": "There is no such thing; the problem says where to look.",
    "410": "The article was withdrawn; the problem says why and when.",
    "503": "The archive has no search index yet.",
}
_LINKED = {
    "Link": "typed links: next, prev, alternate, and for articles cite-as, describedby, item",
    "X-Total-Count": "articles of the whole list",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that programs may ask for.

    ``path`` is Django's route with a slash before it, ``answer`` the type of its JSON (None for
    other media types), ``parameters`` the names of its query parameters.
    """

    name: str
    path: str
    summary: str | Promise
    tag: str
    answer: type | None = None
    media_type: str = JSON
    parameters: tuple[str, ...] = ()
    counted: bool = False  # whether it says how many there are in X-Total-Count

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it: ``/sources/{key}.json``."""
        return _CONVERTERS.sub(r"{\1}", self.path)

    @property
    def arguments(self) -> list[str]:
        """The names of the parts of its path."""
        return _CONVERTERS.findall(self.path)


def describe_api(
    operations: Sequence[Operation],
    tags: Mapping[str, str | Promise],
    known: KnownValues,
    examples: Mapping[str, object],
) -> dict[str, Any]:
    """The whole description. ``examples`` are parts of paths that lead somewhere."""
    site = Site()
    answers = [one.answer for one in operations if one.answer]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": f"{FORMAT_VERSION}.0.0",
            "summary": "Every page as JSON, and every export",
            "description": (
                "Read only, without keys. Every page has its JSON, by suffix or by Accept. Lists "
                "are read to their end by following “next”. Errors are problem details (RFC 9457)."
            ),
            "license": {"name": LICENCE[0], "identifier": LICENCE[1]},
            **({"contact": {"url": site.contact_href}} if site.contact_href else {}),
        },
        "externalDocs": {"url": site.permalink(MANUAL), "description": "The manual"},
        "servers": [{"url": site.base_url or "/"}],
        "security": [],
        "tags": [{"name": name, "description": str(said)} for name, said in tags.items()],
        "paths": {one.template: {"get": _describe(one)} for one in operations},
        "components": {
            "schemas": write_schemas([*answers, ProblemJson]),
            "parameters": _describe_parameters(operations, known, examples),
            "responses": {
                f"Problem{status}": _describe_problem(reason) for status, reason in _REASONS.items()
            },
        },
    }


def _describe_parameters(
    operations: Iterable[Operation], known: KnownValues, examples: Mapping[str, object]
) -> dict[str, Any]:
    """Every parameter once, by name; parts of paths apart from what follows ``?``."""
    parts = dict.fromkeys(name for one in operations for name in one.arguments)
    names = dict.fromkeys(name for one in operations for name in one.parameters)
    return {f"path-{name}": describe_path(name, known, examples) for name in parts} | {
        name: describe_query(name, known) for name in names
    }


def _describe_problem(reason: str) -> dict[str, Any]:
    return {"description": reason, "content": {PROBLEM: {"schema": refer(ProblemJson)}}}


def _describe(one: Operation) -> dict[str, Any]:
    parameters = [{"$ref": f"#/components/parameters/path-{name}"} for name in one.arguments]
    parameters += [{"$ref": f"#/components/parameters/{name}"} for name in one.parameters]
    is_text = not one.media_type.endswith("json")
    schema: dict[str, Any] = {"type": "string"} if is_text else {}
    if one.answer:
        schema = refer(one.answer)
    headers = ["Link", *(["X-Total-Count"] if one.counted else [])]
    described: dict[str, Any] = {
        "operationId": one.name,
        "summary": str(one.summary),
        "tags": [one.tag],
        "responses": {
            "200": {
                "description": str(one.summary),
                "headers": {
                    name: {"description": _LINKED[name], "schema": {"type": "string"}}
                    for name in headers
                },
                "content": {one.media_type.partition(";")[0]: {"schema": schema}},
            },
            **{status: _problem(one, status) for status in _statuses(one)},
        },
    }
    if parameters:
        described["parameters"] = parameters
    return described


def _statuses(one: Operation) -> Iterable[str]:
    if one.parameters:
        yield "400"
    yield "404"
    if "identifier" in one.arguments:
        yield "410"
    yield "503"


def _problem(one: Operation, status: str) -> dict[str, Any]:
    if one.answer:
        return {"$ref": f"#/components/responses/Problem{status}"}
    return {"description": _REASONS[status]}
