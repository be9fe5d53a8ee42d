"""A parallel concordance (keyword in context): each hit as a line, with its counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from archive.languages import interface_tag
from documents.corpus.hit_contexts import context_after, context_before, one_line
from documents.corpus.parallel_texts import ParallelTexts, Span
from documents.csv_tables import Cells, write_table
from documents.models import Article
from documents.renderings.counterparts import SURE
from documents.results.edition_search import EditionSearch, search_edition
from documents.results.entries import fetch_articles
from documents.search.analysis import HAN_CHARACTER, JOINING, WORD
from documents.search.folding import fold_text
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher

Order: TypeAlias = Literal["date", "left", "right", "counterpart"]
ORDERS: tuple[Order, ...] = ("date", "left", "right", "counterpart")
MAX_LINES = 1000  # lines, and articles read for them
_EFFORT = 1_200_000  # characters looked through for one word, and what it takes to fetch them
_FETCHING = 3000  # characters that could be looked through while an article is fetched
_PAIRING = 700  # the same for the counterpart of a line
PAGE = 100  # lines on a page
_AT_ONCE = 100  # articles fetched together
_REMEMBERED = 8  # concordances kept for their other pages and orders
COLUMNS = (
    *("left", "keyword", "right", "language", "date", "source", "article", "paragraph"),
    *("version", "counterpart", "counterpart_language", "confidence"),
)
_OTHERS = 2  # paragraphs of an article, without a hit, that renderings are compared with
_MOST_OTHERS = 150  # such paragraphs in all


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A line: one hit and its context; ``anchor`` is its block, "" for the headline.

    ``counterpart`` is the sentence of the other text that answers the hit's ``sentence``, "" where
    there is none. Where the pairing is not sure it is the whole paragraph, and ``confidence`` below
    `counterparts.SURE`. ``hit`` is where the hit stands in ``sentence``.
    """

    left: str
    keyword: str
    right: str
    language: str
    identifier: str
    anchor: str
    date: str
    source: str
    version: int = 1
    sentence: str = ""
    hit: Span = (0, 0)
    counterpart: str = ""
    counterpart_language: str = ""
    confidence: float = 0.0
    beside: str = ""  # the tag of its translation, where the page shows another by itself

    @property
    def is_sure(self) -> bool:
        """Whether the counterpart is this sentence's for certain."""
        return bool(self.counterpart) and self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of a query, from ``read`` of ``total`` articles; ``cut`` where there are more.

    ``reached`` is the first day of the last article read, from which another may go on.
    ``others`` are paragraphs without a hit, by language, of the texts that the counterparts are
    from.
    """

    lines: tuple[ConcordanceLine, ...]
    read: int
    total: int
    cut: bool
    reached: date | None = None
    others: tuple[tuple[str, str], ...] = ()


def build_concordance(asked: SearchRequest) -> tuple[Concordance, EditionSearch]:
    """The first hits of a request in order of date, undated articles last.

    A thousand, from no more articles than can be looked through in some 60 milliseconds: by half as
    many more one word in forty would have another first rendering.
    """
    request = replace(asked, sort="oldest", offset=0, limit=_AT_ONCE)
    found = search_edition(request)
    if found.index is None or not asked.q:
        return Concordance((), 0, 0, cut=False), found
    return _gather(found.edition, request, interface_tag()), found


@lru_cache(maxsize=_REMEMBERED)
def _gather(edition: str, request: SearchRequest, reader: str) -> Concordance:
    """The lines of a request, cached by edition: an edition's lines never change.

    Of several translations the one in the reader's language is the counterpart.
    """
    matcher = Matcher(request.q)
    if not matcher:  # words that are excluded stand nowhere
        return Concordance((), 0, 0, cut=False)
    total = search_edition(request).response.total
    limit = min(total, MAX_LINES)
    lines: list[ConcordanceLine] = []
    others: list[tuple[str, str]] = []
    read = 0
    last: Article | None = None
    effort: float = _EFFORT
    for article in _oldest(request, limit):
        if len(lines) >= MAX_LINES or effort <= 0:
            break
        texts = ParallelTexts(article, reader)
        found = list(_lines(article, texts, matcher))
        if len(others) < _MOST_OTHERS:
            others += texts.unmatched({line.anchor for line in found}, _OTHERS)
        lines += found
        read += 1
        last = article
        effort -= _FETCHING + matcher.effort * texts.length + _PAIRING * len(found)
    else:
        read = limit  # all of them, though an article has gone since
    cut = read < total or len(lines) > MAX_LINES
    dated = last.partial_date if last else None
    reached = dated.lower if dated else None
    return Concordance(tuple(lines[:MAX_LINES]), read, total, cut, reached, tuple(others))


def _oldest(request: SearchRequest, limit: int) -> Iterator[Article]:
    """The first articles of a request in order of date, with their texts."""
    for offset in range(0, limit, _AT_ONCE):
        hits = search_edition(
            replace(request, offset=offset, limit=min(_AT_ONCE, limit - offset))
        ).hits
        yield from fetch_articles([hit.identifier for hit in hits], passages=True)


def _lines(article: Article, texts: ParallelTexts, matcher: Matcher) -> Iterator[ConcordanceLine]:
    """The hits of one article as lines: headline first, then blocks, the original's first."""
    for rank, text in enumerate(texts.texts):
        letter = "p" if rank == 0 else "t"
        parts = [text.title, *text.blocks]
        own = matcher.in_language(text.language)
        for place, spans in own.spans_by_text(parts).items():
            for start, end in spans:
                passage = texts.passage(rank, place, (start, end))
                yield ConcordanceLine(
                    left=context_before(parts[place][:start]),
                    keyword=one_line(parts[place][start:end]),
                    right=context_after(parts[place][end:]),
                    language=text.language,
                    identifier=article.identifier,
                    anchor=f"{letter}{place}" if place else "",
                    date=article.date,
                    source=article.source_id,
                    version=article.version,
                    sentence=passage.sentence,
                    hit=passage.hit,
                    counterpart=passage.counterpart,
                    counterpart_language=passage.language,
                    confidence=passage.confidence,
                    beside=text.language if rank > int(article.original_held) else "",
                )


def sort_lines(lines: tuple[ConcordanceLine, ...], order: Order) -> list[ConcordanceLine]:
    """Sort lines by date, by the words next to the keyword outwards, or by the counterpart.

    Those without a counterpart come last.
    """
    if order == "left":
        return sorted(lines, key=lambda line: _units(line.left)[::-1])
    if order == "right":
        return sorted(lines, key=lambda line: _units(line.right))
    if order == "counterpart":
        return sorted(lines, key=lambda line: (not line.counterpart, _units(line.counterpart)))
    return list(lines)


# A character of a script without spaces, with the vowel signs that stand on it; or a word.
_UNIT = re.compile(f"{HAN_CHARACTER.pattern}[{JOINING}]*|{WORD.pattern}")


def _units(text: str) -> list[str]:
    """The words and Han characters of a text in order, punctuation left out."""
    return [unit[0] for unit in _UNIT.finditer(fold_text(text))]


def line_address(line: ConcordanceLine, q: str) -> str:
    """The address of a line on its article's page, the words marked there."""
    path = reverse("documents:article", args=[line.identifier])
    fragment = f"#{line.anchor}" if line.anchor else ""
    asked = {"q": q} | ({"beside": line.beside} if line.beside else {})
    return f"{path}?{urlencode(asked)}{fragment}"


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
            str(line.version),
            one_line(line.counterpart),
            line.counterpart_language,
            f"{line.confidence:.2f}" if line.counterpart else "",
        )
        for line in lines
    )
    return write_table([COLUMNS, *rows], delimiter, cells)
