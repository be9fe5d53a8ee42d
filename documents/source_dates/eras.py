"""Dates by the years of eras, alone or with the Gregorian date in brackets. Pure."""

from __future__ import annotations

import re

from documents.calendars import ERAS, convert_era
from documents.dates import DateParts
from documents.source_dates.forms import SourceDate, read_gregorian
from documents.text import NUMERAL, read_numeral

_NUMBER = rf"(?:\d+|[{NUMERAL}]+)"
_MOON = r"(?P<moon>农历|農曆|农曆|阴历|陰曆|旧历|舊曆|旧暦|旧曆|夏历|夏曆)?\s*"
_ERA_NAME = "|".join(sorted(map(re.escape, ERAS), key=len, reverse=True))
_ERA_DATE = re.compile(
    rf"{_MOON}(?P<era>{_ERA_NAME})\s*(?P<before>前)?\s*(?P<year>{_NUMBER}|元)\s*"
    rf"(?:年\s*{_MOON.replace('moon', 'moon2')}"
    rf"(?:(?P<month>{_NUMBER}|[元正腊臘冬]|[闰閏]{_NUMBER})\s*月(?:份|\s*(?P<day>{_NUMBER}|初[{NUMERAL}])"
    r"\s*(?P<sun>[日号號])?)?)?"
    r"|[-./](?P<month2>\d{1,2})(?:[-./](?P<day2>\d{1,2}))?|)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_COMMON = re.compile(r"^(?:公元|西元|西历|西曆|西暦|公历|公曆|即|=)\s*|\s*(?:AD|CE)$")
_WEEKDAY = re.compile(r"\s*(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]$|[月火水木金土日]曜日?$")


def read_era(text: str) -> SourceDate | None:
    """A date by an era, alone or with the Gregorian date behind or within it in brackets."""
    inside = _INSIDE.search(text)
    outside = _INSIDE.sub("", text, count=1) if inside else text
    match = _ERA_DATE.fullmatch(_WEEKDAY.sub("", outside))
    if match is None:
        return None
    name, calendar = match["era"], ERAS[match["era"].lower()].calendar
    given = None
    if inside and not _WEEKDAY.fullmatch(inside[1]) and inside[1] not in "月火水木金土日":
        given = read_gregorian(_COMMON.sub("", inside[1]))
        if given is None:
            return None
    try:
        found = convert_era(name, _era_parts(match))
    except ValueError as error:
        if given is not None and "by the moon" in str(error):
            return SourceDate(given, calendar)
        raise ValueError(f"{text!r}: {error}") from error
    if given is None:
        return SourceDate(found, calendar)
    if found.upper < given.lower or given.upper < found.lower:
        raise ValueError(f"{text!r}: {outside} is {found}, and not {given}")
    return SourceDate(min(found, given, key=lambda one: one.upper - one.lower), calendar)


def _era_parts(match: re.Match[str]) -> DateParts:
    """Year, month and day of an era's date. Raises ValueError for a month of the moon."""
    year = 1 if match["year"] == "元" else read_numeral(match["year"])
    if not year:
        raise ValueError("the year cannot be read as a number from 1")
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    is_moon = bool(match["moon"] or match["moon2"])
    if month and (month[0] in "正腊臘冬闰閏" or (day and not (match["sun"] or match["day2"]))):
        is_moon = True
    if is_moon and month:
        raise ValueError("its month and day are counted by the moon")
    return DateParts(1 - year if match["before"] else year, _number(month), _number(day))


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return 1 if text == "元" else read_numeral(text) or 0
