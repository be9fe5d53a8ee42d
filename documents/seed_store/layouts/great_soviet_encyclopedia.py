"""The layout of Great Soviet Encyclopedia entries, as copied from an online dictionary's page.

Headword, disclaimer, headword again, body, bibliography, rights line, site chrome. The text is an
English translation; the Russian original is not held, and the only date is the edition's.
"""

from __future__ import annotations

import re

from documents.blocks import BlockKind
from documents.credits.datelines import no_dateline
from documents.dates import PartialDate
from documents.seed_store.files import DecodedFile
from documents.seed_store.layouts._blocks import BodyPiece, enter_blocks
from documents.seed_store.layouts._encyclopedia_page import (
    MARK,
    PageEntry,
    carries_our_frame,
    looks_like_headword,
    normalise_headword,
    normalise_line,
    split_entries,
    take_headword,
)
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.layouts._references import find_references, read_entries
from documents.seed_store.records import ArticleRecord, NamedSource, TextRecord
from documents.text import strip_spaces
from documents.typesetting.english_wrapping import is_wrapped, unwrap

NAME = "great_soviet_encyclopedia"

_YEARS = re.compile(r"\b(\d{4})\s*-\s*(\d{4})\b")
_YEAR = re.compile(r"\((\d{4})\)")
_SURNAME = r"[A-Z][A-Z’'′`-]+"
_SIGNED_BY = rf"(?:[A-Z][a-z]?\.\s*(?:-\s*)?){{1,3}}{_SURNAME}(?:\s+{_SURNAME})?"
_SIGNATURE = re.compile(
    rf"\[?\s*{_SIGNED_BY}(?:(?:\s*[,;]\s*|\s+and\s+|,\s+and\s+){_SIGNED_BY})*\s*\.?\]?"
    r"\s*(?:\d*|\[[^\]]{1,40}\])"
)
_ONE_SIGNATURE = re.compile(_SIGNED_BY)
_LIST_ITEM = re.compile(r"(?:[-•*]|\(\w{1,2}\))\s+\S")
_CAPTION = re.compile(r"(?:figure|fig\.|plate|table)\s*\d+\..{0,300}", re.I)
_NOTE = re.compile(r"\[?notes?[.:].*|\[\d[\d–-]*\]", re.I)  # or a volume and page mark


def recognise(file: DecodedFile) -> bool:
    """Whether the file carries the encyclopedia's disclaimer or its rights line."""
    return carries_our_frame([line.text for line in file.lines])


def named_source(file: DecodedFile) -> NamedSource | None:
    """None: the disclaimer or the rights line, by which a file is recognised, names this source."""
    del file
    return None


def parse(file: DecodedFile) -> ArticleRecord:
    """Parse one headword's entries. Raises `Refused` for none, and for a second headword."""
    ledger = LineLedger(file)
    headline = take_headword(ledger)
    entries = split_entries(ledger, headline[0])
    notes = _note_frame(ledger, entries)
    headings: list[str] = []
    headwords: list[str] = []
    pieces: list[BodyPiece] = []
    references: list[str] = []
    sections: list[int] = []
    for entry in (entry for entry in entries if entry.is_ours):
        body = _take_repeated_headword(ledger, entry, headline, headwords, is_first=not pieces)
        cited = find_references(ledger, body, _is_signature)
        for index in cited.headings + cited.entries:
            ledger.enter(index, "references", "en")
        headings += [_text(ledger, index) for index in cited.headings]
        references += read_entries(ledger, cited.entries)
        read = _read_pieces(ledger, [index for index in body if not ledger.is_entered(index)])
        if pieces and read:
            sections.append(len(pieces) + 1)
        pieces += read
    _add(notes, "headword", headwords)
    _add(notes, "references", headings)
    if not pieces:
        raise ledger.refusal(-1, "body", "no text below the headword", MARK)
    signatures = [piece.text for piece in pieces if piece.kind == "signature"]
    text = TextRecord(
        language="en",
        headline=headline,
        blocks=enter_blocks(ledger, pieces, "en", no_dateline).blocks,
        byline="; ".join(signatures),
        authors=tuple(name for line in signatures for name in _ONE_SIGNATURE.findall(line)),
        references=tuple(references),
        sections=tuple(sections),
    )
    return ArticleRecord(
        layout=NAME,
        language="ru",
        original=None,
        translations=(text,),
        date=_read_date(notes),
        lines=ledger.readings(),
        notes=notes,
    )


def _text(ledger: LineLedger, index: int) -> str:
    return strip_spaces(ledger.texts[index])


def _is_signature(ledger: LineLedger, index: int) -> bool:
    return _SIGNATURE.fullmatch(_text(ledger, index)) is not None


def _add(notes: dict[str, tuple[str, ...]], name: str, values: list[str]) -> None:
    """Add a text to a note, unless the note says it already."""
    if values:
        notes[name] = tuple(dict.fromkeys((*notes.get(name, ()), *values)))


def _note_frame(ledger: LineLedger, entries: list[PageEntry]) -> dict[str, tuple[str, ...]]:
    """Keep disclaimers, rights lines and other works' entries as notes; enter their lines."""
    kept: dict[str, list[str]] = {}
    for entry in entries:
        for index in entry.disclaimers:
            ledger.enter(index, "disclaimer")
        if entry.is_ours:
            said = [_text(ledger, index) for index in entry.disclaimers]
            kept.setdefault("disclaimer", []).extend(said)
            if entry.rights is not None:
                ledger.enter(entry.rights, "rights")
                kept.setdefault("rights", []).append(_text(ledger, entry.rights))
            continue
        others = sorted([*entry.indexes, *([] if entry.rights is None else [entry.rights])])
        for index in others:
            ledger.enter(index, "other_entry")
        kept.setdefault("other_entry", []).extend(_text(ledger, index) for index in others)
    once = ("disclaimer", "rights")
    said_once = {name: dict.fromkeys(kept.get(name, ())) for name in once}
    return {
        name: tuple(said_once[name] if name in once else texts)
        for name, texts in kept.items()
        if texts or name == "other_entry"
    }


def _take_repeated_headword(
    ledger: LineLedger,
    entry: PageEntry,
    headline: tuple[str, ...],
    headwords: list[str],
    *,
    is_first: bool,
) -> list[int]:
    """Remove the repeated headword from an entry's lines.

    A fuller form of it is added to the headwords. Raises `Refused` where another headword stands
    above a further entry.
    """
    title = normalise_headword(headline[0])
    start = 0
    while (
        start < len(entry.indexes)
        and normalise_headword(_text(ledger, entry.indexes[start])) == title
    ):
        ledger.enter(entry.indexes[start], "furniture", "en")
        start += 1
    indexes = entry.indexes[start:]
    if indexes:
        text = _text(ledger, indexes[0])
        above_disclaimer = bool(entry.disclaimers) and indexes[0] < entry.disclaimers[0]
        heads_another = not is_first and len(indexes) > 1 and looks_like_headword(text)
        is_fuller = (
            normalise_headword(text).startswith(title) and len(text) <= 160 and len(indexes) > 1
        )
        if is_fuller and text.endswith(")") and "(see " not in text:
            ledger.enter(indexes.pop(0), "headword", "en")
            headwords.append(text)
        elif above_disclaimer or heads_another:
            found = f"a second headword, {shorten(text)}"
            raise ledger.refusal(indexes[0], "title", found, "entries of one headword in a file")
    return indexes


def _read_date(notes: dict[str, tuple[str, ...]]) -> PartialDate | None:
    """The entry's date: the years of the rights line, else the disclaimer's year, else none."""
    for line in notes.get("rights", ()):
        if years := _YEARS.search(normalise_line(line)):
            return PartialDate.parse(f"{years[1]}/{years[2]}")
    for line in notes.get("disclaimer", ()):
        if year := _YEAR.search(normalise_line(line)):
            return PartialDate.parse(year[1])
    return None


def _read_pieces(ledger: LineLedger, body: list[int]) -> list[BodyPiece]:
    """Cut a body into pieces: a paragraph a line, or adjacent lines of a list or wrapped text."""
    pieces: list[BodyPiece] = []
    for chunk in _chunks(body):
        texts = [ledger.texts[index] for index in chunk]
        if len(chunk) > 1 and all(_LIST_ITEM.match(strip_spaces(text)) for text in texts):
            pieces.append(BodyPiece("list", "\n".join(map(strip_spaces, texts)), tuple(chunk)))
            continue
        lines = zip(chunk, texts, strict=True)
        grouped = (
            unwrap(chunk, texts)
            if is_wrapped(texts)
            else [((index,), strip_spaces(text)) for index, text in lines]
        )
        pieces += [BodyPiece(_kind(text), text, indexes) for indexes, text in grouped]
    return [_with_context(pieces, place) for place in range(len(pieces))]


def _chunks(indexes: list[int]) -> list[list[int]]:
    """Runs of adjacent lines."""
    chunks: list[list[int]] = []
    for index in indexes:
        if chunks and chunks[-1][-1] == index - 1:
            chunks[-1].append(index)
        else:
            chunks.append([index])
    return chunks


def _kind(text: str) -> BlockKind:
    if _SIGNATURE.fullmatch(text):
        return "signature"
    if _NOTE.fullmatch(text):
        return "note"
    return "caption" if _CAPTION.fullmatch(text) else "paragraph"


def _with_context(pieces: list[BodyPiece], place: int) -> BodyPiece:
    """A piece with its kind by context: a short one before prose is a subhead, unless first."""
    piece = pieces[place]
    is_brief = piece.kind == "paragraph" and len(piece.text) <= 60 and piece.text[-1].isalnum()
    if place and is_brief and place + 1 < len(pieces) and len(pieces[place + 1].text) > 60:
        return BodyPiece("subhead", piece.text, piece.indexes)
    return piece
