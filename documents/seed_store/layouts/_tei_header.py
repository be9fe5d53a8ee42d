"""The header of a TEI document: titles, names, date, page, rights, notes; and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.blocks import Dateline
from documents.dates import PartialDate
from documents.seed_store.layouts._language_tags import read_tag
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.layouts._tei_dates import date_by_attributes, read_day, read_element_date
from documents.seed_store.layouts._tei_lines import LineCursor, LineField
from documents.seed_store.layouts._tei_xml import XML_LANG, children, find, find_all, local_name
from documents.source_dates.reader import WRITTEN_NOTE, tells_more
from documents.translation_tags import DATES_NOTE

# What the lines of a header's elements are called.
_FIELDS = {
    "title": "title",
    "author": "author",
    "respStmt": "translator",
    "licence": "rights",
    "availability": "rights",
    "language": "language",
    "idno": "idno",
    "note": "notes",
    "creation": "place",
}
_UNITS = {"page": "page", "pp": "page", "section": "section", "column": "column"}
_INTO = re.compile(r"translation into (\S+)", re.IGNORECASE)
_TRANSLATES = re.compile(r"translat|traduc|traduit|übersetz|перевод|译|翻訳", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")
_LINE_END = re.compile(r"[ \t\r]*\n\s*")


@dataclass(slots=True)
class TeiHeader:
    """What a header says. Names are by language, under "" where it names none.

    ``is_ours`` of a document that this archive, or another of its kind, exported.
    """

    is_ours: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    authors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    translators: dict[str, tuple[str, ...]] = field(default_factory=dict)
    translated: dict[str, str] = field(default_factory=dict)  # when, in EDTF, by language
    datelines: dict[str, Dateline] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    date: PartialDate | None = None
    page: int | None = None
    page_label: str = ""
    section: str = ""
    column: str = ""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_header(
    ledger: LineLedger, cursor: LineCursor, element: etree._Element | None
) -> TeiHeader:
    """Read a header. Raises `Refused`, with its line, for a date that is none."""
    header = TeiHeader()
    if element is None:
        return header
    enter_header_lines(cursor, element, _FIELDS)
    for held in find_all(element, "fileDesc/publicationStmt/idno"):
        header.is_ours = header.is_ours or held.get("type") == "archive-edition"
        add_note(header.notes, "idno", f"{held.get('type') or 'idno'}: {plain_text(held)}")
    for held in find_all(element, "fileDesc/titleStmt/title"):
        header.titles.setdefault(_language(held), plain_text(held))
    source = find(element, "fileDesc/sourceDesc")
    _read_names(header, element, source)
    _read_notes(header, element)
    if DATES_NOTE not in header.notes:
        for tag, day in header.translated.items():
            add_note(header.notes, DATES_NOTE, f"{tag}: {day}")
    for held in find_all(element, "profileDesc/langUsage/language"):
        if tag := read_tag(held.get("ident", "")):
            header.languages = (*header.languages, tag)
    for held in find_all(element, "profileDesc/creation"):
        parts = {local_name(one): plain_text(one) for one in children(held)}
        place = parts.get("placeName") or parts.get("settlement", "")
        day = parts.get("date", "") if header.is_ours else ""
        header.datelines[_language(held)] = Dateline(parts.get("orgName", ""), place, day)
    if source is not None:
        _read_source(ledger, header, source)
    if header.date is None and not header.is_ours:
        created = find(element, "profileDesc/creation/date")
        if created is not None:
            _read_date(ledger, header, created)
    _read_correspondence(ledger, header, element)
    return header


def _read_correspondence(ledger: LineLedger, header: TeiHeader, element: etree._Element) -> None:
    """When and whence a letter was sent, where its header says it nowhere else."""
    if header.is_ours:
        return
    for action in find_all(element, "profileDesc/correspDesc/correspAction"):
        if action.get("type") != "sent":
            continue
        day, place = find(action, "date"), find(action, "placeName")
        if header.date is None and day is not None:
            _read_date(ledger, header, day)
        if place is not None and not header.datelines:
            header.datelines[""] = Dateline(place=plain_text(place))


def enter_header_lines(cursor: LineCursor, element: etree._Element, fields: dict[str, str]) -> None:
    """Move the cursor over an element whose text is no block; name its lines by their fields."""
    _follow(cursor, element, fields, LineField("header"))


def _follow(
    cursor: LineCursor, element: etree._Element, fields: dict[str, str], what: LineField
) -> None:
    if not local_name(element):
        cursor.skip(element.text)
        return
    cursor.meet(element)
    name = local_name(element)
    if name == "biblScope":
        what = LineField(_UNITS.get(element.get("unit", ""), "header"))
    elif name == "date" and local_name(element.getparent()) in {"imprint", "bibl"}:
        what = LineField("date")
    elif name in fields and what.name == "header":
        what = LineField(fields[name], _language(element))
    cursor.read(element.text, what)
    for child in element:
        _follow(cursor, child, fields, what)
        cursor.read(child.tail, what)


def plain_text(element: etree._Element) -> str:
    """The text of an element on one line."""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) == "lb":
            parts.append("\n")
        elif local_name(child):
            parts.append(plain_text(child))
        parts.append(child.tail or "")
    return _LINE_END.sub(" ", "".join(parts)).strip()


def add_note(notes: dict[str, tuple[str, ...]], name: str, text: str) -> None:
    """Add a text to a note, unless it has none."""
    if text.strip():
        notes[name] = (*notes.get(name, ()), text)


def _language(element: etree._Element) -> str:
    return read_tag(element.get(XML_LANG, ""))


def _read_names(header: TeiHeader, element: etree._Element, source: etree._Element | None) -> None:
    statement = find(element, "fileDesc/titleStmt")
    holders = [] if statement is None else [statement]
    if source is not None:
        found = [find(source, "biblStruct/analytic"), find(source, "bibl")]
        own = [one for one in found if one is not None]
        holders = own + holders if header.is_ours else holders + own
    for holder in holders:
        for author in children(holder, "author"):
            names = header.authors.setdefault(_language(author), ())
            header.authors[_language(author)] = (*names, plain_text(author))
        if any(header.authors.values()):
            break
    if statement is None:
        return
    for one in children(statement, "respStmt"):
        said = " ".join(plain_text(resp) for resp in children(one, "resp"))
        into = _INTO.search(said)
        if into or _TRANSLATES.search(said):
            tag = read_tag(into[1]) if into else ""
            names = tuple(map(plain_text, children(one, "name", "persName", "orgName")))
            header.translators[tag] = (*header.translators.get(tag, ()), *names)
            if tag and (day := read_day(one)):
                header.translated.setdefault(tag, day)
        else:
            names = tuple(map(plain_text, children(one, "name", "persName", "orgName")))
            add_note(header.notes, "fields", f"{said}: {', '.join(names)}")
    for one in children(statement, "editor"):
        if _TRANSLATES.search(one.get("role", "")):
            header.translators[""] = (*header.translators.get("", ()), plain_text(one))
        else:
            add_note(header.notes, "fields", f"editor: {plain_text(one)}")


def _read_notes(header: TeiHeader, element: etree._Element) -> None:
    for one in find_all(element, "fileDesc/notesStmt/note"):
        add_note(header.notes, one.get("type") or "notes", plain_lines(one))
    for one in find_all(element, "fileDesc/publicationStmt/availability"):
        held = list(children(one, "licence", "p")) or [one]
        for said in held:
            add_note(header.notes, "rights", plain_text(said) or said.get("target", ""))
    for one in find_all(element, "fileDesc/sourceDesc/biblStruct/note"):
        name = one.get("type", "")
        if name == "SHA-256":
            add_note(header.notes, "idno", f"SHA-256: {plain_text(one)}")
        else:
            add_note(header.notes, "notes", plain_text(one))


def plain_lines(element: etree._Element) -> str:
    """The text of an element, its line breaks kept where they are marked as such."""
    parts = [_LINE_END.sub(" ", element.text or "")]
    for child in element:
        parts.append("\n" if local_name(child) == "lb" else plain_text(child))
        parts.append(_LINE_END.sub(" ", child.tail or ""))
    return "".join(parts)


def _read_source(ledger: LineLedger, header: TeiHeader, source: etree._Element) -> None:
    whole = list(find_all(source, "biblStruct/monogr")) or list(find_all(source, "bibl"))
    for one in whole:
        title = find(one, "title")
        if title is not None:
            add_note(header.notes, "source", plain_text(title))
        for scope in [*find_all(one, "imprint/biblScope"), *find_all(one, "biblScope")]:
            _read_scope(header, scope)
        for date in [*find_all(one, "imprint/date"), *find_all(one, "date")]:
            if header.date is None:
                _read_date(ledger, header, date)


def _read_scope(header: TeiHeader, scope: etree._Element) -> None:
    text = plain_text(scope)
    match _UNITS.get(scope.get("unit", "")):
        case "page":
            first = scope.get("from", "")
            number = _NUMBER.fullmatch(first) or (None if header.is_ours else _NUMBER.search(text))
            header.page = int(number[0]) or None if number else None
            header.page_label = "" if text == str(header.page) else text
        case "section":
            header.section = text
        case "column":
            header.column = text
        case _:
            add_note(header.notes, "fields", f"{scope.get('unit', 'biblScope')}: {text}")


def _read_date(ledger: LineLedger, header: TeiHeader, element: etree._Element) -> None:
    """Read a date by its attributes, else as its text says it; the text is kept if it says more.

    The text of another calendar's date is the source's; any other text of ours only says the date.
    """
    text, calendar = plain_text(element), element.get("calendar", "").rpartition("#")[2].lower()
    method = element.get("datingMethod", "").rpartition("#")[2].lower()
    is_other = any(one and "gregorian" not in one for one in (calendar, method))
    is_julian = "julian" in calendar or "old-style" in calendar
    try:
        header.date = read_element_date(element, text, is_julian=is_julian, is_other=is_other)
    except ValueError as error:
        index = max((element.sourceline or 1) - 1, 0)
        said = element.get("when-custom") or date_by_attributes(element) or text
        raise ledger.refusal(
            index,
            "date",
            f"{shorten(said)}: {error}",
            'a date in @when, @from and @to; in EDTF in @when-custom; or calendar="#julian"',
        ) from error
    if not text or (header.is_ours and not is_other):
        return
    if header.date is None or tells_more(text, header.date) or is_other:
        header.notes.setdefault(WRITTEN_NOTE, (text,))
    if is_other and header.date is not None and not tells_more(text, header.date):
        add_note(header.notes, "fields", f"calendar: {calendar or method}")


def iter_texts(element: etree._Element) -> Iterator[etree._Element]:
    """The texts of a ``text`` element: those of its group, or itself."""
    group = element if local_name(element) == "group" else find(element, "group")
    if group is None:
        yield element
        return
    for one in children(group, "text", "group"):
        yield from iter_texts(one)
