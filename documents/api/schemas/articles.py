"""The types of an article’s answers: the whole article, its file, citations and changes."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from documents.api.schemas.answer import AnswerJson, ByLanguage, RightsJson
from documents.api.schemas.listed_articles import ContributorJson


class ArticleSourceJson(TypedDict):
    """The source of an article."""

    key: str
    kind: str
    names: ByLanguage
    publisher: ByLanguage
    place: ByLanguage
    edition: int | None


DateJson = TypedDict(
    "DateJson", {"edtf": str, "from": str | None, "to": str | None, "as_written": str}
)
DateJson.__doc__ = (
    "A date in EDTF, its first and last day (null for an open end), and the source's words if they"
    " are kept."
)


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
    target: NotRequired[Annotated[str, "a link's address, or the number of a note's block"]]


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
    translated: Annotated[str | None, "when it was translated, in EDTF"]
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


class WordLinkJson(TypedDict):
    """Words of the two texts that answer each other.

    Each is written `p1:0-2`: the anchor of a block, and where the word begins and ends in its text,
    in characters (Unicode code points) from 0.
    """

    original: list[str]
    translation: list[str]


class WordLinksJson(AnswerJson):
    """The words of two texts that answer each other, by CC-CEDICT; found by a program."""

    identifier: str
    version: int
    language: str
    other_language: Annotated[str, "of the translation; empty where none is held"]
    links: list[WordLinkJson]
    attribution: str
    licence: str
