"""The types of articles in lists: a slice of the list, its facets, reading lists."""

from __future__ import annotations

from typing import Annotated, TypedDict

from documents.api.schemas.answer import AnswerJson, SourceNameJson


class ContributorJson(TypedDict):
    """An author or translator that a text names: a person or a body."""

    role: Annotated[str, "author or translator"]
    name: str
    type: Annotated[str, "person or organization"]


class ListedTextJson(TypedDict):
    """A text of an article in a list."""

    language: str
    is_original: bool
    title: str
    authors: list[str]
    translators: list[str]
    contributors: list[ContributorJson]


class ListedArticleJson(TypedDict):
    """An article in a list: facts, titles, and where the rest of it is."""

    identifier: str
    version: int
    permalink: str
    version_address: str
    json: Annotated[str, "the whole article"]
    source: SourceNameJson
    date: Annotated[str | None, "EDTF, null where there is none"]
    page: Annotated[int | None, "page of the newspaper"]
    page_label: str
    section: str
    column: str
    language: Annotated[str, "language of the original"]
    original_held: bool
    texts: list[ListedTextJson]


class FacetValueJson(TypedDict):
    """A value of a facet, and how many articles choosing it alone would leave."""

    value: str
    articles: int
    selected: bool


class WordTranslationJson(TypedDict):
    """A translation of a word asked, in a list of the other language."""

    text: str
    weight: Annotated[float, "how likely it means the word"]
    origin: Annotated[str, "who knows it: archive, dictionary or name"]
    used: Annotated[bool, "whether it is searched for"]


class TranslatedWordJson(TypedDict):
    """A word or phrase as it was asked, with its translations."""

    word: str
    excluded: bool
    translations: list[WordTranslationJson]


class AcrossJson(TypedDict):
    """How the words of a list in the other language were translated."""

    language: Annotated[str, "of the words asked"]
    other_language: Annotated[str, "of the translations"]
    words: list[TranslatedWordJson]
    unknown: Annotated[list[str], "words without a translation, which are not searched for"]
    part_is_enough: Annotated[bool, "whether articles are listed that answer a part of the words"]


class ListJson(TypedDict):
    """A slice of the list of articles."""

    format: str
    format_version: int
    edition: str
    query: Annotated[str, "the query as it was understood"]
    total: Annotated[int, "articles of the whole list"]
    first: Annotated[int, "rank of the first article here, from 1; 0 where there is none"]
    returned: int
    next: Annotated[str | None, "where the list goes on; follow it as it stands"]
    whole: Annotated[str | None, "the same articles in an order that `next` leads through wholly"]
    across: Annotated[AcrossJson | None, "translations, where the list is of the other language"]
    facets: Annotated[
        dict[str, list[FacetValueJson]] | None, "by filter; null in slices after the first"
    ]
    years: Annotated[
        dict[str, int] | None, "articles by year or span of years; null after the first"
    ]
    undated: Annotated[int | None, "articles without a date; null after the first"]
    articles: list[ListedArticleJson]


class NearDuplicateJson(TypedDict):
    """An article with nearly the same text."""

    similarity: Annotated[float, "share of words in common, from 0 to 1"]
    article: ListedArticleJson


class RelatedJson(AnswerJson):
    """Articles on the matter of another, and its near-duplicates."""

    article: ListedArticleJson
    near_duplicates: list[NearDuplicateJson]
    related: list[ListedArticleJson]


class ListItemJson(TypedDict):
    """An item of a reading list; where it has a fault, no article."""

    id: Annotated[str, "as the list’s address names it"]
    fault: Annotated[str | None, "why there is no such article, version or passage"]
    article: ListedArticleJson | None
    newest_version: int | None
    passage: Annotated[str, "paragraph numbers, empty for the whole article"]
    of_translation: bool
    pinned: Annotated[str | None, "the address that will always show this text"]
    citations: Annotated[dict[str, str], "plain citations by style"]


class ReadingListJson(AnswerJson):
    """The articles and passages that an address names, in its order."""

    returned: Annotated[int, "items without a fault"]
    items: list[ListItemJson]
