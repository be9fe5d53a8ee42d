"""The types of answers about editions: each, their list, and what changed in one."""

from __future__ import annotations

from typing import Annotated, TypedDict

from documents.api.schemas.answer import AnswerJson
from documents.api.schemas.listed_articles import ListedArticleJson


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
