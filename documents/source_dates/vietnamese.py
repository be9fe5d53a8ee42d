"""Dates in Vietnamese: days and months by number; months of the moon are refused. Pure."""

from __future__ import annotations

import re
import unicodedata

from documents.dates import DateParts

_MONTHS = "một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai"
_NUMBERS = {name: number for number, name in enumerate(_MONTHS.split("|"), start=1)}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? )?"
_DATE = re.compile(
    rf"{_WEEKDAY}(?:(?:ngày )?(?:mồng |mùng )?(?P<day>\d{{1,2}}),? )?"
    rf"tháng (?P<month>\d{{1,2}}|{_NAME})(?:,? năm |,? |/)(?P<year>\d{{4}})"
)
_NUMERIC = re.compile(r"ngày (?P<day>\d{1,2})([-./])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_YEAR = re.compile(r"năm (?P<year>\d{4})")
_MOON = re.compile(r"tháng (?:giêng|chạp)|âm lịch")


def read_vietnamese(text: str) -> DateParts | None:
    """Year, month and day of a date in Vietnamese; None for what is none.

    Raises ValueError for a month that is counted by the moon.
    """
    plain = unicodedata.normalize("NFC", text).lower()
    if _MOON.search(plain):
        raise ValueError(f"{text!r} is counted by the moon")
    match = _DATE.fullmatch(plain) or _NUMERIC.fullmatch(plain) or _YEAR.fullmatch(plain)
    if match is None:
        return None
    said = match.groupdict()
    month, day = said.get("month"), said.get("day")
    return DateParts(
        int(said["year"]),
        (_NUMBERS.get(month) or int(month)) if month else None,
        int(day) if day else None,
    )
