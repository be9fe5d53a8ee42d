"""The types that answers of every kind are made of: their beginning, and names by language."""

from __future__ import annotations

from typing import Annotated, TypedDict

ByLanguage = Annotated[dict[str, str], "texts by BCP 47 language tag"]


class AnswerJson(TypedDict):
    """What every answer begins with."""

    format: Annotated[str, "parallel-archive/ and the kind of answer"]
    format_version: Annotated[int, "raised when a key goes or changes its meaning"]
    edition: Annotated[str, "digest of the edition answered from"]
    html: Annotated[str, "the page for readers"]
    json: Annotated[str, "this answer's own address"]


class SourceNameJson(TypedDict):
    """A source by key and names."""

    key: str
    names: ByLanguage


class RightsJson(TypedDict):
    """Rights: the address of a statement, and a line of text."""

    uri: str
    statement: str
