"""Entries of the Great Soviet Encyclopedia, as copied from an online dictionary's page.

Headword, disclaimer, headword again, body, bibliography, rights line, site chrome. The text is an
English translation; the Russian original is not held, and the only date is the edition's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from documents.blocks import BlockKind
from documents.dates import PartialDate
from documents.ingest.files import DecodedFile
from documents.ingest.formats._blocks import Piece, enter_blocks
from documents.ingest.formats._datelines import no_dateline
from documents.ingest.formats._lines import RULE, Ledger, shorten
from documents.ingest.formats._references import find_references
from documents.ingest.records import ArticleRecord, TextRecord
from documents.text import collapse_spaces, letters_only, strip_spaces

NAME = "great_soviet_encyclopedia"

_DISCLAIMER = re.compile(
    r"(?:warning!\s*)?(?:the following article is|this article is).{0,20}?from (?P<work>.+)", re.I
)
_WARNING = re.compile(r"warning!", re.I)
_RIGHTS = re.compile(r".*(?:all rights reserved|(?:©|\(c\))\s*\d{4}).*", re.I)
_SITE_RIGHTS = re.compile(r"(?:.{0,80}\bfarlex\b|copyright.{0,20}\d{4}\s*-\s*\d{4}).{0,80}", re.I)
_OURS = re.compile(r"great\s+soviet\s+encyclopedia", re.I)
_YEARS = re.compile(r"\b(\d{4})\s*-\s*(\d{4})\b")
_YEAR = re.compile(r"\((\d{4})\)")
_CHROME = re.compile(
    r"(?:full|encyclopedia|dictionary) browser\s*\??|link to this page:?.*|mentioned in\s*\??|"
    r"references in (?:periodicals|classic literature)(?: archive)?\s*[?>]*|feedback|page tools|"
    r"advertisement(?: \(bad banner\?.*\))?|ads?|share(?: this)?(?: (?:on|page|via).{0,30})?|"
    r"(?:cite|print|e-?mail|bookmark)(?: this)?(?: page| article| / cite.*)?|printer friendly|"
    r"(?:full screen|terms of use|privacy policy|about us|webmasters?.*|word browser)\s*\??|"
    r"(?-i:Also found in|Related to)\b[^.]{0,60}:.*|want to thank tfd\b.*|facebook|twitter|(?:<a href=|https?://).*|"
    r"encyclopedia\s*(?:>|»).*|the free dictionary.{0,60}|tfd\b.{0,60}",
    re.I,
)
_SURNAME = r"[A-Z][A-Z’'′`-]+"
_SIGNED_BY = rf"(?:[A-Z][a-z]?\.\s*(?:-\s*)?){{1,3}}{_SURNAME}(?:\s+{_SURNAME})?"
_SIGNATURE = re.compile(
    rf"\[?\s*{_SIGNED_BY}(?:(?:\s*[,;]\s*|\s+and\s+|,\s+and\s+){_SIGNED_BY})*\s*\.?\]?\s*\d*"
)
_ONE_SIGNATURE = re.compile(_SIGNED_BY)
_HOMONYM = re.compile(r"^\(?\d{1,2}[.)]?\s+|\s+\(?\d{1,2}[.)]?$")
_EMPHASIS = re.compile(r"^(?:\*{1,3}|_{1,3}|#{1,6}\s+)|(?:\*{1,3}|_{1,3})$")
_LIST_ITEM = re.compile(r"[-•*]\s+\S")
_NOTE = re.compile(r"\[?notes?[.:].*|\[\d[\d–-]*\]", re.I)  # or a volume and page mark
_MARK = "an entry of the Great Soviet Encyclopedia: its headword, then its text"


@dataclass(slots=True)
class _Entry:
    """One entry on the page, from its headword or disclaimer to its rights line."""

    indexes: list[int] = field(default_factory=list)
    disclaimers: list[int] = field(default_factory=list)
    rights: int | None = None
    is_ours: bool = True


def recognise(file: DecodedFile) -> bool:
    """Whether the file carries the encyclopedia's disclaimer or its rights line."""
    texts = (_plain(line.text) for line in file.lines if _OURS.search(line.text))
    return any(_DISCLAIMER.match(text) or _RIGHTS.match(text) for text in texts)


def parse(file: DecodedFile) -> ArticleRecord:
    """Read one headword's entries. Raises `Refused` for none, and for a second headword."""
    ledger = Ledger(file)
    headline = _take_headword(ledger)
    entries = _split_entries(ledger, headline)
    notes: dict[str, tuple[str, ...]] = {}
    _note_frame(ledger, entries, notes)
    pieces: list[Piece] = []
    references: list[str] = []
    sections: list[int] = []
    for entry in (entry for entry in entries if entry.is_ours):
        body = _take_repeated_headword(ledger, entry, headline, notes)
        cited = find_references(ledger, body, _is_signature)
        for index in cited.headings + cited.entries:
            ledger.enter(index, "references", "en")
        _add(notes, "references", [_text(ledger, index) for index in cited.headings])
        references += [_text(ledger, index) for index in cited.entries]
        read = [_read_piece(ledger, index) for index in body if not ledger.is_entered(index)]
        read = [_with_context(read, place) for place in range(len(read))]
        if pieces and read:
            sections.append(len(pieces) + 1)
        pieces += read
    if not pieces:
        raise ledger.refuse(-1, "body", "no text below the headword", _MARK)
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


# -- lines -----------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """A line as frame and chrome are looked for: NFKC, dashes alike, single spaces."""
    folded = unicodedata.normalize("NFKC", text)
    return collapse_spaces(re.sub("[‐‑‒–—−]", "-", folded))


def _text(ledger: Ledger, index: int) -> str:
    return strip_spaces(ledger.texts[index])


def _filled(ledger: Ledger) -> list[int]:
    return [index for index in range(len(ledger)) if not ledger.is_blank(index)]


def _is_chrome(ledger: Ledger, index: int) -> bool:
    plain = _plain(ledger.texts[index])
    return bool(
        RULE.fullmatch(plain)
        or _CHROME.fullmatch(plain)
        or (_SITE_RIGHTS.fullmatch(plain) and not _OURS.search(plain))
    )


def _is_signature(ledger: Ledger, index: int) -> bool:
    return _SIGNATURE.fullmatch(_text(ledger, index)) is not None


def _bare(text: str) -> str:
    """A headword's letters: without emphasis and a homonym's number, in one case."""
    return letters_only(_HOMONYM.sub("", _EMPHASIS.sub("", strip_spaces(text))))


def _add(notes: dict[str, tuple[str, ...]], name: str, values: list[str]) -> None:
    """Add what a note does not say already."""
    if values:
        notes[name] = tuple(dict.fromkeys((*notes.get(name, ()), *values)))


# -- the frame: headword, disclaimers, rights lines, chrome ----------------------------------------


def _take_headword(ledger: Ledger) -> tuple[str, ...]:
    """The page's first line that is neither chrome nor disclaimer."""
    for index in _filled(ledger):
        plain = _plain(ledger.texts[index])
        is_chrome = _is_chrome(ledger, index) and not _is_said_twice(ledger, plain)
        if is_chrome or _DISCLAIMER.match(plain) or _WARNING.fullmatch(plain):
            continue
        if len(plain) > 200 or _RIGHTS.fullmatch(plain):
            raise ledger.refuse(
                index, "title", shorten(plain), "the headword, on a line of its own"
            )
        ledger.enter(index, "title", "en")
        return (strip_spaces(_EMPHASIS.sub("", _text(ledger, index))),)
    raise ledger.refuse(-1, "title", "no headword", _MARK)


def _is_said_twice(ledger: Ledger, plain: str) -> bool:
    """Whether a line of chrome is a headword after all, as "Feedback" is."""
    return sum(_bare(text) == _bare(plain) for text in ledger.texts if len(text) < 200) > 1


def _split_entries(ledger: Ledger, headline: tuple[str, ...]) -> list[_Entry]:
    """Entries end at their rights line; a further disclaimer begins one as well."""
    entries = [_Entry()]
    for index in _filled(ledger):
        plain = _plain(ledger.texts[index])
        if ledger.is_entered(index):
            continue
        if _is_chrome(ledger, index) and _bare(plain) != _bare(headline[0]):
            ledger.enter(index, "furniture")
        elif _WARNING.fullmatch(plain) or _DISCLAIMER.match(plain):
            if len(entries[-1].indexes) > 1:
                carried = _headword_above(ledger, entries[-1])
                entries.append(_Entry(indexes=carried))
            entries[-1].disclaimers.append(index)
        elif _RIGHTS.fullmatch(plain) and len(plain) < 300:
            entries[-1].rights = index
            entries[-1].is_ours = _OURS.search(plain) is not None
            entries.append(_Entry())
        else:
            entries[-1].indexes.append(index)
    return [
        entry for entry in entries if entry.indexes or entry.disclaimers or entry.rights is not None
    ]


def _headword_above(ledger: Ledger, entry: _Entry) -> list[int]:
    """A short line right above a further disclaimer is the next entry's headword."""
    last = entry.indexes[-1]
    short = len(_text(ledger, last)) < 100 and not _text(ledger, last).endswith((".", ";", ":"))
    return [entry.indexes.pop()] if short else []


def _note_frame(ledger: Ledger, entries: list[_Entry], notes: dict[str, tuple[str, ...]]) -> None:
    """Keep disclaimers, rights lines and other works' entries as notes, and enter their lines."""
    for entry in entries:
        for index in entry.disclaimers:
            ledger.enter(index, "disclaimer")
        if entry.is_ours:
            _add(notes, "disclaimer", [_text(ledger, index) for index in entry.disclaimers])
            if entry.rights is not None:
                ledger.enter(entry.rights, "rights")
                _add(notes, "rights", [_text(ledger, entry.rights)])
            continue
        kept = sorted([*entry.indexes, *([] if entry.rights is None else [entry.rights])])
        for index in kept:
            ledger.enter(index, "other_entry")
        notes["other_entry"] = notes.get("other_entry", ()) + tuple(
            _text(ledger, index) for index in kept
        )


def _take_repeated_headword(
    ledger: Ledger, entry: _Entry, headline: tuple[str, ...], notes: dict[str, tuple[str, ...]]
) -> list[int]:
    """The entry's lines less its headword said again. A fuller form of it is kept as a note.

    Raises `Refused` where a headword of its own stands before a further disclaimer.
    """
    indexes = list(entry.indexes)
    title = _bare(headline[0])
    while indexes:
        text = _text(ledger, indexes[0])
        bare = _bare(text)
        if bare == title:
            ledger.enter(indexes.pop(0), "furniture", "en")
            continue
        above_disclaimer = bool(entry.disclaimers) and indexes[0] < entry.disclaimers[0]
        is_fuller = bare.startswith(title) and len(text) <= 160 and len(indexes) > 1
        if is_fuller and text.endswith(")") and "(see " not in text:
            ledger.enter(indexes.pop(0), "headword", "en")
            _add(notes, "headword", [text])
        elif above_disclaimer:
            found = f"a second headword, {shorten(text)}"
            raise ledger.refuse(indexes[0], "title", found, "entries of one headword in a file")
        break
    return indexes


def _read_date(notes: dict[str, tuple[str, ...]]) -> PartialDate | None:
    """The edition's years from the rights line, else the year in the disclaimer, else none."""
    for line in notes.get("rights", ()):
        if years := _YEARS.search(_plain(line)):
            return PartialDate.parse(f"{years[1]}/{years[2]}")
    for line in notes.get("disclaimer", ()):
        if year := _YEAR.search(_plain(line)):
            return PartialDate.parse(year[1])
    return None


def _read_piece(ledger: Ledger, index: int) -> Piece:
    text = _text(ledger, index)
    kind: BlockKind = "paragraph"
    if _is_signature(ledger, index):
        kind = "signature"
    elif _LIST_ITEM.match(text):
        kind = "list"
    elif _NOTE.fullmatch(text):
        kind = "note"
    return Piece(kind, text, (index,))


def _with_context(pieces: list[Piece], place: int) -> Piece:
    """A short line without a stop, before prose and not the first, is a subhead."""
    piece = pieces[place]
    is_short = piece.kind == "paragraph" and len(piece.text) <= 60 and piece.text[-1].isalnum()
    if place and is_short and place + 1 < len(pieces) and len(pieces[place + 1].text) > 60:
        return Piece("subhead", piece.text, piece.indexes)
    return piece
