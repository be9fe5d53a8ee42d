"""Dates in Arabic: months of any usage; dates of the Hijri calendars are told apart. Pure."""

from __future__ import annotations

import re

from documents.dates import DateParts

# In Egypt, in the Levant, in the Maghreb; every alef as a bare one.
_MONTHS = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|اذار",
    "ابريل|نيسان|افريل",
    "مايو|ايار|ماي",
    "يونيو|يونيه|يونية|حزيران|جوان",
    "يوليو|يوليه|يولية|تموز|جويلية",
    "اغسطس|اب|اوت",
    "سبتمبر|ايلول",
    "اكتوبر|تشرين الاول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الاول",
)
_NUMBERS = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:في )?(?:(\d{{1,2}}) )?({_NAME})(?: ?[/(] ?({_NAME})\)?)?،?,? (?:سنة |عام )?(\d{{4}})"
    r" ?(?:م|ميلادية?)?"
)
_HIJRI_MONTHS = (
    "محرم|صفر|ربيع الاول|ربيع الثاني|ربيع الاخر|جمادى الاولى|جمادى الثانية|جمادى الاخرة|رجب|"
    "شعبان|رمضان|شوال|ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة|"
    "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند"
)
_HIJRI = re.compile(
    rf"(?:في )?(?:(?:\d{{1,2}} )?(?:{_HIJRI_MONTHS})(?: سنة| عام)? \d{{3,4}}|\d{{3,4}} ?(?=ه))"
    r" ?(?:ه|هج|هجرية?)?"
)
_FOLDED = str.maketrans("أإآٱ", "اااا", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def read_arabic(text: str) -> DateParts | None:
    """Year, month and day of a date in Arabic; None for what is none.

    A month may be named twice, تشرين الأول/أكتوبر. Raises ValueError for a date of a Hijri
    calendar, which is not converted, and for the names of two months.
    """
    folded = text.translate(_FOLDED)
    if _HIJRI.fullmatch(folded):
        raise ValueError(f"{text!r} is of a Hijri calendar, which is not converted")
    match = _DATE.fullmatch(folded)
    if match is None:
        return None
    day, name, other, year = match.groups()
    if other and _NUMBERS[other] != _NUMBERS[name]:
        raise ValueError(f"{text!r} names two months")
    return DateParts(int(year), _NUMBERS[name], int(day) if day else None)
