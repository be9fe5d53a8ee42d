"""Parses an English half: ``Title:`` and other fields in any order, then paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from documents.blocks import BlockKind
from documents.credits.datelines import is_english_closing_dateline
from documents.credits.english_bylines import is_translators_line
from documents.seed_store.layouts._blocks import BodyPiece
from documents.seed_store.layouts._lines import (
    RULE,
    LineLedger,
    count_repeated_headline_lines,
    shorten,
)
from documents.text import han_share, letters_only, strip_spaces
from documents.typesetting.english_wrapping import is_short, is_wrapped, unwrap
from documents.typesetting.table_rows import has_lost_rows, restore_rows

_FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "date",
    "page": "page",
    "column": "column",
    "section": "section",
    "source": "source",
    "newspaper": "source",
    "来源": "source",
    "來源": "source",
    "出处": "source",
    "报纸": "source",
    "translator": "translator",
    "translators": "translator",
    "translated by": "translator",
    "译者": "translator",
    "譯者": "translator",
    "翻译": "translator",
    "翻譯": "translator",
}
_FIELD = re.compile(
    rf"[\s\ufeff]*+(?:[#>*_]++\s*+)?(?P<name>{'|'.join(sorted(_FIELDS, key=len, reverse=True))})"
    r"\s*+[*_]*+\s*+[:：]\s*+[*_]*+(?P<value>.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*+#{1,6}\s++(.*)")
_ALL_BOLD = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•·]|\(?\d{1,2}[.)])\s+\S")
_CELLS = re.compile(r" {2,}|\t")
_TABLE_ROW = re.compile(r"\s*\|.*\|?\s*|.*\S\s*\|\s*\S.*\|.*")
_NOTE = re.compile(
    r"[\[(]?\s*(?:(?:translator|editor|author)(?:[’']s|s)?\s+notes?|notes?|n\.?b\.?|editors?[’']\s+note)\s*\]?[:：)]|"
    r"[\[(][^\])]{0,120}\btranslat(?:ed|ion|or)\b[^\])]{0,120}[\])]\W*$|"
    r"[\[(](?:to be continued|continued (?:on|from)|the end|originally published|attached)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r".{0,400}(?:\(?(?:photo(?:graph)?(?:ed)?s?|picture|image)s?\s+(?:taken\s+)?by\s+[^.]{2,60}|"
    r"xinhua (?:news agency )?photo\w*)[.)]*",
    re.IGNORECASE | re.DOTALL,
)
_CAPTION_PIECES = ("photo", "cture", "mage")  # without i, which `_CAPTION` takes in any spelling
_SIGNATURE = re.compile(
    r"(?:—|–|--)\s*\S.{0,60}|(?:[A-Z][\w.’'-]*,?\s+){0,5}[A-Z][\w.’'-]*(?:,\s*(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)\s+\d{1,2})?(?:,?\s+\d{1,4}(?:st|nd|rd|th)?){0,2}"
)
# What a translator or a machine says instead of a translation, and above one.
_REFUSAL = re.compile(
    r"\W*(?:(?:i[’']?m|i am|we are) sorry\b|sorry\b|i (?:can(?:[’']?t|not)|am (?:not able|unable)|"
    r"apologi[sz]e)\b|(?:unfortunately|apologies),? |as an ai\b|as a (?:large )?language model|"
    r"unable to translate|\[?(?:no translation|not translated|untranslated)\b|"
    r"translation (?:not available|unavailable|pending|missing|refused))",
    re.IGNORECASE,
)
_ANNOUNCEMENT = re.compile(
    r"\W*(?:(?:sure|certainly|of course)[!,.:].*|(?:here(?: is|[’']s)|below is|the following is) "
    r"(?:the|an?|my|your) (?:\w+ )*translation.*|(?:english )?translation\s*:\W*)",
    re.IGNORECASE,
)
_STOPS = (".", "!", "?", ":", ";", "”", '"', ")", ",", "…", "’")
_LONGEST_ITEM = 80  # on average


@dataclass(slots=True)
class EnglishHeader:
    """The fields above an English text: values in printed order, and the line each came from."""

    values: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    end: int = 0

    def first(self, name: str) -> tuple[int, str] | None:
        """The first non-empty value of a field, with its line's index."""
        return next((pair for pair in self.values.get(name, []) if pair[1]), None)

    def text(self, name: str) -> str:
        pair = self.first(name)
        return pair[1] if pair else ""


def read_header(ledger: LineLedger, indexes: Sequence[int]) -> EnglishHeader:
    """Parse the header's fields. Raises `Refused` where a doubled field says two things."""
    header = EnglishHeader(end=0)
    fields = [_read_field(ledger.texts[index]) for index in indexes]
    continues = _title_goes_on(ledger, indexes, fields)
    said: dict[str, set[str]] = {}  # the values of each field
    for place, index in enumerate(indexes):
        if ledger.is_blank(index):
            continue
        if not header.values and RULE.fullmatch(ledger.texts[index]):
            ledger.enter(index, "furniture")  # the first line of a front matter
            header.end = place + 1
            continue
        match = fields[place]
        name = _FIELDS[match["name"].lower()] if match else "title"
        if match is None and header.values and is_translators_line(ledger.texts[index]):
            name = "translator"
        elif match is None and not (header.values and continues[place]):
            break
        value = match["value"] if match else ledger.texts[index]
        entered = header.values.setdefault(name, [])
        value = strip_spaces(value)
        if match and value and not said.get(name, set()) <= {value}:
            found = f"a second {match['name']}, {shorten(value)},"
            raise ledger.refusal(index, name, found, f"one; line {entered[0][0] + 1} has another")
        entered.append((index, value))
        if value:
            said.setdefault(name, set()).add(value)
        ledger.enter(index, name, "en" if name in {"title", "author"} else "")
        header.end = place + 1
    return header


def _title_goes_on(
    ledger: LineLedger, indexes: Sequence[int], fields: Sequence[re.Match[str] | None]
) -> list[bool]:
    """Whether a field is close below each line: then one that is none continues a title."""
    found = [False] * len(indexes)
    follows = False
    for place in range(len(indexes) - 1, -1, -1):
        found[place] = follows
        follows = not ledger.is_blank(indexes[place]) and (follows or fields[place] is not None)
    return found


def is_field(text: str, name: str) -> bool:
    """Whether a line is a header's field of that name."""
    match = _read_field(text)
    return match is not None and _FIELDS[match["name"].lower()] == name


def field_value(text: str, name: str) -> str:
    """The value of a header's field of that name; empty where the line is none."""
    match = _read_field(text)
    is_named = match is not None and _FIELDS[match["name"].lower()] == name
    return strip_spaces(match["value"]) if match and is_named else ""


def _read_field(text: str) -> re.Match[str] | None:
    return _FIELD.fullmatch(text) if ":" in text or "：" in text else None


def is_no_translation(pieces: Sequence[BodyPiece]) -> bool:
    """Whether a text is no translation: a refusal, a remark, or still Chinese."""
    prose = [piece.text for piece in pieces]
    text = " ".join(prose)
    return bool(prose) and (
        han_share(text) > 0.5 or (len(text) < 600 and _REFUSAL.match(prose[0]) is not None)
    )


def is_announcement(piece: BodyPiece) -> bool:
    """Whether a paragraph announces the translation instead of being part of it."""
    return len(piece.text) < 200 and _ANNOUNCEMENT.fullmatch(piece.text) is not None


def take_repeated_header(
    ledger: LineLedger, indexes: Sequence[int], headline: tuple[str, ...], bylines: Sequence[str]
) -> list[int]:
    """Remove a repeated headline and author from the body's head (furniture now)."""
    filled = [index for index in indexes if not ledger.is_blank(index)]
    count = count_repeated_headline_lines(ledger, filled, headline)
    names = {letters_only(byline) for byline in bylines} - {""}
    if names and count < len(filled):
        count += letters_only(ledger.texts[filled[count]]).removeprefix("by") in names
    for index in filled[:count]:
        ledger.enter(index, "furniture", "en")
    return [index for index in indexes if not ledger.is_entered(index)]


def read_body(ledger: LineLedger, indexes: Sequence[int]) -> list[BodyPiece]:
    """Cut an English body into pieces. Rules become furniture."""
    chunks: list[list[int]] = [[]]
    for index in indexes:
        if ledger.is_blank(index):
            chunks.append([])
        elif RULE.fullmatch(ledger.texts[index]):
            ledger.enter(index, "furniture", "en")
            chunks.append([])
        else:
            chunks[-1].append(index)
    pieces = [piece for chunk in chunks if chunk for piece in _read_chunk(ledger, chunk)]
    return _merge_signatures(_with_context(pieces))


def _merge_signatures(pieces: list[BodyPiece]) -> list[BodyPiece]:
    """Merge a name and the date below it into one block, as in the Chinese half."""
    merged: list[BodyPiece] = []
    for is_signature, group in groupby(pieces, key=lambda piece: piece.kind == "signature"):
        some = list(group)
        if is_signature and len(some) > 1:
            text = "\n".join(piece.text for piece in some)
            indexes = tuple(index for piece in some for index in piece.indexes)
            some = [BodyPiece("signature", text, indexes)]
        merged += some
    return merged


def _read_chunk(ledger: LineLedger, chunk: list[int]) -> list[BodyPiece]:
    texts = [ledger.texts[index] for index in chunk]
    if any(map(has_lost_rows, texts)):
        rows = (restore_rows(strip_spaces(text)) for text in texts)
        return [BodyPiece("table", "\n".join(rows), tuple(chunk))]
    if len(chunk) > 1 and _are_cells(texts):
        return [BodyPiece("table", "\n".join(strip_spaces(text) for text in texts), tuple(chunk))]
    for kind, form in (("table", _TABLE_ROW), ("list", _LIST_ITEM)):
        if len(chunk) > 1 and all(form.match(text) for text in texts):
            if kind == "list" and sum(map(len, texts)) > _LONGEST_ITEM * len(texts):
                break  # news items or other prose, each set off by a bullet
            joined = "\n".join(strip_spaces(text) for text in texts)
            return [BodyPiece("table" if kind == "table" else "list", joined, tuple(chunk))]
    if is_wrapped(texts):
        joined_lines = unwrap(chunk, texts)
        return [BodyPiece(*_kind_and_text(text), indexes) for indexes, text in joined_lines]
    if len(chunk) > 2 and all(is_short(text) for text in texts):
        return [BodyPiece("verse", "\n".join(strip_spaces(text) for text in texts), tuple(chunk))]
    return [
        BodyPiece(*_kind_and_text(strip_spaces(text)), (index,))
        for index, text in zip(chunk, texts, strict=True)
    ]


def _are_cells(texts: list[str]) -> bool:
    """Whether each line has the same number of cells, parted by runs of spaces, and figures."""
    counts = {len(_CELLS.split(strip_spaces(text))) for text in texts}
    return len(counts) == 1 and counts != {1} and any(re.search(r"\d", text) for text in texts)


def _kind_and_text(text: str) -> tuple[BlockKind, str]:
    if heading := _HEADING.fullmatch(text) or _ALL_BOLD.fullmatch(text):
        return "subhead", strip_spaces(next(group for group in heading.groups() if group))
    if text.startswith(">"):
        return "quotation", strip_spaces(text.lstrip(">"))
    if _NOTE.match(text):
        return "note", text
    if is_translators_line(text) or is_english_closing_dateline(text):
        return "signature", text
    if _may_be_caption(text) and _CAPTION.fullmatch(text):
        return "caption", text
    return "paragraph", text


def _may_be_caption(text: str) -> bool:
    """Whether a piece may be a caption, by its words: a quick test, since `_CAPTION` is slow."""
    lowered = text.lower()
    return any(piece in lowered for piece in _CAPTION_PIECES)


def _with_context(pieces: list[BodyPiece]) -> list[BodyPiece]:
    """Pieces with their kinds by context: short ones are subheads before prose, signatures last."""
    prose = [len(piece.text) > 80 or piece.text.endswith(_STOPS) for piece in pieces]
    first = prose.index(True) if True in prose else len(prose)
    last = max((place for place, is_prose in enumerate(prose) if is_prose), default=-1)
    return [
        piece
        if piece.kind != "paragraph" or prose[place]
        else _short_piece(
            piece,
            is_last=first < place and last <= place,
            is_above_prose=place + 1 < len(prose) and prose[place + 1],
        )
        for place, piece in enumerate(pieces)
    ]


def _short_piece(piece: BodyPiece, *, is_last: bool, is_above_prose: bool) -> BodyPiece:
    """A short paragraph's piece, with its kind by what stands around it."""
    if is_last and _SIGNATURE.fullmatch(piece.text):
        return BodyPiece("signature", piece.text, piece.indexes)
    return BodyPiece("subhead", piece.text, piece.indexes) if is_above_prose else piece
