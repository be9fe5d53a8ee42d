"""What pandoc reads, without bare tags and mute pictures, and with ruby in brackets. Pure."""

from __future__ import annotations

import re
from typing import Any

_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_RUBY = re.compile(r"<ruby\b.*?</ruby\s*>", re.DOTALL | re.IGNORECASE)
_BRACKETED = re.compile(r"<rp\b", re.IGNORECASE)
_READING = re.compile(
    r"(<rt\b[^>]*>)(.*?)(</rt\s*>|(?=<rt\b|<rb\b|<rtc\b|</ruby))", re.DOTALL | re.IGNORECASE
)
_OPENED, _CLOSED = "&#xFF08;", "&#xFF09;"  # （ and ）, in whatever encoding


def open_ruby(markup: str) -> str:
    """HTML with readings above a word in brackets behind it, where the page has none itself.

    >>> open_ruby("<ruby>山<rt>やま</rt></ruby>")
    '<ruby>山<rt>&#xFF08;やま&#xFF09;</rt></ruby>'
    """
    return _RUBY.sub(lambda match: _bracket(match[0]), markup) if "<rt" in markup else markup


def _bracket(ruby: str) -> str:
    if _BRACKETED.search(ruby):
        return ruby
    return _READING.sub(rf"\1{_OPENED}\2{_CLOSED}\3", ruby)


def clean_blocks(blocks: list[Any]) -> tuple[list[Any], int]:
    """Blocks without bare tags and pictures that no word describes, and how many of these were."""
    pictures = [0]
    return _clean(blocks, pictures), pictures[0]


def _clean(node: Any, pictures: list[int]) -> Any:
    if isinstance(node, dict) and "c" in node:
        return {**node, "c": _clean(node["c"], pictures)}
    if not isinstance(node, list):
        return node
    kept = []
    for one in node:
        kind = one.get("t") if isinstance(one, dict) else ""
        if kind in {"RawBlock", "RawInline"} and not _TAG.sub("", one["c"][1]).strip():
            continue
        if kind == "Image" and not (one["c"][1] or one["c"][2][1]):
            pictures[0] += 1
            continue
        cleaned = _clean(one, pictures)
        if kind in {"Para", "Plain"} and one["c"] and not cleaned["c"]:
            continue
        if kind == "Link" and one["c"][1] and not cleaned["c"][1]:
            continue
        kept.append(cleaned)
    return kept


def drop_picture_places(node: Any) -> Any:
    """Blocks whose pictures do not say where they lie: within a Word file or an e-book."""
    if isinstance(node, list):
        return [drop_picture_places(one) for one in node]
    if not isinstance(node, dict) or "c" not in node:
        return node
    inner = drop_picture_places(node["c"])
    if node.get("t") == "Image" and "://" not in inner[2][0]:
        inner = [inner[0], inner[1], ["", inner[2][1]]]
    return {**node, "c": inner}
