"""Paths into JSON records: ``contents[type=en].text`` finds values, and takes them out. Pure.

A path is keys joined by dots; behind a key ``[]`` means every item of a list, ``[0]`` one, and
``[type=en]`` those with such a value. A key that holds a dot is found whole first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)((?:\[[^\]]*\])*)(?:\.|$)")
_PICK = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class JsonPath:
    """A path, parsed: its text as written, and its steps (a key, or a pick in brackets)."""

    text: str
    steps: tuple[
        tuple[str, str], ...
    ]  # ("key", name), ("all", ""), ("item", "0"), ("where", "k=v")

    @classmethod
    def parse(cls, text: str) -> JsonPath:
        """Parse a path. Raises ValueError saying what is wrong."""
        steps: list[tuple[str, str]] = []
        end = 0
        while end < len(text):
            match = _STEP.match(text, end)
            if match is None:
                raise ValueError(f"{text!r} is no path such as contents[type=en].text")
            steps.append(("key", match[1]))
            for pick in _PICK.findall(match[2]):
                if pick in {"", "*"}:
                    steps.append(("all", ""))
                elif pick.isdigit():
                    steps.append(("item", pick))
                elif "=" in pick:
                    steps.append(("where", pick))
                else:
                    raise ValueError(f"{text!r}: [{pick}] is neither [], [0] nor [key=value]")
            end = match.end()
        return cls(text, tuple(steps))

    def take(self, record: Any) -> list[Any]:
        """The values that the path finds in a record, taken out of it."""
        if isinstance(record, dict) and self.text in record:
            return [record.pop(self.text)]
        return list(_take(record, self.steps))


def _take(value: Any, steps: tuple[tuple[str, str], ...]) -> Iterator[Any]:
    (kind, name), rest = steps[0], steps[1:]
    if kind == "key":
        if not isinstance(value, dict) or name not in value:
            # A list without brackets behind its key means each of its items.
            if isinstance(value, list):
                for item in value:
                    yield from _take(item, steps)
            return
        if rest:
            yield from _take(value[name], rest)
        else:
            yield value.pop(name)
        return
    if not isinstance(value, list):
        if kind == "all":  # one item where others have a list of them
            yield from _take(value, rest) if rest else iter((value,))
        return
    for place, item in enumerate(value):
        if _is_picked(kind, name, place, item):
            if rest:
                yield from _take(item, rest)
                if isinstance(item, dict) and kind == "where" and item:
                    key = name.partition("=")[0].strip()
                    if set(item) == {key}:
                        item.clear()  # what it was picked by says nothing more
            elif item is not None:
                yield item
                value[place] = None


def _is_picked(kind: str, name: str, place: int, item: Any) -> bool:
    if kind == "where":
        key, _, wanted = name.partition("=")
        return isinstance(item, dict) and str(item.get(key.strip())) == wanted.strip().strip("\"'")
    return kind == "all" or place == int(name)


def prune(value: Any) -> Any:
    """A value without the empty lists, mappings and nothings in it."""
    if isinstance(value, dict):
        pruned = {key: prune(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [item for item in map(prune, value) if item not in (None, "", [], {})]
    return value


def name_object_lists(values: dict[str, Any]) -> str:
    """What to say where the records may be a list within the one that was read."""
    lists = {
        name: len(value)
        for name, value in values.items()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    }
    said = ", ".join(f"{name} ({count})" for name, count in lists.items())
    longest = max(lists, key=lambda name: lists[name], default="")
    if not lists:
        return ""
    return f"; it holds lists of objects, {said}: if one has the records, --records {longest}"
