"""Paths into JSON records."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from documents.conversion.json_paths import JsonPath, prune

WORK: dict[str, Any] = {
    "meta": {"date": "1958"},
    "a.b": "whole",
    "contents": [
        {"type": "en", "text": "One"},
        {"type": "zh", "text": "一"},
        {"type": "en", "text": "Two"},
    ],
}


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("meta.date", ["1958"]),
        ("a.b", ["whole"]),
        ("contents[].text", ["One", "一", "Two"]),
        ("contents.text", ["One", "一", "Two"]),
        ("contents[1].text", ["一"]),
        ("contents[type=en].text", ["One", "Two"]),
        ("meta.nothing", []),
        ("meta[0]", []),
    ],
)
def test_a_path_takes_values_out(path: str, values: list[str]) -> None:
    work = deepcopy(WORK)
    assert JsonPath.parse(path).take(work) == values
    assert JsonPath.parse(path).take(work) == []


def test_what_was_taken_leaves_nothing_behind() -> None:
    work = {"contents": [{"type": "en", "text": "One"}], "x": 1}
    JsonPath.parse("contents[type=en].text").take(work)
    assert prune(work) == {"x": 1}


@pytest.mark.parametrize("path", ["a[", "a[x]", ".a", "a..b", "[0]"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"is no path|is neither"):
        JsonPath.parse(path)
