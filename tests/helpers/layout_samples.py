"""Files written for the tests in the layouts' own shape, and short ways to read them."""

from __future__ import annotations

import pytest

from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.records import ArticleRecord, Refused, TextRecord

DISCLAIMER = (
    "The following article is from The Great Soviet Encyclopedia (1979)."
    " It might be outdated or ideologically biased."
)
RIGHTS = (
    "The Great Soviet Encyclopedia, 3rd Edition (1970-1979)."
    " © 2010 The Gale Group, Inc. All rights reserved."
)


def chinese(
    body: str,
    *,
    title: str = "各村积极救灾",
    author: str = "",
    date: str = "1947-03-03",
    page: str = "第2版()",
    column: str = "专栏：",
) -> str:
    """A transcription as its generator writes it: CR LF above, LF below, empty fields kept."""
    return f"### {title}\r\n{author}\r\n{date}\r\n{page}\n{column}\n\n{body}"


def bilingual(english: str, original: str, *, header: str | None = None) -> str:
    """An English half above a Chinese one."""
    if header is None:
        header = "Title: Villages Help\nAuthor: \nDate: 1947-03-03\nPage: 2\n"
    return f"{header}\n{english}\n\n\n\n<hr /> \n\nOriginal: \n\n\n{original}"


def read(text: str, layout: str | None = None) -> ArticleRecord:
    return parse_file(decode(text.encode(), "x.txt"), layout)


def original(text: str) -> TextRecord:
    record = read(text)
    assert record.original is not None
    return record.original


def translation(text: str) -> TextRecord:
    (only,) = read(text).translations
    return only


def blocks(text: TextRecord) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in text.blocks]


def fields(record: ArticleRecord) -> list[str]:
    return [line.field for line in record.lines]


def refusal(text: str, layout: str | None = None) -> str:
    with pytest.raises(Refused) as caught:
        read(text, layout)
    return str(caught.value)
