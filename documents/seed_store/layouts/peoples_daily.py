"""The layout of People's Daily articles: a Chinese transcription, a translation, or both.

The Chinese half is ``### title``, author, date, ``第N版(section)``, ``专栏：column``, body. The
English half, if any, stands above it: fields, paragraphs, a rule and ``Original:``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from documents.credits.chinese_bylines import read_chinese_credits
from documents.credits.datelines import find_english_dateline, find_english_reporters
from documents.credits.english_bylines import (
    read_english_byline,
    read_english_names,
    read_english_translators,
)
from documents.seed_store.files import DecodedFile
from documents.seed_store.layouts import _english as english
from documents.seed_store.layouts._agreement import agreed_date, agreed_page, field_text
from documents.seed_store.layouts._blocks import Body, enter_blocks, find_only_reporters
from documents.seed_store.layouts._chinese_header import (
    ChineseHeader,
    find_headers,
    has_header,
    read_column,
    read_page,
    read_source,
)
from documents.seed_store.layouts._chinese_text import read_chinese_text
from documents.seed_store.layouts._lines import RULE, LineLedger, shorten
from documents.seed_store.layouts._marks import find_marks, find_named_source
from documents.seed_store.records import ArticleRecord, NamedSource, TextRecord
from documents.text import (
    chinese_script,
    han_share,
    strip_spaces,
)

NAME = "peoples_daily"

_ORIGINAL = re.compile(
    r"[\s\ufeff]*(?:#{1,6}\s*)?[*_]*(?:Original(?: text)?|原文)[*_]*\s*[:：]?\s*[*_]*\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_FEWEST_WORDS = 4  # fewer, without a Title:, are not taken for a translation
_MARK = "a line '### title' with its date and 第N版 below it"


def recognise(file: DecodedFile) -> bool:
    """Whether the file has the newspaper's own marks: 第N版, 专栏：, or a page below ``Title:``.

    A title and a date alone are anybody's.
    """
    ledger = LineLedger(file)
    if has_header(ledger):
        return any(find_marks(ledger, header) for header in find_headers(ledger))
    first = next((index for index in range(len(ledger)) if not ledger.is_blank(index)), None)
    is_english = first is not None and english.is_field(ledger.texts[first], "title")
    return is_english and bool(find_marks(ledger, None))


def named_source(file: DecodedFile) -> NamedSource | None:
    """The source that a line of the header names."""
    return find_named_source(LineLedger(file))


def parse(file: DecodedFile) -> ArticleRecord:
    """Parse an article. Raises `Refused` for none, for two, and for halves that disagree."""
    ledger = LineLedger(file)
    header = _only_header(ledger)
    notes: dict[str, tuple[str, ...]] = {}
    end = _enter_seam(ledger, header.start if header else len(ledger))
    fields, translation = _read_english(ledger, range(end), notes, header is not None)
    original = _read_chinese(ledger, header) if header else None
    if original and translation and not _translates(translation, original):
        notes["title"] = translation.headline
        translation = None
    if original is None and translation is None:
        raise ledger.refusal(-1, "body", "no article", _MARK)
    date = agreed_date(ledger, header, fields, notes)
    page = agreed_page(ledger, header, fields)
    column = field_text(ledger, header, "column")
    for name in ("column", "section", "source"):
        if value := fields.text(name):
            notes[name] = (value,)
    if source := read_source(field_text(ledger, header, "source")):
        notes["source"] = tuple(dict.fromkeys((*notes.get("source", ()), source)))
    if translation is None and (line := fields.first("translator")):
        notes["translation"] = (*notes.get("translation", ()), ledger.stripped[line[0]])
    if page.continued:
        notes["pages"] = (page.continued,)
    return ArticleRecord(
        layout=NAME,
        language=original.language if original else "zh-Hans",
        original=original,
        translations=(translation,) if translation else (),
        date=date,
        lines=ledger.readings(),
        page=page.number,
        page_label=page.label,
        section=page.section,
        column=read_column(column) or "",
        notes=notes,
        marks=find_marks(ledger, header),
    )


def _translates(translation: TextRecord, original: TextRecord) -> bool:
    """Whether an English half translates the article.

    A title alone does only if the article has nothing else either.
    """
    is_title_of_all = not original.blocks and han_share(translation.title) < 0.5
    return bool(translation.blocks) or is_title_of_all


# -- the two halves --------------------------------------------------------------------------------


def _only_header(ledger: LineLedger) -> ChineseHeader | None:
    headers = find_headers(ledger)
    if len(headers) > 1:
        found = f"a second article's header, {shorten(ledger.texts[headers[1].start])}"
        raise ledger.refusal(headers[1].start, "title", found, "one article in a file")
    if headers:
        return headers[0]
    for index in range(len(ledger)):
        if read_page(ledger.texts[index]) or read_column(ledger.texts[index]) is not None:
            raise ledger.refusal(index, "title", shorten(ledger.texts[index]), f"{_MARK}, above it")
    return None


def _enter_seam(ledger: LineLedger, end: int) -> int:
    """Enter the lines between the halves (rules, ``Original:``). Returns the English half's end.

    Without a Chinese header the last ``Original:`` is the seam, and nothing may come after it.
    """
    if end == len(ledger):
        seam = [index for index in range(end) if _ORIGINAL.fullmatch(ledger.texts[index])]
        after = (
            [index for index in range(seam[-1] + 1, end) if not ledger.is_blank(index)]
            if seam
            else []
        )
        for index in after:
            if not RULE.fullmatch(ledger.texts[index]):
                raise ledger.refusal(index, "title", shorten(ledger.texts[index]), _MARK)
    while end and (
        ledger.is_blank(end - 1)
        or RULE.fullmatch(ledger.texts[end - 1])
        or _ORIGINAL.fullmatch(ledger.texts[end - 1])
    ):
        end -= 1
        if not ledger.is_blank(end):
            ledger.enter(end, "furniture")
    return end


def _read_english(
    ledger: LineLedger, indexes: range, notes: dict[str, tuple[str, ...]], has_original: bool
) -> tuple[english.EnglishHeader, TextRecord | None]:
    fields = english.read_header(ledger, indexes)
    rest = list(indexes)[fields.end :]
    _refuse_second_english_header(ledger, rest, fields)
    if not fields.values and has_original and _is_foreign(ledger, rest):
        return fields, None  # lines above the header that are no translation stay not understood
    headline = tuple(value for _, value in fields.values.get("title", []) if value)
    headline = tuple(dict.fromkeys(headline))
    byline = fields.text("author")
    authors = read_english_byline(byline)
    bylines = (byline, "".join(authors), " and ".join(authors))
    rest = english.take_repeated_header(ledger, rest, headline, bylines)
    pieces = english.read_body(ledger, rest)
    remarks = pieces if english.is_no_translation(pieces) else pieces[:1]
    if remarks and (remarks is pieces or english.is_announcement(remarks[0])):
        for index in (index for piece in remarks for index in piece.indexes):
            ledger.enter(index, "translation")
        notes["translation"] = tuple(piece.text for piece in remarks)
        pieces = pieces[len(remarks) :]
    if han_share("".join(headline)) > 0.5:
        notes["title"], headline = headline, ()  # the Chinese title, not translated
    body = enter_blocks(ledger, pieces, "en", find_english_dateline)
    if not body.blocks and not headline:
        return fields, None
    byline = byline or find_only_reporters(body.blocks, find_english_reporters)
    return fields, TextRecord(
        language="en",
        headline=headline,
        blocks=body.blocks,
        byline=byline,
        authors=read_english_byline(byline),
        translators=_read_translators(fields, body),
        dateline=body.dateline,
    )


def _read_translators(fields: english.EnglishHeader, body: Body) -> tuple[str, ...]:
    """Those the header names, in its own field or behind the author, and those a line names."""
    value = fields.text("translator")
    names = read_english_translators(value) or read_english_names(value)
    names += read_english_translators(fields.text("author"))
    for block in body.blocks:
        if block.kind in {"note", "signature"}:
            names += read_english_translators(block.text)
    return tuple(dict.fromkeys(names))


def _is_foreign(ledger: LineLedger, indexes: list[int]) -> bool:
    text = " ".join(ledger.texts[index] for index in indexes)
    return han_share(text) > 0.5 or len(_WORD.findall(text)) < _FEWEST_WORDS


def _refuse_second_english_header(
    ledger: LineLedger, rest: list[int], fields: english.EnglishHeader
) -> None:
    for place, index in enumerate(rest):
        if english.is_field(ledger.texts[index], "title") and fields.values:
            below = rest[place + 1 : place + 4]
            if any(
                english.is_field(ledger.texts[other], name)
                for other in below
                for name in ("author", "date", "page")
            ):
                found = f"a second article's header, {shorten(ledger.texts[index])}"
                raise ledger.refusal(index, "title", found, "one article in a file")


def _read_chinese(ledger: LineLedger, header: ChineseHeader) -> TextRecord:
    language = f"zh-{chinese_script(''.join(ledger.texts[header.start :]))}"
    ledger.enter(header.start, "title", language)
    for name, index in header.places.items():
        ledger.enter(index, name, language if name == "author" else "")
    translators = read_chinese_credits(field_text(ledger, header, "translator")).translators
    text = read_chinese_text(
        ledger,
        header.end,
        headline=header.headline,
        byline=strip_spaces(field_text(ledger, header, "author")),
        column=read_column(field_text(ledger, header, "column")) or "",
        language=language,
    )
    return replace(text, translators=tuple(dict.fromkeys((*translators, *text.translators))))
