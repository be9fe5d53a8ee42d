"""Schemas made of types: what each hint becomes, and that every answer's type has one."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from documents.api.json_schema import write_schemas
from documents.api.schemas.problems import ProblemJson


class PartJson(TypedDict):
    """A part of a whole."""

    text: str


class WholeJson(TypedDict):
    """A whole,
    on two lines."""

    parts: Annotated[list[PartJson], "in order"]
    first: PartJson | None
    number: int | None
    named: dict[str, float]
    anything: Any
    more: NotRequired[bool]


def test_a_type_becomes_a_schema_with_all_it_names() -> None:
    schemas = write_schemas([WholeJson])
    assert list(schemas) == ["Part", "Whole"]
    part = {"$ref": "#/components/schemas/Part"}
    assert schemas["Whole"] == {
        "type": "object",
        "description": "A whole, on two lines.",
        "properties": {
            "parts": {"type": "array", "items": part, "description": "in order"},
            "first": {"anyOf": [part, {"type": "null"}]},
            "number": {"type": ["integer", "null"]},
            "named": {"type": "object", "additionalProperties": {"type": "number"}},
            "anything": {},
            "more": {"type": "boolean"},
        },
        "required": ["parts", "first", "number", "named", "anything"],
    }


def test_what_is_not_always_said_is_not_required() -> None:
    problem = write_schemas([ProblemJson])["Problem"]
    assert "detail" in problem["required"]
    assert "reason" not in problem["required"]
    assert "reason" in problem["properties"]
