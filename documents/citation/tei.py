"""TEI P5 export: both texts with their blocks, and the alignment as links between them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from documents.blocks import Block, Mark, MarkKind
from documents.calendars import CalendarName
from documents.citation import dating
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle, CitedText, in_language
from documents.corporate_names import is_corporate
from documents.source_dates import WRITTEN_NOTE, read_source_date

MEDIA_TYPE = "application/tei+xml"

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# XML 1.0 has no way to write these, escaped or not.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Elements that hold or are whole units, so that a line break behind them is in nobody's text.
_UNITS = frozenset(
    [
        *("teiHeader", "fileDesc", "titleStmt", "editionStmt", "publicationStmt", "sourceDesc"),
        *("notesStmt", "creation", "ptr", "calendarDesc", "calendar"),
        *("profileDesc", "revisionDesc", "standOff", "linkGrp", "link", "text", "group", "body"),
        *("head", "p", "ab", "lg", "l", "quote", "note", "back", "bibl"),
    ]
)
_CALENDARS: Mapping[CalendarName, str] = {
    "julian": "Julian calendar (old style)",
    "republic": "Years of the Republic of China",
    "qing": "Years of the Qing emperors' eras",
    "japanese": "Years of the Japanese emperors' eras",
    "manchu": "Years of the eras of Manchukuo",
}
_MARKS: Mapping[MarkKind, str] = {
    "dateline": "seg",
    "agency": "orgName",
    "place": "placeName",
    "day": "date",
    "emphasis": "emph",
    "strong": "hi",
    "link": "ref",
    "note": "ref",
    "person": "persName",
    "organisation": "orgName",
    "page": "pb",
}


def escape(text: str) -> str:
    """Text for XML: a character it cannot hold becomes U+FFFD, so that its place is seen."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def document(article: CitedArticle) -> str:
    """The article as one well-formed TEI document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tei_element(article)}\n'


def tei_element(article: CitedArticle, prefix: str = "") -> str:
    """The article as one TEI element.

    ``prefix`` begins each ``xml:id``, so that several articles may stand in one document.
    """
    root = Element("TEI", {"xmlns": _TEI})
    _header(root, article, prefix)
    _links(root, article, prefix)
    outer = SubElement(root, "text")
    holder = SubElement(outer, "group") if len(article.texts) > 1 else None
    for held in article.texts:
        element = outer if holder is None else SubElement(holder, "text")
        _text(element, held, prefix)
    for element in root.iter():
        if element.tag in _UNITS:
            element.tail = "\n"
    made: str = ElementTree.tostring(root, "unicode")
    return made


def block_id(held: CitedText, number: int, prefix: str = "") -> str:
    """The ``xml:id`` of a block: ``zh-Hans-p3``."""
    return f"{prefix}{held.language}-p{number}"


def _header(root: Element, article: CitedArticle, prefix: str) -> None:
    header = SubElement(root, "teiHeader")
    file = SubElement(header, "fileDesc")
    titles = SubElement(file, "titleStmt")
    for held in _lead_first(article):
        kind = "main" if held is article.lead else "alt"
        _add(titles, "title", held.title or "[Untitled]", held.language, type=kind)
    for author in article.authors_of(article.lead):
        _name(titles, "author", author)
    for held in article.texts:
        for translator in held.translators:
            statement = SubElement(titles, "respStmt")
            day = {"when-custom": held.translated.edtf} if held.translated else {}
            _add(statement, "resp", f"translation into {held.language}", **day)
            _name(statement, "name", translator)
    edition = SubElement(file, "editionStmt")
    _add(edition, "edition", f"Version {article.version}", n=str(article.version))
    _publication(file, article)
    _notes(file, article)
    _source(file, article, prefix)
    profile = SubElement(header, "profileDesc")
    if calendar := _calendar(article):
        described = SubElement(profile, "calendarDesc")
        named = SubElement(described, "calendar", {f"{_XML}id": f"{prefix}{calendar}"})
        _add(named, "p", _CALENDARS[calendar])
    for held in article.texts:
        _creation(profile, held)
    usage = SubElement(profile, "langUsage")
    for language in dict.fromkeys((*article.languages, article.language)):
        _add(usage, "language", language, ident=language)
    when = article.recorded_utc
    changes = SubElement(header, "revisionDesc")
    _add(
        changes, "change", f"Version {article.version} recorded.", n=str(article.version), when=when
    )


def _creation(profile: Element, held: CitedText) -> None:
    """Who reported from where and when, as a text prints it."""
    if held.dateline is None:
        return
    made = SubElement(profile, "creation", {f"{_XML}lang": held.language})
    dateline = held.dateline
    parts = (("orgName", dateline.agency), ("placeName", dateline.place), ("date", dateline.day))
    for tag, value in parts:
        if value:
            _add(made, tag, value)


def _notes(file: Element, article: CitedArticle) -> None:
    """What the file says of itself, by name; not what this header says in its own place."""
    said_here = {
        "source": set(article.source_names.values()),
        "rights": {article.rights_line, article.rights_uri},
        "idno": {f"{kind}: {value}" for kind, value in _identity(article)},
    }
    if _calendar(article):
        said_here[WRITTEN_NOTE] = {article.written_date}
    if article.original_held:  # who translated the original is a statement of responsibility
        said_here["translator"] = set(article.source_text.translators)
    kept = [
        (name, text)
        for name in sorted(article.notes)
        for text in article.notes[name]
        if text not in said_here.get(name, ())
    ]
    if kept:
        statement = SubElement(file, "notesStmt")
        for name, text in kept:
            _add(statement, "note", text, type=name)


def _identity(article: CitedArticle) -> list[tuple[str, str]]:
    """What this header says of the copy: identifiers, addresses and digests, by type."""
    found = [("identifier", article.identifier)]
    if article.ark:
        found.append(("trial-ARK" if article.ark_is_trial else "ARK", article.ark))
    found.append(("local" if article.is_local else "URI", article.version_address))
    found.append(("archive-edition", article.edition))
    return [*found, ("SHA-256", article.sha256)] if article.sha256 else found


def _publication(file: Element, article: CitedArticle) -> None:
    statement = SubElement(file, "publicationStmt")
    _add(statement, "publisher", archive_name(article))
    day = article.recorded_utc[:10]
    _add(statement, "date", day, when=day)
    for kind, value in _identity(article):
        if kind != "SHA-256":
            _add(statement, "idno", value, type=kind)
    if article.rights_uri or article.rights_line:
        rights = SubElement(statement, "availability")
        target = {"target": article.rights_uri} if article.rights_uri else {}
        _add(rights, "licence", article.rights_line or article.rights_uri, **target)


def _source(file: Element, article: CitedArticle, prefix: str) -> None:
    structure = SubElement(SubElement(file, "sourceDesc"), "biblStruct")
    part = SubElement(structure, "analytic")
    for held in _lead_first(article):
        _add(part, "title", held.title or "[Untitled]", held.language, level="a")
    for held in _lead_first(article):
        for author in held.authors:
            _name(part, "author", author).set(f"{_XML}lang", held.language)
    whole = SubElement(structure, "monogr")
    level = "j" if article.genre == "newspaper" else "m"
    for language, name in article.source_names.items():
        _add(whole, "title", name, language, level=level)
    if article.source_edition:
        _add(whole, "edition", str(article.source_edition), n=str(article.source_edition))
    imprint = SubElement(whole, "imprint")
    place = in_language(article.place, article.source_text.language)
    publisher = in_language(article.publisher, article.source_text.language)
    for tag, value in (("pubPlace", place), ("publisher", publisher)):
        if value:
            _add(imprint, tag, value)
    _date(imprint, article, prefix)
    for unit, value in (
        ("page", article.page_label or ("" if article.page is None else str(article.page))),
        ("section", article.section),
        ("column", article.column),
    ):
        if value:
            scope = {"from": str(article.page), "to": str(article.page)} if unit == "page" else {}
            _add(imprint, "biblScope", value, unit=unit, **(scope if article.page else {}))
    if article.sha256:
        _add(structure, "note", article.sha256, type="SHA-256")


def _calendar(article: CitedArticle) -> CalendarName | None:
    """The calendar by which the source writes its date, if another; its words then stand there."""
    if not (article.date and article.written_date):
        return None
    try:
        read = read_source_date(article.written_date)
    except ValueError:
        return None
    agrees = read.date.edtf == article.date.edtf
    return read.calendar if agrees and read.calendar != "gregorian" else None


def _date(imprint: Element, article: CitedArticle, prefix: str) -> None:
    ends = dating.moments(article.date)
    written = dating.month_day_year(article.date) or "n.d."
    values = [_iso(end) for end in ends if end.span == 1]
    said: dict[str, str] = {}
    if len(values) == 2:
        said = {"from": values[0], "to": values[1]}
    elif values and len(ends) == 1:
        certainty = {"cert": "low"} if ends[0].approximate or ends[0].uncertain else {}
        said = {"when": values[0], **certainty}
    elif article.date:
        first, last = article.date.lower.isoformat(), article.date.upper.isoformat()
        said = {"notBefore": first, "notAfter": last}
    if article.date and article.date.edtf not in {"/".join(values), ""}:
        said["when-custom"] = article.date.edtf  # what ISO 8601 alone cannot say
    if calendar := _calendar(article):
        written, said["calendar"] = article.written_date, f"#{prefix}{calendar}"
    _add(imprint, "date", written, **said)


def _iso(end: dating.Moment) -> str:
    year, *rest = end.parts
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _links(root: Element, article: CitedArticle, prefix: str) -> None:
    original = article.original
    aligned = [held for held in article.translations if held.alignment]
    if original is None or not aligned:
        return
    standoff = SubElement(root, "standOff")
    for held in aligned:
        group = SubElement(standoff, "linkGrp", {"type": "translation", "n": held.language})
        for place, (left, right, confidence) in enumerate(held.alignment, start=1):
            ids = [block_id(original, n, prefix) for n in left]
            ids += [block_id(held, n, prefix) for n in right]
            said = {"target": " ".join(f"#{each}" for each in ids), "cert": f"{confidence:.2f}"}
            if reason := held.doubts.get(str(place), ""):
                said["subtype"] = reason.replace(" ", "-")
            if left and right:
                SubElement(group, "link", said)
            else:
                SubElement(group, "ptr", {"type": "unpaired"} | said)


def _text(element: Element, held: CitedText, prefix: str) -> None:
    element.set("type", "original" if held.is_original else "translation")
    element.set(f"{_XML}lang", held.language)
    body = SubElement(element, "body")
    head = SubElement(body, "head")
    _lines(head, held.headline or ("[Untitled]",))
    if held.byline.strip():
        _add(body, "byline", held.byline)
    for number, block in enumerate(held.blocks, start=1):
        if number in held.sections:
            SubElement(body, "milestone", {"unit": "entry"})
        made = _block(body, block, lambda target: block_id(held, int(target), prefix))
        made.set(f"{_XML}id", block_id(held, number, prefix))
    if held.references:
        division = SubElement(SubElement(element, "back"), "div", {"type": "references"})
        listed = SubElement(division, "listBibl")
        for reference in held.references:
            _add(listed, "bibl", reference)


def _block(body: Element, block: Block, name: Callable[[str], str]) -> Element:
    """Add a block; ``name`` gives the ``xml:id`` of a block of the same text by its number."""
    if block.kind == "verse":
        group = SubElement(body, "lg")
        start = 0
        for line in block.text.split("\n"):
            end = start + len(line)
            inside = [mark for mark in block.marks if start <= mark.start <= mark.end <= end]
            _write_marked(SubElement(group, "l"), block.text, (start, end), inside, name)
            start = end + 1
        return group
    if block.kind == "paragraph":
        element = SubElement(body, "p")
    elif block.kind in {"note", "quotation"}:
        element = SubElement(body, "note" if block.kind == "note" else "quote")
    else:
        element = SubElement(body, "ab", {"type": block.kind})
    _write_marked(element, block.text, (0, len(block.text)), block.marks, name)
    return element


def _write_marked(
    element: Element,
    text: str,
    span: tuple[int, int],
    marks: Iterable[Mark],
    name: Callable[[str], str],
) -> None:
    """Fill an element with a stretch of a text and the marks inside it."""
    ordered = deque(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    _MarkedText(text, ordered, name).write(element, *span, span[1] + 1)


@dataclass(frozen=True, slots=True)
class _MarkedText:
    """A block's text and its marks in order, while it is written as nested elements."""

    text: str
    marks: deque[Mark]
    name: Callable[[str], str]

    def write(self, element: Element, start: int, end: int, limit: int) -> None:
        """Fill an element with text[start:end] and the marks that begin before ``limit``.

        A mark that overlaps another is skipped.
        """
        place = start
        while self.marks and self.marks[0].start < limit:
            mark = self.marks.popleft()
            is_point = mark.kind == "page"
            if not place <= mark.start <= mark.end <= end or (mark.start == mark.end) != is_point:
                continue
            _append(element, self.text[place : mark.start])
            child = SubElement(element, _MARKS[mark.kind], self._attributes(mark))
            self.write(child, mark.start, mark.end, mark.end)
            place = mark.end
        _append(element, self.text[place:end])

    def _attributes(self, mark: Mark) -> dict[str, str]:
        match mark.kind:
            case "dateline":
                return {"type": "dateline"}
            case "strong":
                return {"rend": "bold"}
            case "link":
                return {"target": escape(mark.target)}
            case "note":
                return {"type": "note", "target": f"#{self.name(mark.target)}"}
            case "page" if mark.target:
                return {"n": escape(mark.target)}
        return {}


def _append(element: Element, text: str) -> None:
    """Append text to an element, a line break inside a block as ``<lb/>``.

    In a paragraph, where others take ``<lb/>`` for the end of a printed line, it says what it is.
    """
    for number, line in enumerate(escape(text).split("\n")):
        if number:
            SubElement(element, "lb", {"rend": "newline"} if element.tag == "p" else {})
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line


def _lines(element: Element, lines: tuple[str, ...]) -> None:
    _append(element, "\n".join(line.strip() for line in lines))


def _add(parent: Element, tag: str, text: str, language: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, {name: escape(value) for name, value in attributes.items()})
    if language:
        element.set(f"{_XML}lang", language)
    _append(element, text)
    return element


def _name(parent: Element, tag: str, name: str) -> Element:
    """A responsible person or body: ``<author>…</author>``, or ``<author><orgName>…``."""
    if not is_corporate(name):
        return _add(parent, tag, name)
    if tag == "name":
        return _add(parent, "orgName", name)
    held = SubElement(parent, tag)
    _add(held, "orgName", name)
    return held


def _lead_first(article: CitedArticle) -> list[CitedText]:
    lead = article.lead
    return [lead, *(held for held in article.texts if held is not lead)]
