"""Requests to the index and its responses: plain values, no Tantivy, no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias, get_type_hints

from documents.dates import write_year_span
from documents.search.clauses import Query

Sort: TypeAlias = Literal["relevance", "oldest", "newest", "title", "recorded"]
Values: TypeAlias = tuple[str, ...]
Origin: TypeAlias = Literal["archive", "dictionary", "name"]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """How the index stores a facet's values, and in which order it lists them.

    ``single``: an article has one value, or ""; it is what `IndexDocument` says under the facet's
    name, and stands in a column of that name. Else it has several, or none. ``inside`` is the facet
    of which one value must be chosen before this one is counted; ``limit``, where there is one, is
    how many values are listed beside those chosen.
    """

    order: Literal["count", "time", "number"] = "count"
    single: bool = True
    inside: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A facet's value with its other names.

    ``sounds`` are its readings in small letters; ``translations`` are what other texts call it,
    each with the language of the text.
    """

    facet: str
    value: str
    sounds: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article (its newest version) as the index takes it.

    ``titles`` and ``texts`` are by BCP 47 tag; a text is its blocks in order, each a value of its
    own so that no match crosses two. ``place`` and ``agency`` are as the original writes them.
    ``bylines`` are the lines and names of who wrote or translated it, as printed; ``author`` and
    ``translator`` are these people as lists select and count them, and ``names`` their other names.
    ``title`` is the original's (the held text's where that is not held) and gives the title order,
    by code points. ``recorded_at`` is when the register says that it came or was last changed.
    """

    identifier: str
    source: str
    title: str
    titles: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    bylines: tuple[str, ...] = ()
    section: str = ""
    column: str = ""
    date_from: date | None = None
    date_to: date | None = None
    page: int | None = None
    place: str = ""
    agency: str = ""
    author: tuple[str, ...] = ()
    translator: tuple[str, ...] = ()
    names: tuple[IndexedName, ...] = ()
    has_translation: bool = False
    recorded_at: datetime | None = None  # None: `set_recorded` says it later

    @property
    def year(self) -> str:
        """The year of its date: "1970/1979" or "1848/.." for an interval, "" for no date."""
        if not self.date_from or not self.date_to:
            return ""
        return write_year_span(self.date_from, self.date_to)

    @property
    def month(self) -> str:
        """The month of its date, "" where that spans several."""
        first, last = self.date_from, self.date_to
        if not first or not last or (first.year, first.month) != (last.year, last.month):
            return ""
        return f"{first.year:04}-{first.month:02}"

    @property
    def translation(self) -> str:
        return "held" if self.has_translation else "none"

    @property
    def newspaper_page(self) -> str:
        return "" if self.page is None else str(self.page)


@dataclass(frozen=True, slots=True)
class WordTranslation:
    """A translation of a word asked; ``origin`` says who knows it.

    ``search`` is how it is written in the search box, ``weight`` how likely it means the word, and
    ``used`` whether it is searched for.
    """

    text: str
    search: str
    weight: float
    origin: Origin
    used: bool = True


@dataclass(frozen=True, slots=True)
class TranslatedWord:
    """A word or phrase as it was asked, with its translations, the likeliest first."""

    asked: str
    translations: tuple[WordTranslation, ...]
    excluded: bool = False

    @property
    def used(self) -> tuple[WordTranslation, ...]:
        """The translations that are searched for."""
        return tuple(one for one in self.translations if one.used)


@dataclass(frozen=True, slots=True)
class TranslatedQuery:
    """The words of a query in another language, and what the index is asked for them.

    ``language`` is the primary tag of the words asked, ``other`` that of the translations.
    ``unknown`` are the words that have no translation, and are not searched for.
    """

    q: str
    language: str
    other: str
    words: tuple[TranslatedWord, ...]
    unknown: Values
    query: Query

    @property
    def required(self) -> tuple[TranslatedWord, ...]:
        return tuple(word for word in self.words if word.used and not word.excluded)


@dataclass(frozen=True, slots=True)
class SortKey:
    """Where an article stands in an order: by title (a text), by all others a number."""

    value: int | str
    identifier: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: words, filters, order and the slice wanted.

    Values of one facet mean OR, facets mean AND. ``year`` holds years ("1958") and spans of them
    ("1970/1979": begun in the one, ended in the other), ``month`` months
    ("1958-01"), ``dated`` dates an article has exactly ("1958-01-24", "1958-01", "1970/1979"),
    ``mentions`` years or decades a text speaks of ("1957", "195X"), ``translation``
    "held" or "none". The date range matches by overlap, both ends
    included. ``searches_on_page`` is how many searches a page makes: they share what it may
    cost. With ``after`` the slice begins behind that key of the order, and ``offset`` is not asked.

    With ``across`` the words are looked for in the other language, in articles that are not held in
    their own: ``translated`` says how, and holds for this ``q`` alone. ``rendering`` are the
    translations chosen, where not the likeliest are taken.
    """

    q: str = ""
    source: Annotated[Values, FacetColumn()] = ()
    year: Annotated[Values, FacetColumn("time")] = ()
    month: Annotated[Values, FacetColumn("time", inside="year")] = ()
    dated: Values = ()
    mentions: Annotated[Values, FacetColumn("time", single=False)] = ()
    language: Annotated[Values, FacetColumn(single=False)] = ()
    translation: Annotated[Values, FacetColumn()] = ()
    newspaper_page: Annotated[Values, FacetColumn("number")] = ()
    place: Annotated[Values, FacetColumn()] = ()
    agency: Annotated[Values, FacetColumn()] = ()
    author: Annotated[Values, FacetColumn(single=False, limit=50)] = ()
    translator: Annotated[Values, FacetColumn(single=False, limit=50)] = ()
    section: Annotated[Values, FacetColumn(limit=50)] = ()
    column: Annotated[Values, FacetColumn(limit=50)] = ()
    date_from: date | None = None
    date_to: date | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    searches_on_page: int = 1
    after: SortKey | None = None
    across: bool = False
    rendering: Values = ()
    translated: TranslatedQuery | None = None

    @property
    def searched(self) -> Query | str:
        """What the index is asked, and what is marked in texts: the words, or their translations.

        Words that were changed since they were translated are searched as they are.
        """
        return self.translation_in_force.query if self.translation_in_force else self.q

    @property
    def translation_in_force(self) -> TranslatedQuery | None:
        """The translation of these words, where it is what is searched for."""
        if self.across and self.translated is not None and self.translated.q == self.q:
            return self.translated
        return None


FACETS: Mapping[str, FacetColumn] = {
    name: column
    for name, hint in get_type_hints(SearchRequest, include_extras=True).items()
    for column in getattr(hint, "__metadata__", ())
}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, and how many articles choosing it (alone) would show.

    For ``year``, an interval is a row of its own with value "1970/1979" (EDTF), listed by its lower
    bound, and is chosen as such.
    """

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class RecordedPlace:
    """A place in the order by recorded time: the newest first, those of one second by identifier.

    Places compare by where they stand in it.
    """

    recorded_at: datetime
    identifier: str

    def __lt__(self, other: RecordedPlace) -> bool:
        if self.recorded_at != other.recorded_at:
            return self.recorded_at > other.recorded_at
        return self.identifier < other.identifier


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found. ``score`` is 0.0 where the order is not by relevance."""

    identifier: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The slice asked for, the total, and every facet counted without its own filter.

    ``timeline`` maps years to counts under *all* filters, ``spans`` the intervals ("1970/1979").
    ``days`` has the days (`date.toordinal`) of a single chosen month. ``undated`` counts hits
    without a date. ``unread`` lists the parts of the query that could not
    be read and were searched as plain words or left out, ``joined`` the single characters that were
    read as one run, ``signs`` the signs that were taken for any punctuation, for the page to say
    so.

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
    signs: tuple[str, ...] = ()
