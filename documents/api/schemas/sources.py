"""The types of a source’s answers: its facts, years, authors, calendars and issues."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from documents.api.schemas.answer import AnswerJson, ByLanguage, RightsJson, SourceNameJson
from documents.api.schemas.listed_articles import ListedArticleJson


class SourceJson(TypedDict):
    """A source, and how much of it is held."""

    key: str
    kind: str
    names: ByLanguage
    languages: list[str]
    articles: int
    first_year: int | None
    last_year: int | None
    rights: RightsJson
    html: str
    json: str
    list: Annotated[str, "its articles"]


class SourcesJson(AnswerJson):
    """All sources."""

    sources: list[SourceJson]


class PeriodJson(TypedDict):
    """A year, month or day (EDTF) with its articles."""

    date: str
    articles: int
    json: Annotated[str | None, "its calendar or issue, null where it has none"]
    list: str


class SourcePageJson(AnswerJson):
    """A source: facts, rights, notes, and its years, or a page of its titles."""

    source: SourceJson
    publisher: ByLanguage
    place: ByLanguage
    edition_number: Annotated[int | None, "3 for a third edition"]
    notes: Annotated[dict[str, Any], "by kind, each by language"]
    translated: Annotated[int, "articles with a translation"]
    authors: Annotated[str | None, "its authors, null where it names none"]
    years: list[PeriodJson]
    oldest: list[ListedArticleJson]
    newest: list[ListedArticleJson]
    titles: Annotated[list[ListedArticleJson], "of a source without issues, a hundred a page"]
    next: str | None


class AuthorJson(TypedDict):
    """An author, with the name's translation and years."""

    name: str
    translation: Annotated[str, "what most translations call the author, or empty"]
    translation_language: str
    letter: str
    articles: int
    first_year: int | None
    last_year: int | None
    list: str


class LetterJson(TypedDict):
    """A letter of the list of authors."""

    letter: str
    authors: int


class AuthorsJson(AnswerJson):
    """The authors of a source from A to Z."""

    source: SourceNameJson
    total: int
    letters: list[LetterJson]
    authors: list[AuthorJson]
    next: str | None


class CalendarJson(AnswerJson):
    """A year or a month of a source."""

    source: SourceNameJson
    date: str
    articles: int
    months: Annotated[list[PeriodJson], "of a year"]
    days: list[PeriodJson]
    less_precise: Annotated[list[PeriodJson], "what is dated to no single day"]
    previous: str | None
    next: str | None
    list: str


class IssuePageJson(TypedDict):
    """A page of an issue."""

    page: int | None
    articles: list[ListedArticleJson]


class IssueJson(AnswerJson):
    """What a source printed on one day, page by page."""

    source: SourceNameJson
    date: str
    articles: int
    pages: list[IssuePageJson]
    previous: str | None
    next: str | None
