"""Maps the columns of a collection to the fields of the layout ``document``, and counts them.

A rule (``--map old=new``, a mapping file) goes before what a column's name says. What neither
explains is kept under its own name.
"""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents.conversion.column_names import BY_LANGUAGE, TEXTS, is_target, recognise_column
from documents.conversion.input_files import report_read_errors
from documents.conversion.json_paths import JsonPath, prune
from documents.conversion.language_tags import accept_language, read_language
from documents.conversion.records import BadInput, CollectionRecord

LEFT_OUT = ""  # the target of a column that shall not be kept


@dataclass(frozen=True, slots=True)
class MappingRule:
    """One rule: the path in the record, and the field it becomes; empty leaves it out."""

    path: JsonPath
    target: str


def parse_rule(text: str) -> MappingRule:
    """Parse ``old=new``; an ``=`` in brackets belongs to the path. Raises `BadInput`."""
    depth, cut = 0, -1
    for place, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if sign == "=" and depth == 0:
            cut = place
    if cut < 1:
        raise BadInput(f"--map: found {text!r} expected old=new, such as Headline=title.en")
    return make_rule(text[:cut].strip(), text[cut + 1 :].strip())


def make_rule(path: str, target: str) -> MappingRule:
    """A rule of a path and a field's name. Raises `BadInput`."""
    base, dot, tag = target.partition(".")
    if dot and base in BY_LANGUAGE and (known := accept_language(tag)):
        target = f"{base}.{known}"
    if any(sign in target for sign in "[]=\n") or (
        dot and base in BY_LANGUAGE and not is_target(target)
    ):
        raise BadInput(
            f"{path}={target}: {target!r} is no field: expected text.en, title.zh-Hans, date, "
            "authors …, or nothing to leave the column out"
        )
    try:
        return MappingRule(JsonPath.parse(path), target)
    except ValueError as error:
        raise BadInput(f"--map: {error}") from error


def read_mapping_file(path: Path) -> list[MappingRule]:
    """The rules of a mapping file: a line ``"old" = "new"`` of TOML each. Raises `BadInput`."""
    try:
        with report_read_errors(str(path)), path.open("rb") as file:
            table = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from error
    return [make_rule(old, new) for old, new in _flatten(table, str(path))]


def _flatten(table: Mapping[str, Any], shown: str, above: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):  # text.body = "…", written without quotation marks
            yield from _flatten(value, shown, f"{name}.")
        elif isinstance(value, str):
            yield name, value
        else:
            raise BadInput(f'{shown}: {name}: expected a field, such as "text.en"')


@dataclass(slots=True)
class MappedRecord:
    """A record under the layout's names: values in the order they were found, and what is left."""

    fields: dict[str, list[Any]]
    left: dict[str, Any]


@dataclass(slots=True)
class FieldMapping:
    """Applies rules and column names to records; counts what every column became."""

    rules: list[MappingRule] = field(default_factory=list)
    used: dict[str, Counter[str]] = field(default_factory=dict)

    def apply(self, record: CollectionRecord) -> MappedRecord:
        """Take a record's values apart by field. The record itself is left as it is."""
        values = _copy(record.values) if self.rules else dict(record.values)
        fields: dict[str, list[Any]] = {}
        for rule in self.rules:
            found = rule.path.take(values)
            if found:
                self._count(rule.path.text, rule.target)
                if rule.target != LEFT_OUT:
                    fields.setdefault(rule.target, []).extend(found)
        if self.rules:
            values = prune(values)
        left: dict[str, Any] = {}
        identified, has_source = "id" in fields, "source" in fields
        for name, value in values.items():
            if value in ("", None, [], {}):
                continue
            target = recognise_column(name)
            if target == "id" and identified:
                target = ""  # a second identifier is a fact like others
            elif target == "id":
                identified = True
            if target == "source" and has_source:
                target = ""  # and so is a second source
            has_source = has_source or target == "source"
            if target in BY_LANGUAGE and isinstance(value, dict) and _is_by_language(value):
                for tag, one in value.items():
                    self._count(f"{name}.{tag}", f"{target}.{read_language(tag)}")
                    fields.setdefault(f"{target}.{read_language(tag)}", []).append(one)
            elif target in TEXTS and (parts := _parts_by_language(value)):
                for key, tag, one in parts:
                    self._count(f"{name}[{key}={tag}]", f"{target}.{read_language(tag)}")
                    fields.setdefault(f"{target}.{read_language(tag)}", []).append(one)
            elif target:
                self._count(name, target)
                fields.setdefault(target, []).append(value)
                if target.partition(".")[0] == "file":
                    left[name] = value  # a fact like others, until its file is read
            else:
                self._count(name, f"kept as {name}")
                left[name] = value
        return MappedRecord(fields, left)

    def _count(self, name: str, target: str) -> None:
        self.used.setdefault(name, Counter())[target] += 1

    def unused(self) -> list[str]:
        """The rules that found nothing in any record."""
        return [rule.path.text for rule in self.rules if rule.path.text not in self.used]


def _copy(values: dict[str, Any]) -> dict[str, Any]:
    if all(isinstance(value, str) for value in values.values()):
        return dict(values)
    return copy.deepcopy(values)


def _is_by_language(value: dict[str, Any]) -> bool:
    return bool(value) and all(read_language(key) for key in value)


def _parts_by_language(value: Any) -> list[tuple[str, str, Any]]:
    """``[{"type": "en", "text": …}]``: the parts of a list in which each names its language."""
    if not isinstance(value, list) or not value:
        return []
    for key in ("language", "lang", "type"):
        parts = [
            (key, str(item.get(key, "")), item.get("text"))
            for item in value
            if isinstance(item, dict) and set(item) == {key, "text"}
        ]
        if len(parts) == len(value) and all(read_language(tag) for _, tag, _ in parts):
            return parts
    return []
