"""What is asked of the index and what it answers: plain values, no Tantivy, no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Sort: TypeAlias = Literal["relevance", "oldest", "newest", "title"]

FACETS: tuple[str, ...] = (
    "source",
    "year",
    "month",  # asked for only inside one chosen year
    "mentions",
    "language",
    "translation",
    "newspaper_page",
    "place",
)


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One article (its newest version) as the index takes it.

    ``titles`` and ``texts`` are by BCP 47 tag; a text is its blocks in order, each a value of its
    own so that no match crosses two. ``place`` is as the original writes it. ``title`` is the
    original's (the held text's where that is not held) and gives the title order, by code points.
    """

    identifier: str
    source: str
    title: str
    titles: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    column: str = ""
    date_from: date | None = None
    date_to: date | None = None
    page: int | None = None
    place: str = ""
    has_translation: bool = False


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question: words, filters, order and the slice wanted.

    Values of one facet mean OR, facets mean AND. ``year`` holds years ("1958") and spans of them
    ("1970/1979": begun in the one, ended in the other), ``month`` months
    ("1958-01"), ``dated`` dates an article has exactly ("1958-01-24", "1958-01", "1970/1979"),
    ``mentions`` years or decades a text speaks of ("1957", "195X"), ``translation``
    "held" or "none". The date range matches by overlap, both ends
    included. ``searches_on_page`` is how many searches a page makes: they share what it may
    cost.
    """

    q: str = ""
    source: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    newspaper_page: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    searches_on_page: int = 1


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and how many articles choosing it (alone) would show.

    For ``year``, an interval is a row of its own with value "1970/1979" (EDTF), listed by its lower
    bound, and is chosen as such.
    """

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``score`` is 0.0 where the order is not by relevance."""

    identifier: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The slice asked for, the whole count, and every facet counted without its own filter.

    ``timeline`` maps years to counts under *all* filters, ``spans`` the intervals ("1970/1979").
    ``days`` has the days (`date.toordinal`) of a single chosen month. ``undated`` counts hits
    without a date. ``unread`` lists the parts of the query that could not
    be read and were searched as plain words or left out, ``joined`` the single characters that were
    read as one run, for the page to say so.

    What would take too long to look for, because its words are so common, is named too:
    ``loosened`` phrases were searched as words anywhere, ``left_out`` parts not at all.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    timeline: dict[int, int] = field(default_factory=dict)
    spans: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    days: dict[int, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
