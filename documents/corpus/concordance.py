"""A concordance (keyword in context): each hit of a query as a line with its context, by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from documents.csv_tables import Cells, write_table
from documents.models import Article
from documents.results.answers import Found, find
from documents.results.entries import fetch_articles
from documents.search.folding import folded
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher

Order: TypeAlias = Literal["date", "left", "right"]
ORDERS: tuple[Order, ...] = ("date", "left", "right")
MAX_LINES = 1000  # lines, and articles read for them
_EFFORT = 1_800_000  # characters looked through for one word, and what it takes to fetch them
_FETCHING = 3000  # characters that could be looked through while an article is fetched
PAGE = 100  # lines on a page
WIDTH = 70  # characters of context to each side; of Chinese half as many
_AT_ONCE = 100  # articles fetched together
_REMEMBERED = 8  # concordances kept for their other pages and orders
COLUMNS = ("left", "keyword", "right", "language", "date", "source", "article", "paragraph")


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A line: one hit and its context; ``anchor`` is its block, "" for the headline."""

    left: str
    keyword: str
    right: str
    language: str
    identifier: str
    anchor: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of a query, from ``read`` of ``total`` articles; ``cut`` where there are more.

    ``reached`` is the first day of the last article read, from which another may go on.
    """

    lines: tuple[ConcordanceLine, ...]
    read: int
    total: int
    cut: bool
    reached: date | None = None


def build_concordance(asked: SearchRequest) -> tuple[Concordance, Found]:
    """The first hits of a request in order of date, undated articles last.

    A thousand, from no more articles than can be looked through in some 100 milliseconds.
    """
    request = replace(asked, sort="oldest", offset=0, limit=_AT_ONCE)
    found = find(request)
    if found.index is None or not asked.q:
        return Concordance((), 0, 0, cut=False), found
    return _gather(found.edition, request), found


@lru_cache(maxsize=_REMEMBERED)
def _gather(edition: str, request: SearchRequest) -> Concordance:
    """The lines of a request, cached by edition: an edition's lines never change."""
    matcher = Matcher(request.q)
    if not matcher:  # words that are excluded stand nowhere
        return Concordance((), 0, 0, cut=False)
    total = find(request).response.total
    limit = min(total, MAX_LINES)
    lines: list[ConcordanceLine] = []
    read = 0
    last: Article | None = None
    effort: float = _EFFORT
    for article in _oldest(request, limit):
        if len(lines) >= MAX_LINES or effort <= 0:
            break
        lines += _lines(article, matcher)
        read += 1
        last = article
        effort -= _FETCHING + matcher.effort * _length(article)
    else:
        read = limit  # all of them, though an article has gone since
    cut = read < total or len(lines) > MAX_LINES
    dated = last.partial_date if last else None
    reached = dated.lower if dated else None
    return Concordance(tuple(lines[:MAX_LINES]), read, total, cut, reached)


def _oldest(request: SearchRequest, limit: int) -> Iterator[Article]:
    """The first articles of a request in order of date, with their texts."""
    for offset in range(0, limit, _AT_ONCE):
        hits = find(replace(request, offset=offset, limit=min(_AT_ONCE, limit - offset))).hits
        yield from fetch_articles([hit.identifier for hit in hits], texts=True)


def _length(article: Article) -> int:
    return sum(len(block.text) for row in article.texts for block in row.blocks)


def _lines(article: Article, matcher: Matcher) -> Iterator[ConcordanceLine]:
    """The hits of one article as lines: headline first, then blocks, the original's first."""
    for rank, row in enumerate(article.texts):
        letter = "p" if rank == 0 else "t"
        parts = [("", row.title)]
        parts += [(f"{letter}{n}", block.text) for n, block in enumerate(row.blocks, start=1)]
        for place in sorted(matcher.holders([text for _, text in parts])):
            anchor, text = parts[place]
            for start, end in matcher.spans(text):
                yield ConcordanceLine(
                    left=_before(text[:start]),
                    keyword=_one_line(text[start:end]),
                    right=_after(text[end:]),
                    language=row.language,
                    identifier=article.identifier,
                    anchor=anchor,
                    date=article.date,
                    source=article.source_id,
                )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _before(text: str) -> str:
    """The context before a hit, as much as a line holds."""
    text = text[-3 * WIDTH :].replace("\n", " ")
    room = WIDTH
    for place in range(len(text) - 1, -1, -1):
        room -= 2 if _is_wide(text[place]) else 1
        if room < 0:
            return _from_word(text[place + 1 :], text[place])
    return text.lstrip()


def _after(text: str) -> str:
    text = text[: 3 * WIDTH].replace("\n", " ")
    room = WIDTH
    for place, character in enumerate(text):
        room -= 2 if _is_wide(character) else 1
        if room < 0:
            return _from_word(text[:place][::-1], text[place])[::-1]
    return text.rstrip()


def _from_word(text: str, before: str) -> str:
    """A text without a word cut in two at its start."""
    cut = 0
    while cut < len(text) and _in_word(before) and _in_word(text[cut]):
        cut += 1
    return text[cut:].lstrip()


def _in_word(character: str) -> bool:
    return character.isalnum() and not _is_wide(character)


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


def sort_lines(lines: tuple[ConcordanceLine, ...], order: Order) -> list[ConcordanceLine]:
    """Sort lines by date, or by the words next to the keyword, outwards to either side."""
    if order == "left":
        return sorted(lines, key=lambda line: _units(line.left)[::-1])
    if order == "right":
        return sorted(lines, key=lambda line: _units(line.right))
    return list(lines)


_HAN = frozenset(range(0x3400, 0xA000))


def _units(text: str) -> list[str]:
    """The words and Han characters of a text in order, punctuation left out."""
    spaced = "".join(
        f" {c} " if ord(c) in _HAN else c if c.isalnum() else " " for c in folded(text)
    )
    return spaced.split()


def line_address(line: ConcordanceLine, q: str) -> str:
    """The address of a line on its article's page, the words marked there."""
    path = reverse("documents:article", args=[line.identifier])
    fragment = f"#{line.anchor}" if line.anchor else ""
    return f"{path}?{urlencode({'q': q})}{fragment}"


def write_lines(lines: list[ConcordanceLine], delimiter: str, cells: Cells = "text") -> str:
    """Write the lines as CSV or TSV."""
    rows = (
        (
            line.left,
            line.keyword,
            line.right,
            line.language,
            line.date,
            line.source,
            line.identifier,
            line.anchor,
        )
        for line in lines
    )
    return write_table([COLUMNS, *rows], delimiter, cells)
