"""Dates in words of any language, brought into the order and the months of English. Pure.

So that forms are written once: ``1848. március 15-én`` and ``dnia 15 marca 1848 r.`` are both
``15 March 1848``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

from documents.month_names import MONTHS_BY_NAME, WEEKDAY_NAMES, fold_name

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENGLISH = tuple(calendar.month_name)
_MONTH = "|".join(_ENGLISH[1:])
_ROMAN = r"[IVX]{1,4}"
# Words before a day: Polish, Czech, German and Scandinavian, Romance, Greek, Finnish.
_BEFORE = re.compile(
    r"^(?:w )?(?:dnia|dn\.|dne|dana|den|d\.|am|le|el|il|la|em|op|på|στις|την|τη)\s+(?=\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(\d{{1,2}})(?:\.?o|\.|-?(?:ste|den|de|te|er|ro|re|a|e|го|га|е|ого|ην|ης|η|ῃ))?"
    rf" ?(?:de |del |di |d'|του |τοῦ |ב)?(?={_MONTH})"
)
_BEHIND_MONTH = re.compile(rf"\b({_MONTH})\.?,?(?: (?:de|del|di|του|τοῦ|van))? (?=\d{{4}})")
# The word behind a year, in Slavic languages and Romance, and its stop.
_YEAR_WORD = re.compile(
    r"(?<=\d)\.?\s*(?:roku|rok|r|року|рік|р|года|год|г|godine|god|g|године|год|yılı|"
    r"d\.? ?C|n\.? ?e|м\.?|میلادی)?\.?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(  # Hungarian and Lithuanian: 1848. március 15-én, 1918 m. vasario 16 d.
    rf"^(\d{{4}})\.?,?(?: ?(?:évi|év|m\.))? ?({_MONTH}|{_ROMAN}(?=[. ]))\.?"
    r"(?: ?(\d{1,2})(?:-?(?:ikán|ikén|ikára|ikére|ai|ei|án|én|i))?(?: ?d)?\.?)?$"
)
# Words behind a year that tell in which language a month is named.
_TELLING = (
    (re.compile(r"\d\s*(?:r\.?|roku|rok)$", re.IGNORECASE), ("pl", "cs")),
    (re.compile(r"\d\.?\s*(?:g\.?|god\.?|godine)$", re.IGNORECASE), ("hr", "sr-Latn")),
)
_RUMI = re.compile(r"\b1(?:2[5-9]\d|3[0-3]\d|34[0-5])\b")


def name_months(text: str, language: str = "") -> str:
    """A date with its months in English and in the order of English; what else it has stays.

    ``language`` decides a name that is two months. Raises ValueError where nothing does.

    >>> name_months("dnia 12 lipca 1918 r."), name_months("1848. március 15-én")
    ('12 July 1918', '15 March 1848')
    """
    text = text.replace("’", "'")
    named = _WORD.sub(lambda match: _name_month(match[0], text, language), text)
    if named == text and not _YEAR_FIRST.search(text.upper()):
        return text
    named = re.sub(r"^[\s,-]+|[\s,]+$", "", re.sub(r" ,|,(?= ,)", ",", named))
    named = _YEAR_WORD.sub("", _BEFORE.sub("", re.sub(r"\s+", " ", named)))
    named = _BEHIND_MONTH.sub(r"\1 ", _ORDINAL.sub(r"\1 ", named))
    named = re.sub(rf"\b({_MONTH})\.", r"\1", named)
    if match := _YEAR_FIRST.fullmatch(named):
        year, month, day = match.groups()
        separator = " " if month in _ENGLISH else "."
        return separator.join(part for part in (day, month, year) if part)
    return named


def refuse_rumi(text: str) -> None:
    """Raise ValueError for a Turkish month in a year that may be Turkey's before 1926."""
    if _RUMI.search(text) and any(
        "tr" in MONTHS_BY_NAME.get(fold_name(word[0]), ()) for word in _WORD.finditer(text)
    ):
        raise ValueError(f"{text!r} may be a year of the Rumi calendar, which is not converted")


def _name_month(word: str, text: str, language: str) -> str:
    """The English month of a word; nothing for a day of the week; else the word itself."""
    key = fold_name(word)
    if key in WEEKDAY_NAMES:
        return ""
    months = MONTHS_BY_NAME.get(key)
    if months is None:  # d'abril; Hebrew writes in and of with the word
        months = MONTHS_BY_NAME.get(key[key[0] in "בל" :].removeprefix("d'"))
    if months is None:
        return word
    if len(set(months.values())) > 1:
        months = _choose(months, text, language) or months
    if len(set(months.values())) > 1:
        said = " or ".join(
            f"{_ENGLISH[number]} ({', '.join(one for one in months if months[one] == number)})"
            for number in sorted(set(months.values()))
        )
        raise ValueError(f"{text!r} may be two months, {said}")
    return _ENGLISH[next(iter(months.values()))]


def _choose(months: Mapping[str, int], text: str, language: str) -> dict[str, int]:
    """The months of the language that is known, or of those that a word of the date tells."""
    told = [language, language.partition("-")[0]]
    for pattern, languages in _TELLING:
        if not language and pattern.search(text):
            told += languages
    return {one: number for one, number in months.items() if one in told}
