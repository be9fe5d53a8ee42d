"""The header of the TEI export: titles, responsibility, edition, publication, source, changes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement  # nosec B405  # it only writes

from documents.calendars import CalendarName
from documents.citation import dating
from documents.citation.language_tags import in_language
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle, CitedText
from documents.citation.xml_elements import XML_NAMESPACE, add_element
from documents.corporate_names import is_corporate
from documents.source_dates.reader import WRITTEN_NOTE, read_source_date

# Journal, unpublished; all others are monographs.
_LEVELS = {"newspaper": "j", "periodical": "j", "documents": "u"}
_CALENDARS: Mapping[CalendarName, str] = {
    "julian": "Julian calendar (old style)",
    "republic": "Years of the Republic of China",
    "qing": "Years of the Qing emperors' eras",
    "japanese": "Years of the Japanese emperors' eras",
    "manchu": "Years of the eras of Manchukuo",
}


def add_header(root: Element, article: CitedArticle, prefix: str) -> None:
    """Add the header. ``prefix`` begins each ``xml:id``."""
    header = SubElement(root, "teiHeader")
    file = SubElement(header, "fileDesc")
    titles = SubElement(file, "titleStmt")
    for held in _lead_first(article):
        kind = "main" if held is article.lead else "alt"
        add_element(titles, "title", held.title or "[Untitled]", held.language, type=kind)
    for author in article.authors_of(article.lead):
        _name(titles, "author", author)
    for held in article.texts:
        for translator in held.translators:
            statement = SubElement(titles, "respStmt")
            day = {"when-custom": held.translated.edtf} if held.translated else {}
            add_element(statement, "resp", f"translation into {held.language}", **day)
            _name(statement, "name", translator)
    edition = SubElement(file, "editionStmt")
    add_element(edition, "edition", f"Version {article.version}", n=str(article.version))
    _publication(file, article)
    _notes(file, article)
    _source(file, article, prefix)
    profile = SubElement(header, "profileDesc")
    if calendar := _calendar(article):
        described = SubElement(profile, "calendarDesc")
        name = {f"{XML_NAMESPACE}id": f"{prefix}{calendar}"}
        add_element(SubElement(described, "calendar", name), "p", _CALENDARS[calendar])
    for held in article.texts:
        _creation(profile, held)
    usage = SubElement(profile, "langUsage")
    for language in dict.fromkeys((*article.languages, article.language)):
        add_element(usage, "language", language, ident=language)
    when = article.recorded_utc
    changes = SubElement(header, "revisionDesc")
    add_element(
        changes, "change", f"Version {article.version} recorded.", n=str(article.version), when=when
    )


def _creation(profile: Element, held: CitedText) -> None:
    """Who reported from where and when, as a text prints it."""
    if held.dateline is None:
        return
    made = SubElement(profile, "creation", {f"{XML_NAMESPACE}lang": held.language})
    dateline = held.dateline
    parts = (("orgName", dateline.agency), ("placeName", dateline.place), ("date", dateline.day))
    for tag, value in parts:
        if value:
            add_element(made, tag, value)


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
            add_element(statement, "note", text, type=name)


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
    add_element(statement, "publisher", archive_name(article))
    day = article.recorded_utc[:10]
    add_element(statement, "date", day, when=day)
    for kind, value in _identity(article):
        if kind != "SHA-256":
            add_element(statement, "idno", value, type=kind)
    if article.rights_uri or article.rights_line:
        rights = SubElement(statement, "availability")
        target = {"target": article.rights_uri} if article.rights_uri else {}
        add_element(rights, "licence", article.rights_line or article.rights_uri, **target)


def _source(file: Element, article: CitedArticle, prefix: str) -> None:
    structure = SubElement(SubElement(file, "sourceDesc"), "biblStruct")
    part = SubElement(structure, "analytic")
    for held in _lead_first(article):
        add_element(part, "title", held.title or "[Untitled]", held.language, level="a")
    for held in _lead_first(article):
        for author in held.authors:
            _name(part, "author", author).set(f"{XML_NAMESPACE}lang", held.language)
    whole = SubElement(structure, "monogr")
    level = _LEVELS.get(article.source_kind, "m")
    for language, name in article.source_names.items():
        add_element(whole, "title", name, language, level=level)
    if article.source_edition:
        add_element(whole, "edition", str(article.source_edition), n=str(article.source_edition))
    imprint = SubElement(whole, "imprint")
    place = in_language(article.place, article.source_text.language)
    publisher = in_language(article.publisher, article.source_text.language)
    for tag, value in (("pubPlace", place), ("publisher", publisher)):
        if value:
            add_element(imprint, tag, value)
    _date(imprint, article, prefix)
    for unit, value in (
        ("page", article.page_label or ("" if article.page is None else str(article.page))),
        ("section", article.section),
        ("column", article.column),
    ):
        if value:
            scope = {"from": str(article.page), "to": str(article.page)} if unit == "page" else {}
            add_element(imprint, "biblScope", value, unit=unit, **(scope if article.page else {}))
    if article.sha256:
        add_element(structure, "note", article.sha256, type="SHA-256")


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
    elif values and (side := ends[0].open_side):
        said = {"notBefore" if side == "after" else "notAfter": values[0]}
    elif values and len(ends) == 1:
        certainty = {"cert": "low"} if ends[0].approximate or ends[0].uncertain else {}
        said = {"when": values[0], **certainty}
    elif article.date:
        first, last = article.date.bounds
        days = {"notBefore": first, "notAfter": last}
        said = {name: day.isoformat() for name, day in days.items() if day}
    if article.date and article.date.edtf not in {"/".join(values), ""}:
        said["when-custom"] = article.date.edtf  # what ISO 8601 alone cannot say
    if calendar := _calendar(article):
        written, said["calendar"] = article.written_date, f"#{prefix}{calendar}"
    add_element(imprint, "date", written, **said)


def _iso(end: dating.Moment) -> str:
    year, *rest = end.parts
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _name(parent: Element, tag: str, name: str) -> Element:
    """A responsible person or body: ``<author>…</author>``, or ``<author><orgName>…``."""
    if not is_corporate(name):
        return add_element(parent, tag, name)
    if tag == "name":
        return add_element(parent, "orgName", name)
    held = SubElement(parent, tag)
    add_element(held, "orgName", name)
    return held


def _lead_first(article: CitedArticle) -> list[CitedText]:
    lead = article.lead
    return [lead, *(held for held in article.texts if held is not lead)]
