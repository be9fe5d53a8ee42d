"""Dates as people type them among words: 24 Jan 1958, 1958年1月, 1950s, 昭和20年8月15日. Pure.

Months and days may stand in any order around a year of four digits. What could be read in two ways
(1/2/1958, a year of two digits) is no date here: the words are searched as they are.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents.calendars import ERAS
from documents.source_dates.reader import read_source_date
from documents.text import NUMERAL

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_NUMBER, _DAY_NUMBER = r"(?P<month>[01]?[0-9])", r"(?P<day>[0-3]?[0-9])"
_HAN = "〇○零一二三四五六七八九"
_HAN_YEAR = rf"(?P<han_year>[一二][{_HAN}]{{3}})"
_HAN_MONTH = r"(?P<han_month>[一二三四五六七八九十]{1,2})"
_HAN_DAY = r"(?P<han_day>[一二三四五六七八九十]{1,3})"
_CENTURY = r"(?P<century>二十一|二十|十九|十八|十七|2[01]|1[789])世纪"
_CENTURIES = {"二十一": 21, "二十": 20, "十九": 19, "十八": 18, "十七": 17}
_NO_CENTURY = r"(?:上个?世纪|(?<![世纪百千万0-9]))"
_TENS = (
    *("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"),
    "nineties",
)
_WESTERN_DAY = (
    rf"[0-3]?[0-9]\s+(?:{'|'.join(_MONTHS)})\.?,?\s+1[0-9]{{3}}"
    rf"|(?:{'|'.join(_MONTHS)})\.?\s+[0-3]?[0-9],?\s+1[0-9]{{3}}|1[0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}"
)
_ERA_NAMES = "|".join(sorted((name for name in ERAS if not name.isascii()), key=len, reverse=True))
_ERA_NUMBER = rf"(?:[0-9]{{1,3}}|[{NUMERAL}]{{1,4}})"
# The most exact first: where several begin together, the first one counts.
_FORMS = [
    re.compile(rf"(?<![0-9a-z]){form}(?![0-9a-z])" if ascii_ else form)
    for form, ascii_ in (
        (rf"(?P<source>(?:{_WESTERN_DAY})\s*(?:\(o\.?\s?s\.?\)|o\.s\.|os))", True),
        (
            rf"(?P<source>(?:{_ERA_NAMES})(?:{_ERA_NUMBER}|元)年"
            rf"(?:{_ERA_NUMBER}月(?:{_ERA_NUMBER}[日号])?)?)",
            False,
        ),
        (r"(?<![0-9])(?P<source>1[0-9]{3}年[春夏秋冬][季天])", False),
        (rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s*{_YEAR}", True),
        (rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", True),
        (rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}", True),
        (rf"{_YEAR}(?P<mark>[-./]){_NUMBER}(?P=mark){_DAY_NUMBER}", True),
        (rf"(?<![0-9]){_YEAR}\s*年\s*{_NUMBER}\s*月\s*{_DAY_NUMBER}(?![0-9])\s*[日号]?", False),
        (rf"{_HAN_YEAR}年{_HAN_MONTH}月{_HAN_DAY}[日号]", False),
        (
            rf"(?<![0-9年]){_NUMBER}\s*月\s*{_DAY_NUMBER}\s*[日号][,，]?\s*{_YEAR}(?:\s*年)?(?![0-9])",
            False,
        ),
        (rf"{_HAN_MONTH}月{_HAN_DAY}[日号][,，]?\s*{_YEAR}(?:\s*年)?(?![0-9])", False),
        (rf"{_MONTH},?\s+{_YEAR}", True),
        (rf"{_YEAR},?\s+{_MONTH}", True),
        (rf"{_YEAR}[-./](?P<month>0[1-9]|1[0-2])", True),
        (rf"(?<![0-9]){_YEAR}\s*年\s*{_NUMBER}\s*月(?:份)?", False),
        (rf"{_HAN_YEAR}年{_HAN_MONTH}月(?:份)?", False),
        (rf"(?<![0-9年]){_NUMBER}\s*月份?[,，]?\s*{_YEAR}(?!\s*[0-9])年?", False),
        (rf"(?<![一二三四五六七八九十年]){_HAN_MONTH}月份?[,，]?\s*{_YEAR}(?!\s*[0-9])年?", False),
        (r"(?<![0-9])(?P<decade>1[0-9]|20)(?P<ten>[0-9])0\s*年代", False),
        (r"(?:the\s+)?(?P<decade>1[0-9]|20)(?P<ten>[0-9])0'?s", True),
        (rf"{_CENTURY}(?P<han_ten>[一二三四五六七八九])十年代", False),
        (rf"{_CENTURY}(?P<ten_alone>[1-9])0年代", False),
        (rf"一九(?P<han_ten>[{_HAN[3:]}])[〇○零]年代", False),
        (rf"{_NO_CENTURY}(?P<han_ten>[二三四五六七八九])十年代(?!表)", False),
        (rf"{_NO_CENTURY}(?P<ten_alone>[2-9])0年代(?!表)", False),
        (rf"(?:the\s+)?(?P<ten_name>{'|'.join(_TENS)})", True),
        (rf"(?<![0-9]){_YEAR}\s*年(?!代)", False),
        (rf"{_HAN_YEAR}年(?!代)", False),
        (_YEAR, True),
    )
]
_BETWEEN = re.compile(r"\s*(?:-|–|—|――|——|~|至|到|to|until|till|through)\s*")
_AND = re.compile(r"\s+and\s+")
_OPENING = re.compile(r"between\s+(?:the\s+)?$")
_NEAR = 60  # characters before a date, among which the words that belong to it are looked for
_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:between|from|in|on|of|during|dated)\s+(?:the\s+)?|[从自于在由]\s*)$"
)
_NUMBER_BEHIND = re.compile(r"[-–—./](?P<number>[0-9]{1,3})(?![0-9])")
_SHORT_END = re.compile(r"[-–—](?P<short>[0-9]{2})(?![0-9a-z-])")  # 1958–60
_HAN_END = re.compile(rf"\s*(?:至|到|-|–|—|~)\s*{_NUMBER}月(?!\s*[0-9])")  # 1958年1月至3月
_MONTH_BEFORE = re.compile(
    rf"(?<![0-9a-z])(?P<name>{'|'.join(_MONTHS)})\.?\s*(?:-|–|—|to|until|and)\s*$"
)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date in a text, at [start, end): its first and last day.

    ``bare`` is what texts hold as words too: a year alone, a decade that names no century.
    """

    start: int
    end: int
    first: date
    last: date
    bare: bool = False


def find_dates(text: str) -> list[TypedDate]:
    """The dates and ranges of dates in a text, which is in lower case, half width and Simplified.

    A range that ends before it begins is two dates.
    """
    singles = list(_singles(text))
    found: list[TypedDate] = []
    for one in singles:
        before = found[-1] if found else None
        joined = text[before.end : one.start] if before else ""
        opened = bool(before and _search_before(_OPENING, text, before.start))
        if (
            before
            and (_BETWEEN.fullmatch(joined) or (opened and _AND.fullmatch(joined)))
            and before.first <= one.last
        ):
            found[-1] = TypedDate(before.start, one.end, before.first, one.last)
        else:
            found.append(one)
    return [_widened(text, one) for one in found]


def _singles(text: str) -> Iterator[TypedDate]:
    """Each date for itself. A form is looked for again only where its last match lies behind."""
    place = 0
    ahead = [match for form in _FORMS if (match := form.search(text))]
    while ahead:
        first = min(ahead, key=lambda match: (match.start(), -match.end()))
        place = first.end()
        if one := _read(first):
            yield one
        ahead = [
            found
            for match in ahead
            if (found := match if match.start() >= place else match.re.search(text, place))
        ]


def _search_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """A pattern's match that ends at a place; only what stands shortly before is looked at."""
    return pattern.search(text, max(0, end - _NEAR), end)


def _read(match: re.Match[str]) -> TypedDate | None:
    """The days of a match; None where the calendar has no such day."""
    said = match.groupdict()
    start, end = match.span()
    if written := said.get("source"):
        return _read_source(written, start, end)
    if decade := _decade(said):
        first, last = date(decade, 1, 1), date(decade + 9, 12, 31)
        bare = not (said.get("decade") or said.get("century") or match[0].startswith("一九"))
        return TypedDate(start, end, first, last, bare)
    han_year = said.get("han_year")
    year = _han_year(han_year) if han_year else int(said["year"])
    name, number, han = said.get("name"), said.get("month"), said.get("han_month")
    month = _month(name) if name else int(number) if number else _han_number(han) if han else 0
    day_text, han_day = said.get("day"), said.get("han_day")
    day = int(day_text) if day_text else _han_number(han_day) if han_day else 0
    if not month and not (name or number or han):
        bare = match[0].isdigit()
        behind = _NUMBER_BEHIND.match(match.string, end)
        if bare and behind and int(behind["number"]) <= year % 100:
            return None  # 1958-13, 1958/3: part of something else
        return TypedDate(start, end, date(year, 1, 1), date(year, 12, 31), bare)
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day_text or han_day:
        if not 1 <= day <= length:
            return None
        return TypedDate(start, end, date(year, month, day), date(year, month, day))
    return TypedDate(start, end, date(year, month, 1), date(year, month, length))


def _read_source(written: str, start: int, end: int) -> TypedDate | None:
    """The days of a date of another calendar; a year of an era is bare, as texts hold it too."""
    try:
        found = read_source_date(written)
    except ValueError:
        return None
    is_year = found.calendar != "gregorian" and written.endswith("年")
    return TypedDate(start, end, found.date.lower, found.date.upper, is_year)


def _decade(said: Mapping[str, str | None]) -> int:
    """The first year of a decade, 0 for what is none; of this archive's century if it names none.

    >>> _decade({"han_ten": "五"}), _decade({"century": "十九", "ten_alone": "5"})
    (1950, 1850)
    """
    if han := said.get("han_ten"):
        ten = _HAN.index(han) - 2
    elif name := said.get("ten_name"):
        ten = _TENS.index(name) + 2
    elif digit := said.get("ten") or said.get("ten_alone"):
        ten = int(digit)
    else:
        return 0
    if decade := said.get("decade"):
        return int(decade) * 100 + ten * 10
    century = said.get("century") or "20"
    return ((_CENTURIES.get(century) or int(century)) - 1) * 100 + ten * 10


def _widened(text: str, one: TypedDate) -> TypedDate:
    """A date with what belongs to it: a short end, a month that opens it, a word before it."""
    short = _SHORT_END.match(text, one.end)
    whole_year = (one.first.month, one.first.day, one.last) == (1, 1, date(one.first.year, 12, 31))
    if short and whole_year and int(short["short"]) > one.first.year % 100:
        last = one.first.year - one.first.year % 100 + int(short["short"])
        one = TypedDate(one.start, short.end(), one.first, date(last, 12, 31))
    of_month = one.first.day == 1 and one.first.month == one.last.month and not whole_year
    ending = _HAN_END.match(text, one.end)
    if ending and of_month and one.first.month < int(ending["month"]) <= 12:
        month = int(ending["month"])
        last_day = date(one.last.year, month, monthrange(one.last.year, month)[1])
        one = TypedDate(one.start, ending.end(), one.first, last_day)
    opening = _search_before(_MONTH_BEFORE, text, one.start)
    if opening and of_month and _month(opening["name"]) < one.first.month:
        first = one.first.replace(month=_month(opening["name"]))
        one = TypedDate(opening.start(), one.end, first, one.last)
    word = _search_before(_BEFORE, text, one.start)
    if word and not one.bare:
        one = TypedDate(word.start(), one.end, one.first, one.last)
    return one


def _month(name: str) -> int:
    return next(n for n, form in enumerate(_MONTHS, start=1) if re.fullmatch(form, name))


def _han_year(text: str) -> int:
    return int("".join(str(max(_HAN.index(character) - 2, 0)) for character in text))


def _han_number(text: str) -> int:
    """A number of Han numerals up to 39: 十, 十二, 二十四; 0 for what is none."""
    tens, ten, ones = text.rpartition("十")
    if any(character not in _HAN for character in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    high = (10 * (_HAN.index(tens) - 2 if tens else 1)) if ten else 0
    return high + (_HAN.index(ones) - 2 if ones else 0)
