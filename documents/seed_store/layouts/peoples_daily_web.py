"""The layout of People's Daily articles saved from its web edition, Chinese only.

Headline lines, then ``作者：A;B  时间：2019-06-21`` (the author may be missing), the body.
"""

from __future__ import annotations

import re

from documents.seed_store.files import DecodedFile
from documents.seed_store.layouts._chinese_header import (
    has_header,
    read_header_date,
    read_source,
    split_headline,
)
from documents.seed_store.layouts._chinese_text import read_chinese_text
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.layouts._marks import find_named_source
from documents.seed_store.records import ArticleRecord, NamedSource
from documents.text import chinese_script, strip_spaces

NAME = "peoples_daily_web"

_FACTS = re.compile(
    r"\s*+(?:作者\s*+[:：](?P<author>.*?))?(?:时间|時間)\s*+[:：]\s*+(?P<date>\S++)"
    r"(?:\s++\d{1,2}:\d{2}(?::\d{2})?)?\s*+"
)
_REACH = 10  # headlines have at most five lines, with blanks between


def recognise(file: DecodedFile) -> bool:
    """Whether a line of author and time stands below a headline, and no other layout's header."""
    ledger = LineLedger(file)
    return _facts_line(ledger) > 0 and not has_header(ledger)


def named_source(file: DecodedFile) -> NamedSource | None:
    """The source that a line near the top names."""
    return find_named_source(LineLedger(file))


def parse(file: DecodedFile) -> ArticleRecord:
    """Parse an article. Raises `Refused` without a headline or the line of author and time."""
    ledger = LineLedger(file)
    place = _facts_line(ledger)
    match = _FACTS.fullmatch(ledger.texts[place]) if place >= 0 else None
    titles = [index for index in range(max(place, 0)) if not ledger.is_blank(index)]
    if match is None or not titles:
        raise ledger.refusal(
            -1, "title", "no headline above 作者：… 时间：…", "headline lines, then it"
        )
    _refuse_second_article(ledger, place)
    language = f"zh-{chinese_script(file.text)}"
    for index in titles:
        ledger.enter(index, "title", language)
    ledger.enter(place, "date")
    source = ""
    if place + 1 < len(ledger) and (source := read_source(ledger.texts[place + 1])):
        ledger.enter(place + 1, "source")
    headline = tuple(line for index in titles for line in split_headline(ledger.texts[index]))
    text = read_chinese_text(
        ledger,
        place + 1,
        headline=headline,
        byline=strip_spaces(match["author"] or ""),
        column="",
        language=language,
    )
    return ArticleRecord(
        layout=NAME,
        language=language,
        original=text,
        translations=(),
        date=read_header_date(ledger, place, match["date"]),
        lines=ledger.readings(),
        notes={"source": (source,)} if source else {},
        marks=(ledger.stripped[place],),
    )


def _facts_line(ledger: LineLedger) -> int:
    """The index of the line of author and time near the top; -1 without one."""
    for index in range(min(_REACH, len(ledger))):
        if _FACTS.fullmatch(ledger.texts[index]):
            return index
    return -1


def _refuse_second_article(ledger: LineLedger, place: int) -> None:
    for index in range(place + 1, len(ledger)):
        if _FACTS.fullmatch(ledger.texts[index]):
            found = f"a second article's header, {shorten(ledger.texts[index])}"
            raise ledger.refusal(index, "title", found, "one article in a file")
