"""The types of answers about words: concordance, renderings, trends and dictionary."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from documents.api.schemas.answer import AnswerJson


class ConcordanceLineJson(TypedDict):
    """A hit in its context."""

    left: str
    keyword: str
    right: str
    language: str
    date: str
    source: str
    identifier: str
    version: int
    block: Annotated[str | None, "anchor of its block, null for the headline"]
    counterpart: Annotated[str | None, "what answers the hit’s sentence in the other language"]
    counterpart_language: str | None
    confidence: Annotated[float | None, "of the pairing; below 0.9 the counterpart is a paragraph"]
    html: str


class ConcordanceJson(AnswerJson):
    """The hits of a query in their context, a hundred a page."""

    query: str
    order: str
    lines_total: Annotated[int, "lines of all pages, a thousand at most"]
    articles: Annotated[int, "articles found"]
    articles_read: int
    complete: Annotated[bool, "whether every hit is here"]
    lines: list[ConcordanceLineJson]
    next: str | None


class CollocateJson(TypedDict):
    """A word near the hits."""

    text: str
    lines: Annotated[int, "hits that it stands near"]
    expected: Annotated[float, "hits that chance would put it near"]
    log_likelihood: float
    log_dice: float
    concordance: Annotated[str, "its lines"]


class LanguageCollocatesJson(TypedDict):
    """The collocates among the hits in one language."""

    language: str
    lines: int
    collocates: list[CollocateJson]


class CollocationsJson(AnswerJson):
    """The words that stand near the hits of a query."""

    query: str
    lines_total: int
    articles: int
    articles_read: int
    complete: bool
    languages: list[LanguageCollocatesJson]


class KeywordJson(TypedDict):
    """A word that sets the articles apart."""

    text: str
    articles: Annotated[int, "of these articles, those that have it"]
    in_archive: Annotated[int, "of all articles"]
    log_likelihood: float
    list: Annotated[str, "the articles that have it"]


class LanguageKeywordsJson(TypedDict):
    """The keywords of the texts in one language."""

    language: str
    keywords: list[KeywordJson]


class KeywordsJson(AnswerJson):
    """The words commoner in the filtered articles than in the rest."""

    query: str
    articles: int
    articles_read: int
    complete: Annotated[bool, "whether every candidate could be counted"]
    archive: Annotated[int, "articles of the whole archive"]
    languages: list[LanguageKeywordsJson]


class RenderingJson(TypedDict):
    """One rendering of the words asked."""

    text: str
    lines: Annotated[int, "hits whose counterparts have it"]
    share: float
    in_dictionary: bool
    years: Annotated[dict[str, int], "hits by year"]
    sources: dict[str, int]
    example: ConcordanceLineJson
    concordance: Annotated[str, "its lines"]


class LanguageRenderingsJson(TypedDict):
    """The renderings of the words of one language in another."""

    language: str
    other_language: str
    lines: Annotated[int, "hits that have a counterpart"]
    unrecognised: Annotated[int, "of them, hits in whose counterparts none of these stands"]
    renderings: list[RenderingJson]


class RenderingsJson(AnswerJson):
    """How the words of a query were said in the other language."""

    query: str
    lines_total: int
    without_counterpart: int
    articles: int
    articles_read: int
    complete: bool
    languages: list[LanguageRenderingsJson]


class TrendPointJson(TypedDict):
    """A word in a year."""

    year: int
    articles: int
    of: Annotated[int, "all articles of the year, under the same filters"]
    per_thousand: float


class TrendJson(TypedDict):
    """A word along the years."""

    q: str
    articles: int
    points: list[TrendPointJson]
    list: str


class TrendsJson(AnswerJson):
    """Up to five words along the years."""

    trends: list[TrendJson]
    left_out: Annotated[list[str], "words beyond the fifth"]


class DictionaryEntryJson(TypedDict):
    """An entry of CC-CEDICT."""

    traditional: str
    simplified: str
    pinyin: str
    glosses: list[str]


class WordListEntryJson(TypedDict):
    """An entry of a word list that the collection brings."""

    headword: str
    other_form: Annotated[str, "the headword in Traditional characters, where they differ"]
    reading: str
    glosses: list[str]


class ListedEntriesJson(TypedDict):
    """The entries of a word in one of the collection's word lists."""

    name: str
    language: Annotated[str, "of the headwords"]
    gloss_language: str
    licence: str
    licence_url: str
    source: str
    entries: list[WordListEntryJson]


class GlossaryJson(AnswerJson):
    """What CC-CEDICT says of a word and of its parts, and the collection's own word lists."""

    word: str
    entries: list[DictionaryEntryJson]
    parts: dict[str, list[DictionaryEntryJson]]
    attribution: str
    licence: str
    dictionaries: NotRequired[list[ListedEntriesJson]]
    list: Annotated[str, "articles with the word"]
