"""The types of answers about the site: home, about, help, bulk data and health."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from documents.api.schemas.answer import AnswerJson, ByLanguage
from documents.api.schemas.listed_articles import ListedArticleJson
from documents.api.schemas.sources import PeriodJson, SourceJson


class AnniversaryJson(TypedDict):
    """Articles of this day in other years; of days near it where `exact` is false."""

    exact: bool
    articles: list[ListedArticleJson]


class HomeJson(AnswerJson):
    """What is held, by year and by source, and what fell on this day."""

    names: ByLanguage
    articles: int
    years: list[PeriodJson]
    undated: int
    sources: list[SourceJson]
    today: Annotated[str, "the UTC day of `on_this_day`"]
    on_this_day: AnniversaryJson | None
    oldest: list[ListedArticleJson]
    newest: list[ListedArticleJson]


class YearOfDayJson(TypedDict):
    """The articles of a day of the calendar in one year."""

    date: str
    articles: int
    first: Annotated[list[ListedArticleJson], "the first few; `list` has all"]
    list: Annotated[str, "all of them, as JSON"]


class OnThisDayJson(AnswerJson):
    """The articles of a day of the calendar in every year that has any."""

    month: int
    day: int
    articles: int
    years: list[YearOfDayJson]
    previous: Annotated[str, "the day before"]
    next: Annotated[str, "the day after"]


class AboutJson(AnswerJson):
    """What this archive is: counts, rights, edition."""

    names: ByLanguage
    contact: str
    published_at: Annotated[str | None, "when the newest of the edition was recorded, UTC"]
    articles: int
    translated: int
    undated: int
    first_year: int | None
    last_year: int | None
    languages: Annotated[dict[str, int], "articles with a text in each language"]
    sources: list[SourceJson]


class HelpExampleJson(TypedDict):
    """An example of the help page, and the address that tries it."""

    shown: ByLanguage
    does: ByLanguage
    href: str


class HelpTopicJson(TypedDict):
    """A topic of the help page."""

    anchor: str
    heading: ByLanguage
    text: ByLanguage
    examples: list[HelpExampleJson]


class HelpJson(AnswerJson):
    """How to search, each feature with examples."""

    topics: list[HelpTopicJson]


class DataFileJson(TypedDict):
    """A file of bulk data."""

    name: str
    href: str
    media_type: str
    rows: int
    bytes: int
    sha256: str


class DataJson(AnswerJson):
    """The files of bulk data, and the edition they are of; none where none were made."""

    of_edition: Annotated[str | None, "the edition of the files, which may be an older one"]
    files: list[DataFileJson]
    cards: Annotated[list[str], "addresses of the dataset cards"]


class StatusJson(TypedDict):
    """Whether the site answers."""

    status: str
    edition: NotRequired[str]
    index: NotRequired[str | None]
    articles: NotRequired[int]
    reason: NotRequired[str]
