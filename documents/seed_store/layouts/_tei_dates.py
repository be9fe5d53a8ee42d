"""Dates of a TEI document: by an element's attributes, else as its text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from documents.dates import PartialDate
from documents.seed_store.layouts._language_tags import read_tag
from documents.seed_store.layouts._tei_xml import XML_LANG, children, local_name
from documents.source_dates.forms import SourceDate, UnknownDate
from documents.source_dates.reader import read_source_date


def read_day(statement: etree._Element) -> str:
    """When a translation was made, by the date of its statement; "" without one, or for no date."""
    for one in (statement, *children(statement, "resp", "date")):
        written = one.get("when-custom") or date_by_attributes(one)
        try:
            return PartialDate.parse(written).edtf
        except ValueError:
            continue
    return ""


# Calendars by which a date in EDTF may be written: what is said in any other is not read.
_CONVERTED = re.compile("gregorian|julian|iso|proleptic")
_UNCONVERTED = re.compile("islamic|hijri|ottoman|rumi|mali|jalali|persian|hebrew|jewish|coptic")


def read_element_date(
    element: etree._Element, text: str, *, is_julian: bool, is_other: bool
) -> PartialDate | None:
    """The Gregorian date of an element. Raises ValueError; None where it says none.

    What is counted by a calendar that is not converted (Hijri) is no date here.
    """
    custom, written = element.get("when-custom", ""), date_by_attributes(element)
    method = element.get("datingMethod", "").rpartition("#")[2].lower()
    calendar = element.get("calendar", "").lower()
    is_read = _CONVERTED.search(method) if method else not _UNCONVERTED.search(calendar)
    if custom and is_read:
        mark = " O.S." if "julian" in method or (is_julian and not written) else ""
        return _read_in_context(element, custom + mark).date
    if written:
        return PartialDate.parse(written)
    try:
        found = _read_in_context(element, text)
    except UnknownDate:
        return None
    if is_julian and found.calendar != "julian":
        return _read_in_context(element, f"{text} O.S.").date
    return found.date if found.calendar != "gregorian" or not is_other else None


def _read_in_context(element: etree._Element, text: str) -> SourceDate:
    """Read a date; a month's name that is two is that of the first language around that has it."""
    try:
        return read_source_date(text)
    except ValueError as error:
        if "may be two months" not in str(error):
            raise
        for language in _languages_around(element):
            try:
                return read_source_date(text, language=language)
            except ValueError:
                continue
        raise


def _languages_around(element: etree._Element) -> Iterator[str]:
    """The languages of an element and of what it stands in, then those of the document's texts."""
    for one in (element, *element.iterancestors()):
        yield read_tag(one.get(XML_LANG, ""))
    for one in element.getroottree().getroot().iter():
        if local_name(one) in {"text", "body", "div"}:
            yield read_tag(one.get(XML_LANG, ""))
        elif local_name(one) == "language":
            yield read_tag(one.get("ident", ""))


def date_by_attributes(element: etree._Element) -> str:
    """The date or range of dates that an element's attributes give, in EDTF; "" for none."""
    names = ("when", "from", "to", "notBefore", "notAfter")
    when, first, last, earliest, latest = (element.get(name, "")[:10] for name in names)
    if when:
        return f"{when}?" if element.get("cert") in {"low", "medium"} else when
    if first and last:
        return f"{first}/{last}"
    if earliest and latest:
        return f"{earliest}/{latest}"
    begun, ended = first or earliest, last or latest
    if begun or ended:
        return f"{begun or '..'}/{ended or '..'}"
    return ""
