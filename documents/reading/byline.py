"""The byline of an article's page: each name in it a link to all by that author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from documents.author_names import join_wide_name, join_wide_names, pair_names
from documents.models import Article, Translation
from documents.query.addresses import list_address
from documents.query.paging import default_sort
from documents.reading.markup import Link
from documents.search.request import SearchRequest
from documents.text import is_han


def link_names(article: Article, text: Article | Translation) -> list[Link]:
    """The names in a text's byline, in order, each with the list of all by that author."""
    values = {name: name for name in join_wide_names(article.authors)}
    if text is not article:
        values = pair_names(article.authors, text.authors)
    found = sorted(_places(text.byline, values))
    if not found and text.byline and len(values) == 1:  # the line writes the one name otherwise
        (value,) = values.values()
        found = [(0, len(text.byline), value)]
    return [
        (start, end, list_address(SearchRequest(author=(value,), sort=default_sort(""))))
        for start, end, value in found
    ]


def _places(byline: str, values: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where the names stand, longer ones first, none inside another."""
    taken: list[tuple[int, int]] = []
    for name in sorted(values, key=len, reverse=True):
        for match in re.finditer(_pattern(name), byline):
            start, end = match.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield start, end, values[name]
                break


def _pattern(name: str) -> str:
    """A name with any space in it, and between its Han characters."""
    words = [re.escape(word) for word in join_wide_name(name).split()]
    return r"\s+".join(r"\s*".join(word) if is_han(word[0]) else word for word in words)


def link_translators(names: Sequence[str]) -> list[tuple[str, str]]:
    """Translators' names, each with the list of all that they translated."""
    return [
        (
            name,
            list_address(SearchRequest(translator=(join_wide_name(name),), sort=default_sort(""))),
        )
        for name in names
    ]
