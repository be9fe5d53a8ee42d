"""The facts of a record that no field of the layout takes: kept under their own names. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from documents.conversion.column_names import FACTS, TARGETS
from documents.conversion.field_mapping import MappedRecord
from documents.conversion.plain_text import clean_text
from documents.conversion.records import Markdown

_DEEPEST = 5  # lists and tables inside each other that front matter keeps as such
_TAKEN = frozenset(name.rstrip("s") for name in ("title", "origin", *FACTS))


def other_facts(mapped: MappedRecord, facts: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """What no field of the layout takes: under its own name, and never in a field's place."""
    known = {"title", "text", "origin", *FACTS, *(name.lower() for name in facts)}
    rest = dict(mapped.left)
    for name, values in mapped.fields.items():
        if name.partition(".")[0] not in TARGETS:
            rest[name] = values[0] if len(values) == 1 else values
    for name, value in rest.items():
        key = re.sub(r"\s+", " ", clean_text(name)[0]).strip() or "column"
        if key.partition(".")[0].lower().rstrip("s") in _TAKEN:
            key = key.replace(".", "-")  # title.old would be a title in a language "old"
        while key.lower() in known:
            key = f"{key}-2"
        known.add(key.lower())
        yield key, _plain(value)


def _plain(value: Any, depth: int = 0) -> Any:
    """A value as front matter keeps it: texts cleaned, what is nested too deep as JSON."""
    if isinstance(value, str):
        return clean_text(value)[0].strip()
    if isinstance(value, Markdown):
        return value.text
    if isinstance(value, (dict, list)) and depth >= _DEEPEST:
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, dict):
        return {clean_text(str(key))[0]: _plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
