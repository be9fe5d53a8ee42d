"""Dates as sources write them, in their own calendar, and the Gregorian date that each is. Pure.

What may be two dates (``03/04/1950``), or contradicts itself, is an error and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from documents.dates import PartialDate
from documents.month_names import MONTHS
from documents.source_dates.eras import read_era
from documents.source_dates.forms import DayOrder, SourceDate, UnknownDate, read_gregorian
from documents.source_dates.month_words import name_months, refuse_rumi
from documents.source_dates.old_style import read_styled
from documents.source_dates.short_years import find_short_year

# The note that keeps a date as its source writes it, where the article's date is another form.
WRITTEN_NOTE = "date_as_written"

_LONGEST = 200  # characters of a date
_MARKED = re.compile(
    r"(?:c\.|ca\.?|cca\.?|circa|about|around|um|vers|около|ок\.|około|ok\.|kolem|oko|близько|"
    r"hacia|verso il|omstreeks|omkring|约|約)\s*(.+)|(.+?) körül",
    re.IGNORECASE,
)
# What says that there is no date, before one that was supplied: s.d. [1936], n.d. (1936).
_UNDATED = re.compile(
    r"(?:[sn]\. ?d\.|undated|no date|sans date|o\. ?[DJ]\.|ohne datum|s\. ?a\.|б\. ?[дг]\.|без даты"
    r"|无日期|無日期|未署日期),? ?[\[(]([^\[\]()]+)[\])]",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"(.+?)\s*(?:\(\?\)|\?)")
# A day of the week before a date; that of an English or a Chinese one is known to `dates`.
_WEEKDAY = re.compile(
    r"(?:le |el |il )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:يوم )?ال(?:[أا]حد|[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت))[,،]?\s+(?=\S)",
    re.IGNORECASE,
)
# An interval of which one end is told: its words say that the day or year itself is within.
_FROM = re.compile(
    r"(?:from|since|not before|no earlier than|ab|seit|depuis|à partir de|с|не ранее)\s+(.+?)"
    r"(?:\s+(?:on|onwards?|or later|ou plus tard|oder später))?"
    r"|(.+?)\s+(?:onwards?|or later|and later|oder später|ou plus tard|или позже)"
    r"|(?:自|从)(.+?)起|(.+?)(?:以来|以降)"
)
_UNTIL = re.compile(
    r"(?:until|till|not after|no later than|bis|jusqu'(?:en|au|à)|не позднее|по)\s+(.+)"
    r"|(.+?)\s+(?:or earlier|and earlier|oder früher|ou plus tôt|или ранее)"
    r"|(?:至迟|不晚于)(.+)"
)
_BEYOND = re.compile(
    r"(?:before|prior to|after|vor|nach|avant|après|до|после)\s+(.+)|(.+?)[以之]?[前后後]"
)
_BRACKETS = str.maketrans("［］（）〔〕【】", "[]()[][]")


def read_source_date(text: str, order: DayOrder = "", language: str = "") -> SourceDate:
    """Read a date of a source. Raises ValueError, saying why, for what is none or may be two.

    ``language``, a tag, decides what is one month in it and another elsewhere (``listopada``).

    >>> read_source_date("25 October 1917 (O.S.)").date.edtf, read_source_date("昭和20年").date.edtf
    ('1917-11-07', '1945')
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise UnknownDate(f"a text of {len(text)} characters is no date")
    try:
        return SourceDate(PartialDate.parse(text))
    except ValueError as error:
        reason = str(error)
    plain = _plain(text)
    refuse_rumi(plain)
    if (found := _read(plain, order, language)) is not None:
        return found
    if (named := _plain(name_months(plain, language))) != plain and (
        found := _read(named, order, language)
    ) is not None:
        return found
    if find_short_year(plain.replace("’", "'")):
        raise UnknownDate(f"{text!r} has a year of two digits, which may be of any century")
    if "is not a date" in reason:
        raise UnknownDate(f"{text!r} is no date that is known here")
    raise ValueError(reason)


def _read(text: str, order: DayOrder, language: str) -> SourceDate | None:
    """A date in any calendar, alone or with a mark of doubt, or open at one end."""
    if (found := read_era(text) or read_styled(text)) is not None:
        return found
    if (date := read_gregorian(text, order)) is not None:
        return SourceDate(date)
    for pattern, mark in ((_MARKED, "~"), (_DOUBTED, "?")):
        if match := pattern.fullmatch(text):
            inner = read_source_date(next(filter(None, match.groups())), order, language)
            if "/" in inner.date.edtf or inner.date.edtf[-1] in "~?%":
                continue
            return SourceDate(PartialDate.parse(inner.date.edtf + mark), inner.calendar)
    return _read_open(text, order, language)


def _read_open(text: str, order: DayOrder, language: str) -> SourceDate | None:
    """An interval open at one end, in words: from 1848, 1850 or earlier.

    What is before or after a date does not say whether that is within, and is not read.
    """
    for pattern, form in ((_FROM, "{}/.."), (_UNTIL, "../{}")):
        if match := pattern.fullmatch(text):
            end = read_source_date(next(filter(None, match.groups())), order, language)
            if "/" not in end.date.edtf:
                return SourceDate(PartialDate.parse(form.format(end.date.edtf)), end.calendar)
    if match := _BEYOND.fullmatch(text):
        try:
            end = read_source_date(match[1] or match[2], order, language)
        except ValueError:
            return None
        raise UnknownDate(
            f"{text!r} does not say whether {end.date} is within:"
            " write an open interval in EDTF, such as ../1849 or 1849/.."
        )
    return None


@lru_cache(maxsize=4096)  # lists ask it of every article that has such words
def tells_more(written: str, date: PartialDate) -> bool:
    """Whether a date's words say more than the date: another calendar, or what cannot be read.

    >>> tells_more("1970-1-25", PartialDate.parse("1970-01-25"))
    False
    """
    if not written:
        return False
    try:
        read = read_source_date(written)
    except ValueError as error:
        return not ("may be two" in str(error) and _may_be(written, date))
    return read.calendar != "gregorian" or read.date.edtf != date.edtf


def _may_be(written: str, date: PartialDate) -> bool:
    """Whether a date that may be two days or months is one, in any order and language."""
    orders: tuple[DayOrder, ...] = ("dmy", "mdy")
    for order, language in product(orders, ("", *MONTHS)):
        try:
            read = read_source_date(written, order, language)
        except ValueError:
            continue
        if read.calendar == "gregorian" and read.date.edtf == date.edtf:
            return True
    return False


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip().translate(_BRACKETS)
    text = re.sub("[‐‑‒–—―−]", "-", re.sub(r"\s+", " ", text))
    if match := _UNDATED.fullmatch(text):
        text = match[1].strip()
    while match := re.fullmatch(r"\[([^\[\]]*)\]", text):  # supplied by whoever described it
        text = match[1].strip()
    return _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
