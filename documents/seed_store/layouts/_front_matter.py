"""Front matter: the fields above a Markdown text, in YAML between ``---`` or TOML between ``+++``.

YAML is read by PyYAML's parser and never constructed: a value is a text as it is written (``1958``
stays ``1958``, ``06`` stays ``06``), a list, or a table of those. Anchors and aliases are refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import yaml

from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.records import Refused
from documents.text import strip_spaces

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

LONGEST = 100_000  # characters; what is longer is no front matter
_DEEPEST = 8  # lists and tables inside each other
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"""["']?(?P<key>[\w.-]+(?: [\w.-]+)?)["']?\s*[:=]""")
_TOML_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_TOML_KEY = re.compile(r"""["']?([\w-]+)["']?\s*[.=]""")
_TOML_TABLE = re.compile(r"""\[\s*["']?([\w-]+)""")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the front matter, with the indexes of its lines (from 0)."""

    key: str
    value: Value
    indexes: range

    @property
    def index(self) -> int:
        return self.indexes.start


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields in order; ``end`` is the index of the first line below the front matter."""

    fields: tuple[Field, ...]
    end: int


def find_front_matter(lines: Sequence[str]) -> range | None:
    """The indexes of the lines between the fences; None without front matter.

    Between two rules at the top of any text there is none, unless a line there is a field's.
    """
    first = next((index for index, line in enumerate(lines) if line), None)
    ends = _FENCES.get(lines[first].rstrip()) if first is not None else None
    if first is None or ends is None:
        return None
    for index in range(first + 1, len(lines)):
        if lines[index].rstrip() in ends:
            inner = range(first + 1, index)
            return inner if any(_KEY.match(lines[place]) for place in inner) else None
    return None


def read_front_matter(ledger: LineLedger, lines: Sequence[str]) -> FrontMatter:
    """Read the front matter and enter its fences. Raises `Refused`, by line, for what is no YAML.

    ``lines`` are the file's as they are written.
    """
    inner = find_front_matter(lines)
    if inner is None:
        _refuse_open_fence(ledger, lines)
        return FrontMatter((), 0)
    text = "\n".join(lines[index] for index in inner)
    if len(text) > LONGEST:
        found = f"front matter of {len(text)} characters"
        raise ledger.refusal(inner.start - 1, "front_matter", found, f"at most {LONGEST}")
    for index in (inner.start - 1, inner.stop):
        ledger.enter(index, "furniture")
    if lines[inner.start - 1].startswith("+"):
        fields = _read_toml(ledger, text, inner)
    else:
        fields = _read_yaml(ledger, text, inner)
    return FrontMatter(tuple(fields), inner.stop + 1)


def _refuse_open_fence(ledger: LineLedger, lines: Sequence[str]) -> None:
    """Refuse a first line ``---`` with a field below it and no end."""
    first = next((index for index, line in enumerate(lines) if line), 0)
    fence = lines[first].rstrip() if lines else ""
    is_field = first + 1 < len(lines) and _KEY.match(lines[first + 1]) is not None
    if fence in _FENCES and is_field:
        found = "front matter without an end"
        raise ledger.refusal(first, "front_matter", found, f"a line {fence} below its fields")


# -- YAML ------------------------------------------------------------------------------------------


def _read_yaml(ledger: LineLedger, text: str, inner: range) -> Iterator[Field]:
    try:
        _refuse_aliases_and_depth(ledger, text, inner.start)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = min(inner.start + (mark.line if mark else 0), inner.stop)
        why = getattr(error, "problem", None) or "what is no YAML"
        raise ledger.refusal(index, "front_matter", f"YAML with a fault: {why}", _YAML) from error
    except Refused:
        raise
    except (RecursionError, ValueError) as error:
        found = "what cannot be read as YAML"
        raise ledger.refusal(inner.start, "front_matter", found, _YAML) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ledger.refusal(inner.start, "front_matter", "no fields", _YAML)
    pairs = list(_pairs(ledger, root, inner.start))
    starts = [inner.start + node.start_mark.line for node, _, _ in pairs] + [inner.stop]
    for (_, key, value), start, end in zip(pairs, starts, starts[1:], strict=False):
        yield Field(key, _yaml_value(ledger, value, inner.start), range(start, max(start, end)))


_YAML = (
    'fields such as title: "The Treaty: a Text", one below the other; a text with a colon in it, or'
    " with a sign at its beginning, in quotation marks (see docs/layouts.md)"
)


def _refuse_aliases_and_depth(ledger: LineLedger, text: str, start: int) -> None:
    """Refuse, as the events come, what would cost more than its length."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            found = "an anchor or an alias (& or *)"
            expected = "the text itself; in quotation marks if it begins so"
            raise ledger.refusal(start + _line(event), "front_matter", found, expected)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            found = "lists and tables too deep inside each other"
            expected = f"at most {_DEEPEST}"
            raise ledger.refusal(start + _line(event), "front_matter", found, expected)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _pairs(
    ledger: LineLedger, node: yaml.MappingNode, start: int
) -> Iterator[tuple[yaml.Node, str, yaml.Node]]:
    """The keys of a table, each a text said once, and their values."""
    seen: set[str] = set()
    for key, value in node.value:
        index = start + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise ledger.refusal(index, "front_matter", "a list as a field's name", _YAML)
        name = strip_spaces(key.value)
        if name in seen:
            found = f"{shorten(name)} a second time"
            raise ledger.refusal(index, "front_matter", found, "each field once")
        seen.add(name)
        yield key, name, value


def _yaml_value(ledger: LineLedger, node: yaml.Node, start: int) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if isinstance(node, yaml.MappingNode):
        pairs = _pairs(ledger, node, start)
        return {name: _yaml_value(ledger, value, start) for _, name, value in pairs}
    return [_yaml_value(ledger, item, start) for item in node.value]


# -- TOML ------------------------------------------------------------------------------------------


def _read_toml(ledger: LineLedger, text: str, inner: range) -> Iterator[Field]:
    try:
        tables = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = _TOML_PLACE.search(str(error))
        index = min(inner.start + (int(place[1]) - 1 if place else 0), inner.stop)
        said = _TOML_PLACE.sub("", str(error)).strip()[:100] or "what cannot be read as TOML"
        expected = 'fields such as title = "The Treaty" (see docs/layouts.md)'
        found = f"TOML with a fault: {said}"
        raise ledger.refusal(index, "front_matter", found, expected) from error
    places = _toml_places(text.split("\n"), tables)
    following = dict(pairwise([*sorted(places.values()), len(inner)]))
    for key, value in tables.items():
        start = places.get(key, 0)
        end = following[start] if key in places else start
        indexes = range(inner.start + start, inner.start + end)
        yield Field(key, _toml_value(ledger, value, indexes.start, 0), indexes)


def _toml_places(lines: Sequence[str], tables: Mapping[str, Any]) -> dict[str, int]:
    """The first line of each field, by TOML's own form; one to a line."""
    places: dict[str, int] = {}
    in_table = False
    for number, line in enumerate(lines):
        text = line.lstrip()
        table = _TOML_TABLE.match(text)
        in_table = in_table or table is not None
        match = table or (None if in_table else _TOML_KEY.match(text))
        if match is not None and match[1] in tables:
            places.setdefault(match[1], number)
    return places


def _toml_value(ledger: LineLedger, value: Any, index: int, depth: int) -> Value:
    if depth > _DEEPEST:
        found = "lists and tables too deep inside each other"
        raise ledger.refusal(index, "front_matter", found, f"at most {_DEEPEST}")
    if isinstance(value, dict):
        return {key: _toml_value(ledger, one, index, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_toml_value(ledger, one, index, depth + 1) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
