"""Reads dates as collections write them into EDTF: ``25 January 1970``, ``1970-1-25``. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from documents.dates import PartialDate, read_date

DayOrder: TypeAlias = Literal["", "dmy", "mdy"]

_TIME = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?"
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MARKED = re.compile(r"(?:c\.|ca\.?|circa|about|约|約)\s*(.+)", re.IGNORECASE)
_DOUBTED = re.compile(r"(.+?)\s*(?:\(\?\)|\?|（\?）)")
_DAY_MONTH = re.compile(r"(\d{1,2})[-./]([A-Za-z]{3,9})\.?[-./](\d{4})")
_DECADE = re.compile(r"(?:the )?(\d{3})0(?:'?s|年代)", re.IGNORECASE)
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_DAY_ONE = date(1899, 12, 30)  # of spreadsheets, for all days from March 1900


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written, and in EDTF; ``edtf`` is empty where it cannot be read."""

    written: str
    edtf: str
    reason: str = ""


def read_written_date(text: str, order: DayOrder = "") -> WrittenDate:
    """Read a date of a collection. Never raises: what cannot be read says why.

    >>> read_written_date("1970年1月25日").edtf, read_written_date("25.1.1970").edtf
    ('1970-01-25', '1970-01-25')
    """
    written = text.strip()
    try:
        return WrittenDate(written, _read(written, order))
    except ValueError as error:
        return WrittenDate(written, "", str(error))


def _read(text: str, order: DayOrder) -> str:
    try:
        return PartialDate.parse(text).edtf
    except ValueError:
        pass
    if match := _TIME.fullmatch(text):
        text = match[1]
    text = _DAY_MONTH.sub(r"\1 \2 \3", text.strip("[]"))
    if found := read_date(text):
        return found.edtf
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := _NUMBERS.fullmatch(text):
        return _read_numbers(text, int(match[1]), int(match[3]), int(match[4]), order)
    if _SERIAL.fullmatch(text):  # the number by which a spreadsheet keeps a day
        return (_DAY_ONE + timedelta(days=int(float(text)))).isoformat()
    for pattern, mark in ((_MARKED, "~"), (_DOUBTED, "?")):
        if match := pattern.fullmatch(text):
            return PartialDate.parse(_read(match[1], order) + mark).edtf
    raise ValueError(f"{text!r} is no date that is known here")


def _read_numbers(text: str, first: int, second: int, year: int, order: DayOrder) -> str:
    if not order:
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"{text!r} may be two days: say --day-order dmy or mdy")
        order = "mdy" if second > 12 else "dmy"
    day, month = (first, second) if order == "dmy" else (second, first)
    return PartialDate.parse(f"{year:04d}-{month:02d}-{day:02d}").edtf
