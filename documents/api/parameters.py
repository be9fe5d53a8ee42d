"""The parameters of addresses as OpenAPI says them. Those of lists are read off the filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.citation.aligned_pairs import LEVELS
from documents.citation.bibliography import FORMS
from documents.corpus.concordance import ORDERS
from documents.csv_tables import CELLS
from documents.identifiers import ALPHABET, LENGTH
from documents.query import cursor
from documents.query.checks import BOUND_SCHEMA, PAGE_SCHEMA, value_schema
from documents.query.filter_types import (
    ArticleFilter,
    BoundFilter,
    KnownValues,
    PageFilter,
    ValuesFilter,
)
from documents.query.filters import FILTERS
from documents.query.form_fields import MAX_VALUES
from documents.reading_lists.items import LIMIT

_NUMBERS = r"^([0-9]{1,6}(-[0-9]{1,6})?(,[0-9]{1,6}(-[0-9]{1,6})?)*)?$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that is no filter of lists: what it is, and the schema of its value."""

    description: str
    schema: Mapping[str, object]


PATH: Mapping[str, Parameter] = {
    "identifier": Parameter(
        "An article’s identifier; its last character checks the others.",
        {"type": "string", "pattern": f"^[{ALPHABET}]{{{LENGTH}}}$"},
    ),
    "version": Parameter(
        "A version’s number.",
        {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    ),
    "digest": Parameter(
        "An edition’s digest, or its first eight characters and more.",
        {"type": "string", "pattern": "^[0-9a-f]{8,64}$"},
    ),
    "key": Parameter("A source’s key.", {"type": "string"}),
    "year": Parameter("A year of four digits.", {"type": "string", "pattern": "^[0-9]{4}$"}),
    "month": Parameter("A month of two digits.", {"type": "string", "pattern": "^[0-9]{2}$"}),
    "day": Parameter("A day of two digits.", {"type": "string", "pattern": "^[0-9]{2}$"}),
    "word": Parameter(
        "A Chinese word.",
        {"type": "string", "pattern": "^[\u4e00-\u9fff]{1,20}$"},
    ),
}
OTHERS: Mapping[str, Parameter] = {
    cursor.PARAMETER: Parameter(
        "Where a slice begins: as the address named “next” says, never made up.",
        {"type": "string"},
    ),
    "lang": Parameter(
        "The language whose title leads.",
        {"type": "string", "pattern": "^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"},
    ),
    "order": Parameter("The order of lines.", {"type": "string", "enum": list(ORDERS)}),
    "with": Parameter(
        "Words that a line’s counterpart has; several entries must all stand in it.",
        {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 25},
    ),
    "without": Parameter(
        "Words that a line’s counterpart does not have.",
        {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 25},
    ),
    "near": Parameter(
        "Words that stand near a line’s hit; several must all stand there.",
        {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 25},
    ),
    "text": Parameter(
        "The language of the texts that lines are from: en or zh.",
        {"type": "string", "pattern": "^([a-z]{2,3})?$"},
    ),
    "counterpart": Parameter(
        "The language of the lines’ counterparts.",
        {"type": "string", "pattern": "^([a-z]{2,3})?$"},
    ),
    "p": Parameter(
        "Paragraphs of the original: 3, 3-4 or 3-4,7.",
        {"type": "string", "pattern": _NUMBERS},
    ),
    "t": Parameter(
        "Paragraphs of the translation; not beside p.",
        {"type": "string", "pattern": _NUMBERS},
    ),
    "beside": Parameter(
        "The translation that stands beside the original, by its language tag; else the first.",
        {"type": "string"},
    ),
    "letter": Parameter("A letter of the list of authors.", {"type": "string"}),
    "cells": Parameter(
        "How cells of a table are written.",
        {"type": "string", "enum": ["", *CELLS]},
    ),
    "after": Parameter(
        "Where a page of a feed begins: as its links say, never made up.", {"type": "string"}
    ),
    "id": Parameter(
        "Articles of a reading list, in order: an identifier, with version and passage if wanted "
        "(-v1, -v1.p3-4.7).",
        {"type": "array", "items": {"type": "string"}, "maxItems": LIMIT},
    ),
    "style": Parameter("The style of a bibliography.", {"type": "string", "enum": ["", *FORMS]}),
    "level": Parameter("What a pair is of.", {"type": "string", "enum": ["", *LEVELS]}),
}


def describe_path(name: str, known: KnownValues, examples: Mapping[str, object]) -> dict[str, Any]:
    """A part of a path."""
    one = PATH[name]
    schema = dict(one.schema)
    if name == "key":
        schema["enum"] = [source.key for source in known.sources]
    described = {
        "name": name,
        "in": "path",
        "required": True,
        "description": one.description,
        "schema": schema,
    }
    if name in examples:
        described["example"] = examples[name]
    return described


def describe_query(name: str, known: KnownValues) -> dict[str, Any]:
    """A query parameter. Raises KeyError for one that nothing describes."""
    if name in FILTERS:
        return _describe_filter(name, FILTERS[name], known)
    if name not in OTHERS:
        raise KeyError(
            f"nothing describes the parameter {name!r}: describe it in {__name__}.OTHERS"
        )
    one = OTHERS[name]
    return {
        "name": name,
        "in": "query",
        "description": one.description,
        "schema": dict(one.schema),
    }


def _describe_filter(name: str, one: ArticleFilter, known: KnownValues) -> dict[str, Any]:
    described = {"name": name, "in": "query", "description": str(one.label)}
    if isinstance(one, ValuesFilter):
        values = value_schema(one.check, known)
        listed: dict[str, object] = {"type": "array", "items": values}
        if "enum" not in values:
            listed["maxItems"] = MAX_VALUES
        return described | {"schema": listed, "style": "form", "explode": True}
    if isinstance(one, BoundFilter):
        return described | {"schema": dict(BOUND_SCHEMA)}
    if isinstance(one, PageFilter):
        return described | {"schema": dict(PAGE_SCHEMA)}
    return described | {"schema": value_schema(one.check, known)}
