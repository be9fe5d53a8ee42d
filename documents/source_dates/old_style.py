"""Dates of the old style (Julian) and the new: marked, or both in one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from documents.calendars import convert_julian_date
from documents.dates import DateParts, assemble_date, read_parts
from documents.month_names import find_month
from documents.source_dates.forms import (
    ROMAN_MONTHS,
    YEAR_WORD,
    SourceDate,
    read_gregorian,
    read_word_parts,
)

Style: TypeAlias = Literal["", "old", "new"]

_INSIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_OLD = re.compile(
    r"\bo\.? ?s\.?(?!\w)|\bold[ -]style\b|\bjulian(?: calendar)?\b|\ba\. ?st\.?(?!\w)"
    r"|\balten stils\b|\bv\. ?s\.(?!\w)|\bvieux style\b|\bст\.? ?ст\.?"
    r"|(?:по )?\bстар(?:ому|ого) стил[юя]\b|儒略[历曆]|旧?俄[历曆]",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bn\.? ?s\.?(?!\w)|\bnew[ -]style\b|\bgregorian(?: calendar)?\b|\bn\. ?st\.?(?!\w)"
    r"|\bneuen stils\b|\bnouveau style\b|\bн\. ?ст\.?"
    r"|(?:по )?\bнов(?:ому|ого) стил[юя]\b|[公西][历曆]",
    re.IGNORECASE,
)
_DAY = r"\d{1,2}"
_WORD = r"[^\W\d_]{2,14}\.?"
_DOUBLES = tuple(
    re.compile(form)
    for form in (
        # 1917-10-25/11-07
        r"(?P<year>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2}) ?/ ?(?P<m2>\d{2})-(?P<d2>\d{2})",
        # 10/22 February 1848, 28 February/12 March 1848, 20 December 1848/1 January 1849
        rf"(?P<d1>{_DAY})(?: (?P<w1>{_WORD})(?:,? (?P<y1>\d{{4}}))?)? ?/ ?"
        rf"(?P<d2>{_DAY}) (?P<w2>{_WORD}),? (?P<year>\d{{4}})",
        # February 10/22, 1848; February 28/March 12, 1848
        rf"(?P<w1>{_WORD}) (?P<d1>{_DAY}) ?/ ?"
        rf"(?:(?P<w2>{_WORD}) )?(?P<d2>{_DAY}),? (?P<year>\d{{4}})",
        # 25 October (7 November) 1917
        rf"(?P<d1>{_DAY}) (?P<w1>{_WORD}) ?"
        rf"[(\[](?P<d2>{_DAY}) (?P<w2>{_WORD})[)\]] (?P<year>\d{{4}})",
        # 10 (22) February 1848
        rf"(?P<d1>{_DAY}) ?[(\[](?P<d2>{_DAY})[)\]] (?P<w2>{_WORD}),? (?P<year>\d{{4}})",
        # 10/22.II.1848, 28.II/11.III.1848
        r"(?P<d1>\d{1,2})(?:\. ?(?P<w1>[IVX]{1,4})\.?)? ?/ ?"
        r"(?P<d2>\d{1,2})\. ?(?P<w2>[IVX]{1,4})\. ?(?P<year>\d{4})",
    )
)
_LADY_DAY = (  # 11 February 1731/2, where the year began on 25 March
    re.compile(rf"(?P<d>{_DAY}) (?P<w>{_WORD}),? (?P<y>\d{{4}})/(?P<short>\d{{1,4}})"),
    re.compile(rf"(?P<w>{_WORD}) (?P<d>{_DAY}),? (?P<y>\d{{4}})/(?P<short>\d{{1,4}})"),
)


def read_styled(text: str) -> SourceDate | None:
    """A date of the Julian calendar, with the Gregorian one or without; or marked new style."""
    double = YEAR_WORD.sub("", text)
    for form in _DOUBLES:
        if match := form.fullmatch(double):
            return _read_double(text, match)
    for form in _LADY_DAY:
        if match := form.fullmatch(_OLD.sub("", double).strip(" (),")):
            return _read_lady_day(text, match)
    if inside := _INSIDE.search(text):
        return _read_bracket(text, inside)
    bare, style = _take_style(text)
    if not style:
        return None
    return _of_style(text, bare, style)


def _take_style(text: str) -> tuple[str, Style]:
    """A text without its mark of style, and the style."""
    style: Style = "old" if _OLD.search(text) else "new" if _NEW.search(text) else ""
    if not style:
        return text, ""
    bare = (_OLD if style == "old" else _NEW).sub(" ", text)
    return re.sub(r"\s+", " ", re.sub(r"[(\[]\s*[)\]]", " ", bare)).strip(" ,;=:"), style


def _of_style(text: str, bare: str, style: Style) -> SourceDate | None:
    if style == "new":
        found = read_gregorian(bare)
        return SourceDate(found) if found else None
    parts = read_word_parts(bare)
    if parts is None:
        return None
    try:
        return SourceDate(convert_julian_date(parts), "julian")
    except ValueError as error:
        raise ValueError(f"{text!r}: {error}") from error


def _read_bracket(text: str, inside: re.Match[str]) -> SourceDate | None:
    """A date with a mark or its other half in brackets: 1917-10-25 [N.S. 1917-11-07]."""
    outer, outer_style = _take_style(f"{text[: inside.start()]} {text[inside.end() :]}".strip())
    inner, inner_style = _take_style(inside[1])
    outer = re.sub(r"\s+", " ", outer)
    if not inner:
        return _of_style(text, outer, inner_style) if inner_style else None
    main = read_word_parts(outer)
    other = read_word_parts(inner) or (
        read_word_parts(_with_year(inner, main.year)) if main else None
    )
    if main is None or other is None:
        return None
    if not (outer_style or inner_style):
        if main == other:  # one day in two spellings
            return SourceDate(assemble_date(*main))
        return _match_either(text, [(main, other), (other, main)])
    is_old = outer_style == "old" or (not outer_style and inner_style == "new")
    if outer_style and outer_style == inner_style:
        raise ValueError(f"{text!r} names one style twice")
    return _match_halves(text, *((main, other) if is_old else (other, main)))


def _with_year(text: str, year: int) -> str:
    """A day and month with a year added, as its language writes it."""
    return f"{year}年{text}" if "月" in text else f"{text} {year}"


def _read_double(text: str, match: re.Match[str]) -> SourceDate | None:
    said = match.groupdict()
    if said.get("m1"):
        first, second = int(said["m1"]), int(said["m2"])
    else:
        names = (said.get("w1") or said["w2"], said["w2"] or said["w1"])
        found = [_month(name) for name in names]
        if not all(found):
            return None
        first, second = (number or 0 for number in found)
    year, is_wrapped = int(said["year"]), first > second
    years = [int(said["y1"])] if said.get("y1") else [year - is_wrapped, year - 1, year, year + 1]
    days = [DateParts(one, first, int(said["d1"])) for one in years]
    last = DateParts(year, second, int(said["d2"]))
    return _match_either(text, [(day, last) for day in days] + [(last, day) for day in days])


def _match_either(text: str, halves: Sequence[tuple[DateParts, DateParts]]) -> SourceDate:
    """The date by the first pair, old style and new, that is one day: sources write either first.

    Raises the first pair's ValueError where none is, with what to write for a span of days.
    """
    reason = ""
    for old, new in halves:
        try:
            return _match_halves(text, old, new)
        except ValueError as error:
            reason = reason or str(error)
    try:
        first, last = (assemble_date(*one) for one in halves[0])
    except ValueError:
        raise ValueError(reason) from None
    if first.upper < last.lower:
        reason += f"; a span of days is written {first}/{last}"
    raise ValueError(reason)


def _month(name: str) -> int | None:
    """The month of a name, in any language that is known here."""
    if name.rstrip(".") in ROMAN_MONTHS:
        return ROMAN_MONTHS.index(name.rstrip(".")) + 1
    known = find_month(name)
    parts = None if known else read_parts(f"{name} 2000")
    return known or (parts.month if parts else None)


def _match_halves(text: str, old: DateParts, new: DateParts) -> SourceDate:
    """The date that is both. Raises ValueError where the two are not one day."""
    try:
        julian, gregorian = convert_julian_date(old), assemble_date(*new)
    except ValueError as error:
        raise ValueError(f"{text!r}: {error}") from error
    if julian.upper < gregorian.lower or gregorian.upper < julian.lower:
        said = "-".join(f"{part:02}" for part in old if part is not None)
        raise ValueError(f"{text!r}: {said} old style is {julian} new style, and not {gregorian}")
    return SourceDate(gregorian, "julian")


def _read_lady_day(text: str, match: re.Match[str]) -> SourceDate | None:
    year, month, short = int(match["y"]), _month(match["w"]), match["short"]
    if not month:
        return None
    if str(year + 1)[-len(short) :] != short or (month, int(match["d"])) >= (3, 25):
        raise ValueError(f"{text!r} is of no year that began on 25 March")
    return SourceDate(convert_julian_date(DateParts(year + 1, month, int(match["d"]))), "julian")
