"""The types of the JSON answers. OpenAPI's schemas are made of them, so each is said once.

A docstring and the texts of `Annotated` are the descriptions. Every key is always there; what is
not known is null or empty.
"""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

ByLanguage = Annotated[dict[str, str], "texts by BCP 47 language tag"]


class AnswerJson(TypedDict):
    """What every answer begins with."""

    format: Annotated[str, "parallel-archive/ and the kind of answer"]
    format_version: Annotated[int, "raised when a key goes or changes its meaning"]
    edition: Annotated[str, "digest of the edition answered from"]
    html: Annotated[str, "the page for readers"]
    json: Annotated[str, "this answer's own address"]


# -- articles ------------------------------------------------------------------------------------


class SourceNameJson(TypedDict):
    """A source by key and names."""

    key: str
    names: ByLanguage


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
    facets: Annotated[
        dict[str, list[FacetValueJson]] | None, "by filter; null in slices after the first"
    ]
    years: Annotated[
        dict[str, int] | None, "articles by year or span of years; null after the first"
    ]
    undated: Annotated[int | None, "articles without a date; null after the first"]
    articles: list[ListedArticleJson]


class ArticleSourceJson(TypedDict):
    """The source of an article."""

    key: str
    kind: str
    names: ByLanguage
    publisher: ByLanguage
    place: ByLanguage
    edition: int | None


DateJson = TypedDict("DateJson", {"edtf": str, "from": str, "to": str})
DateJson.__doc__ = "A date in EDTF, with the first and the last day it may mean."


class RightsJson(TypedDict):
    """Rights: the address of a statement, and a line of text."""

    uri: str
    statement: str


class DatelineJson(TypedDict):
    """Who reported from where, and when."""

    agency: str
    place: str
    day: str


class MarkJson(TypedDict):
    """A stretch of a block set apart, in characters."""

    kind: str
    start: int
    end: int


class BlockJson(TypedDict):
    """A paragraph, heading or verse; `id` is its anchor on the page."""

    id: str
    kind: str
    text: str
    marks: list[MarkJson]


class BeadJson(TypedDict):
    """Blocks of the original and those of the translation that answer them, by number."""

    original: list[int]
    translation: list[int]
    confidence: float


class TextJson(TypedDict):
    """A text of an article, whole."""

    language: str
    is_original: bool
    title: str
    headline: list[str]
    byline: str
    authors: list[str]
    translators: list[str]
    contributors: list[ContributorJson]
    dateline: DatelineJson | None
    blocks: list[BlockJson]
    references: list[str]
    alignment: list[BeadJson]


class ArticleJson(TypedDict):
    """A version of an article, whole."""

    format: str
    format_version: int
    identifier: str
    version: int
    edition: str
    recorded_at: str
    permalink: str
    version_address: str
    cite_as: str
    ark: str | None
    ark_is_trial: bool
    source: ArticleSourceJson
    language: str
    original_held: bool
    date: DateJson | None
    page: int | None
    page_label: str
    section: str
    column: str
    rights: RightsJson
    sha256: Annotated[str, "of the file it came from"]
    texts: list[TextJson]
    citations: Annotated[dict[str, str], "plain citations by style"]


class NearDuplicateJson(TypedDict):
    """An article with nearly the same text."""

    similarity: Annotated[float, "share of words in common, from 0 to 1"]
    article: ListedArticleJson


class RelatedJson(AnswerJson):
    """Articles on the matter of another, and its near-duplicates."""

    article: ListedArticleJson
    near_duplicates: list[NearDuplicateJson]
    related: list[ListedArticleJson]


class FileLineJson(TypedDict):
    """A line of a seed file, and what was made of it."""

    number: int
    text: str
    field: Annotated[str, "what the line became; `unknown` where it was not understood"]
    language: str
    block: Annotated[str | None, "anchor of the block it became part of"]


class SourceViewJson(AnswerJson):
    """The file of a version, line by line."""

    identifier: str
    version: int
    name: str
    encoding: str
    size: Annotated[int, "in bytes"]
    sha256: str
    file: Annotated[str, "address of the exact bytes"]
    lines: list[FileLineJson]


class QuotationJson(TypedDict):
    """Blocks of one text that are quoted."""

    language: str
    anchors: list[str]
    blocks: list[str]


class CitationJson(TypedDict):
    """A citation in one style and form."""

    style: str
    form: str
    text: str


class CiteJson(AnswerJson):
    """What to cite a version or a passage of it by."""

    identifier: str
    version: int
    pinned: Annotated[str, "the address that will always show this text"]
    passage: Annotated[str, "paragraph numbers, empty for the whole article"]
    of_translation: bool
    doubtful: Annotated[bool, "whether the pairing of the two texts is uncertain here"]
    quotations: list[QuotationJson]
    citations: list[CitationJson]


class ChangedPieceJson(TypedDict):
    """A stretch of text: `same`, `gone` or `new`."""

    operation: str
    text: str


class ChangedFactJson(TypedDict):
    """A fact that changed."""

    name: str
    language: str
    pieces: list[ChangedPieceJson]


class ChangedBlockJson(TypedDict):
    """A changed block; a number is null where that version has no such block."""

    before: int | None
    after: int | None
    pieces: list[ChangedPieceJson]


class ChangedTextJson(TypedDict):
    """The changes in one language."""

    language: str
    facts: list[ChangedFactJson]
    blocks: list[ChangedBlockJson]


class ChangesJson(AnswerJson):
    """What a version changed against the one before it."""

    identifier: str
    version: int
    before: Annotated[int | None, "the version compared with, null for the first"]
    recorded_at: str
    facts: list[ChangedFactJson]
    texts: list[ChangedTextJson]


# -- sources ---------------------------------------------------------------------------------------


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


# -- words -----------------------------------------------------------------------------------------


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


class GlossaryJson(AnswerJson):
    """What CC-CEDICT says of a word, and of its parts."""

    word: str
    entries: list[DictionaryEntryJson]
    parts: dict[str, list[DictionaryEntryJson]]
    attribution: str
    licence: str
    list: Annotated[str, "articles with the word"]


# -- the site --------------------------------------------------------------------------------------


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


class EditionFactsJson(TypedDict):
    """A published state of the archive, and how it differs from the one before."""

    digest: Annotated[str, "SHA-256 over all that it was made from"]
    recorded_at: Annotated[str, "the newest time in the accession register then, UTC"]
    rules: Annotated[int, "number of the rules by which texts were read and paired"]
    articles: Annotated[int, "how many it held"]
    added: Annotated[int, "articles that it held first"]
    corrected: Annotated[int, "articles with a new version or a hand-made alignment"]
    withdrawn: int
    is_present: Annotated[bool, "whether it is the edition being served"]
    html: Annotated[str, "its page for readers"]
    json: Annotated[str, "its JSON"]


class EditionsJson(AnswerJson):
    """The editions published, newest first, a hundred at a time."""

    total: int
    editions: list[EditionFactsJson]
    next: Annotated[str | None, "the hundred before these"]


class WithdrawnJson(TypedDict):
    """A withdrawn article."""

    identifier: str
    date: Annotated[str, "the day that the withdrawal says"]
    reason: str
    successor: Annotated[str, "identifier of the article in its place, or empty"]


class EditionJson(AnswerJson):
    """One edition, and up to a hundred articles of each kind of change in it."""

    published: EditionFactsJson
    before: Annotated[str | None, "JSON of the edition before"]
    after: Annotated[str | None, "JSON of the edition after"]
    added: list[ListedArticleJson]
    corrected: list[ListedArticleJson]
    withdrawn: list[WithdrawnJson]


class StatusJson(TypedDict):
    """Whether the site answers."""

    status: str
    edition: NotRequired[str]
    index: NotRequired[str | None]
    articles: NotRequired[int]
    reason: NotRequired[str]


# -- errors ----------------------------------------------------------------------------------------


class FaultJson(TypedDict):
    """What is wrong with a parameter."""

    parameter: str
    detail: str


class WayOutJson(TypedDict):
    """An address that helps."""

    href: str
    title: str


class ProblemJson(TypedDict):
    """An error (RFC 9457): what, where, and the way out."""

    type: Annotated[str, "address that explains the kind of error"]
    title: str
    status: int
    detail: str
    instance: Annotated[str, "what was asked for"]
    see: Annotated[list[WayOutJson], "addresses that help"]
    errors: NotRequired[Annotated[list[FaultJson], "by parameter"]]
    identifier: NotRequired[str]
    newest_version: NotRequired[int]
    reason: NotRequired[Annotated[str, "why an article was withdrawn"]]
    date: NotRequired[Annotated[str, "when it was withdrawn"]]
    successor: NotRequired[str | None]
    versions: NotRequired[list[dict[str, Any]]]
