"""Reads dates as collections write them into EDTF: ``25 January 1970``, ``1970-1-25``. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from documents.source_dates.forms import DayOrder
from documents.source_dates.reader import read_source_date
from documents.source_dates.short_years import add_century

_TIME = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?"
)
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_DAY_ONE = date(1899, 12, 30)  # of spreadsheets, for all days from March 1900


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written, and in EDTF; ``edtf`` is empty where it cannot be read."""

    written: str
    edtf: str
    reason: str = ""


def read_written_date(
    text: str, order: DayOrder = "", language: str = "", century: str = ""
) -> WrittenDate:
    """Read a date of a collection, in the language of its text. What cannot be read says why.

    ``century`` are the first two digits of years that are written with two.

    >>> read_written_date("1970年1月25日").edtf, read_written_date("25.1.1970").edtf
    ('1970-01-25', '1970-01-25')
    """
    written = text.strip()
    if _SERIAL.fullmatch(written):  # the number by which a spreadsheet keeps a day
        day = _DAY_ONE + timedelta(days=int(float(written)))
        return WrittenDate(written, day.isoformat())
    match = _TIME.fullmatch(written)
    said = match[1] if match else add_century(written, century)
    try:
        return WrittenDate(written, read_source_date(said, order, language).date.edtf)
    except ValueError as error:
        reason = str(error)
        if "may be two days" in reason:
            reason += ": say --day-order dmy or mdy"
        elif "may be two months" in reason:
            reason += ": say --language"
        elif "year of two digits" in reason:
            reason += ": say --century 19 for 1900 to 1999"
        return WrittenDate(written, "", reason)
