"""What a newspaper's file shows of its source: its own marks, and the source it names."""

from __future__ import annotations

from documents.seed_store.layouts import _english as english
from documents.seed_store.layouts._agreement import read_english_page
from documents.seed_store.layouts._chinese_header import ChineseHeader, read_source
from documents.seed_store.layouts._lines import LineLedger
from documents.seed_store.records import NamedSource
from documents.text import strip_spaces

_HEADER_REACH = 15  # filled lines at the top in which a field is looked for
_LONGEST_NAME = 120


def find_marks(ledger: LineLedger, header: ChineseHeader | None) -> tuple[str, ...]:
    """The lines by which a file is known for a transcription of the newspaper.

    ``第N版`` and ``专栏：`` of a Chinese header; without them, an English field ``Page:`` with a
    page. A title and a date stand in anybody's file, and are none.
    """
    places = [header.places.get(name) for name in ("page", "column")] if header else []
    if marks := tuple(ledger.stripped[place] for place in places if place is not None):
        return marks
    pages = (
        ledger.stripped[index]
        for index in _top(ledger)
        if (value := english.field_value(ledger.texts[index], "page"))
        and read_english_page(value).number
    )
    page = next(pages, "")
    return (page,) if page else ()


def find_named_source(ledger: LineLedger) -> NamedSource | None:
    """The source a header's line names: ``Source:``, ``Newspaper:``, ``来源：``."""
    for index in _top(ledger):
        text = ledger.stripped[index]
        name = read_source(text) or english.field_value(text, "source")
        if name and len(name) <= _LONGEST_NAME:
            return NamedSource(index + 1, strip_spaces(name))
    return None


def _top(ledger: LineLedger) -> list[int]:
    filled = (index for index in range(len(ledger)) if not ledger.is_blank(index))
    return [index for _, index in zip(range(_HEADER_REACH), filled, strict=False)]
