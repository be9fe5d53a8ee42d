"""Dates of a TEI document: by an element's attributes, else as its text says it."""

from __future__ import annotations

import re

from lxml import etree

from documents.dates import PartialDate
from documents.seed_store.layouts._tei_xml import children
from documents.source_dates.forms import UnknownDate
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
        return read_source_date(custom + mark).date
    if written:
        return PartialDate.parse(written)
    try:
        found = read_source_date(text)
    except UnknownDate:
        return None
    if is_julian and found.calendar != "julian":
        return read_source_date(f"{text} O.S.").date
    return found.date if found.calendar != "gregorian" or not is_other else None


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
