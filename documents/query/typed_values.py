"""Parsers of values typed behind a filter's name: year:1958, 来源：人民日报, place:Moscow.

Each gives fields of a request; none for a value that means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.conversion.language_tags import read_language as language_tag
from documents.dates import parse_bound
from documents.models import Source
from documents.query.filter_types import KnownValues, ReadTyped
from documents.search.folding import fold_text

_SPAN = re.compile(r"([0-9]{4})\s*[-–—~]\s*([0-9]{4})")
_PUNCTUATION = re.compile(r"[\s,，、.。:：;；'()（）]+")


def source_names(source: Source) -> tuple[str, ...]:
    """The names of a source in every language."""
    return tuple((source.names or {}).values())


def without_punctuation(text: str, between: str = "") -> str:
    """A text without its spaces and marks."""
    return _PUNCTUATION.sub(between, text)


def read_source(value: str, known: KnownValues) -> Mapping[str, Any]:
    """Read a source: its key, any of its names, or a part that only one source has."""
    wanted = without_punctuation(fold_text(value))
    exact = [
        source.key
        for source in known.sources
        if wanted
        in {without_punctuation(fold_text(name)) for name in (*source_names(source), source.key)}
    ]
    near = [
        source.key
        for source in known.sources
        if wanted
        and any(wanted in without_punctuation(fold_text(name)) for name in source_names(source))
    ]
    found = exact or (near if len(near) == 1 else [])
    return {"source": (found[0],)} if found else {}


def read_year(value: str, _: KnownValues) -> Mapping[str, Any]:
    """Read a year, or the range of dates between two."""
    plain = fold_text(value).removesuffix("年")
    span = _SPAN.fullmatch(plain)
    if span and "0000" < span[1] <= span[2]:
        return {"date_from": date(int(span[1]), 1, 1), "date_to": date(int(span[2]), 12, 31)}
    return {"year": (plain,)} if re.fullmatch(r"(?!0000)[0-9]{4}", plain, re.ASCII) else {}


def read_mentions(value: str, _: KnownValues) -> Mapping[str, Any]:
    """Read a year or a decade that texts mention."""
    plain = fold_text(value).removesuffix("年")
    decade = re.fullmatch(r"([1-9][0-9]{2})(?:0(?:'?s|年代)|x)", plain, re.ASCII)
    if decade:
        return {"mentions": (f"{decade[1]}X",)}
    return {"mentions": (plain,)} if re.fullmatch(r"[1-9][0-9]{3}", plain, re.ASCII) else {}


def read_bound(field: str, *, last: bool) -> ReadTyped:
    """A parser of one end of the date range."""

    def read(value: str, _: KnownValues) -> Mapping[str, Any]:
        try:
            bound = parse_bound(fold_text(value).removesuffix("年"))
        except ValueError:
            return {}
        return {field: bound.upper if last else bound.lower}

    return read


def read_language(value: str, known: KnownValues) -> Mapping[str, Any]:
    """Read a language: its tag, its code or its name; Chinese is every kind of it."""
    plain = value.lower()
    if plain not in map(str.lower, known.languages):
        plain = language_tag(value).partition("-")[0] or plain
    wanted = plain
    tags = sorted(known.languages)
    found = tuple(tag for tag in tags if wanted in {tag.lower(), tag.split("-")[0]})
    return {"language": found} if found else {}


def read_newspaper_page(value: str, _: KnownValues) -> Mapping[str, Any]:
    plain = fold_text(value).removeprefix("第").removesuffix("版")
    good = re.fullmatch(r"[1-9][0-9]{0,4}", plain, re.ASCII)
    return {"newspaper_page": (plain,)} if good else {}
