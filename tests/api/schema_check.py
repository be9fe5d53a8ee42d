"""Checks a JSON value against a schema of ours: types, required keys, references, alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def faults(value: Any, schema: Any, schemas: Mapping[str, Any], place: str = "$") -> Iterator[str]:
    """What is wrong with a value, by place. A key that the schema does not name is wrong too."""
    if schema is True:
        return
    if reference := schema.get("$ref"):
        yield from faults(value, schemas[reference.rpartition("/")[2]], schemas, place)
        return
    if either := schema.get("anyOf"):
        found = [list(faults(value, one, schemas, place)) for one in either]
        yield from min(found, key=len)
        return
    named = schema.get("type", [])
    names = [named] if isinstance(named, str) else named
    if names and not any(_is(value, name) for name in names):
        yield f"{place}: found {value!r} expected {' or '.join(names)}"
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", True), schemas, f"{place}[{number}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        others = schema.get("additionalProperties")
        for key in schema.get("required", ()):
            if key not in value:
                yield f"{place}: no {key!r}"
        for key, item in value.items():
            if key not in known and others is None and known:
                yield f"{place}: {key!r} is not described"
            yield from faults(item, known.get(key, others or True), schemas, f"{place}.{key}")


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])
