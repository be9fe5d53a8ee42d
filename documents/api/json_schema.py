"""JSON Schema (2020-12) made of `TypedDict` classes: each type is said once, and mypy checks it."""

from __future__ import annotations

import types
from collections.abc import Iterable
from inspect import cleandoc
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
REFERENCES = "#/components/schemas/"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
}


def schema_name(kind: type) -> str:
    """The name of a class's schema: ``Sources`` for ``SourcesJson``."""
    return kind.__name__.removesuffix("Json")


def write_schemas(kinds: Iterable[type]) -> dict[str, Schema]:
    """The schemas of some classes and of all that these name, in order of name."""
    found: dict[str, Schema] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if schema_name(kind) not in found:
            found[schema_name(kind)] = _write_class(kind, waiting)
    return dict(sorted(found.items()))


def refer(kind: type) -> Schema:
    """A reference to the schema of a class."""
    return {"$ref": f"{REFERENCES}{schema_name(kind)}"}


def _write_class(kind: type, met: list[type]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    required = [name for name, hint in hints.items() if get_origin(hint) is not NotRequired]
    return {
        "type": "object",
        "description": " ".join(cleandoc(kind.__doc__ or "").split()),
        "properties": {name: _write(hint, met) for name, hint in hints.items()},
        "required": required,
    }


def _write(hint: Any, met: list[type]) -> Schema:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _write(inside[0], met)
    if origin is Annotated:
        return _write(inside[0], met) | {"description": str(inside[1])}
    if origin in (Union, types.UnionType):
        return _write_union([_write(one, met) for one in inside])
    if origin is list:
        return {"type": "array", "items": _write(inside[0], met)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _write(inside[1], met) or True}
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    met.append(hint)
    return refer(hint)


def _write_union(parts: list[Schema]) -> Schema:
    if all(set(part) == {"type"} for part in parts):
        return {"type": [part["type"] for part in parts]}
    return {"anyOf": parts}
