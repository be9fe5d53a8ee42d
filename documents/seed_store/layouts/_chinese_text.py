"""A Chinese text from its header and its body's lines, in either layout of the newspaper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.blocks import Block
from documents.credits.chinese_bylines import (
    is_translators_line,
    read_chinese_byline,
    read_chinese_credits,
)
from documents.credits.datelines import find_chinese_dateline, find_chinese_reporters
from documents.seed_store.layouts._blocks import enter_blocks, find_only_reporters
from documents.seed_store.layouts._chinese_body import read_body
from documents.seed_store.layouts._chinese_head import take_head
from documents.seed_store.layouts._lines import LineLedger
from documents.seed_store.records import TextRecord
from documents.surnames import SURNAMES
from documents.text import HAN

# In a note: （王小河译自苏联《真理报》）.
_TRANSLATED = re.compile(
    rf"(?:^|[\s\u3000，,。；;（(：:])(?P<names>[{SURNAMES}][{HAN}]{{1,2}}(?:[、\s\u3000]+[{SURNAMES}][{HAN}]{{1,2}})*)"
    rf"[\s\u3000]*[合编編节節]?[译譯](?:自|[\s\u3000，,。；;）)]|$)"
)


def read_chinese_text(
    ledger: LineLedger,
    start: int,
    *,
    headline: tuple[str, ...],
    byline: str,
    column: str,
    language: str,
) -> TextRecord:
    """The text whose body begins at a line's index. Enters all its lines.

    Where neither header nor head names an author, the reporter of the one dateline that names one
    is it: 记者王小河.
    """
    byline = take_head(
        ledger, start, headline=headline, byline=byline, column=column, language=language
    )
    rest = [index for index in range(start, len(ledger)) if not ledger.is_entered(index)]
    authors = read_chinese_byline(byline)
    body = enter_blocks(ledger, read_body(ledger, rest, authors), language, find_chinese_dateline)
    byline = byline or find_only_reporters(body.blocks, find_chinese_reporters)
    credited = read_chinese_credits(byline)
    return TextRecord(
        language=language,
        headline=headline,
        blocks=body.blocks,
        byline=byline,
        authors=credited.authors,
        translators=_merged(credited.translators, _find_translators(body.blocks)),
        dateline=body.dateline,
    )


def _find_translators(blocks: Iterable[Block]) -> tuple[str, ...]:
    names: list[str] = []
    for block in blocks:
        if block.kind == "signature":
            for line in filter(is_translators_line, block.text.split("\n")):
                names += read_chinese_credits(line).translators
        elif block.kind == "note" and (match := _TRANSLATED.search(block.text)):
            names += read_chinese_byline(match["names"])
    return tuple(names)


def _merged(*names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for some in names for name in some))
