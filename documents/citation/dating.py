"""Dates as each citation style writes them, be they partial, doubtful, or an interval.

Read from the EDTF string (ISO 8601-2, level 0 with ``~ ? % X``): what the source does not say is
not written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from documents.citation.runs import MLA_MONTHS, MONTHS
from documents.dates import PartialDate

_POINT = re.compile(
    r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d\d|XX))?(?:-(?P<d>\d\d|XX))?(?P<q>[~?%])?"
)

_BEFORE_SPRING = 20  # EDTF numbers the seasons from 21, behind the months
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of a date. ``year`` is the first of ``span`` years (10 for a decade)."""

    year: int
    month: int = 0  # 0: not said
    day: int = 0
    span: int = 1
    season: int = 0  # 1 for spring to 4 for winter; 0: none is said
    approximate: bool = False
    uncertain: bool = False
    open_side: Literal["", "before", "after"] = ""  # of an interval open at its other end

    @property
    def is_plain(self) -> bool:
        """Whether its figures say all there is to say, if it is the only end."""
        doubted = self.approximate or self.uncertain
        return self.span == 1 and not doubted and not self.open_side

    @property
    def parts(self) -> list[int]:
        """CSL's ``date-parts``, as far as known: ``[1958, 1, 24]``."""
        return [part for part in (self.year, self.month, self.day) if part]


@lru_cache(maxsize=1024)  # a page writes its date a dozen times
def moments(date: PartialDate | None) -> tuple[Moment, ...]:
    """The one or two ends of a date; none where there is no date."""
    if date is None:
        return ()
    side: Literal["", "before", "after"] = ""
    if date.is_open_end or date.is_open_start:
        side = "after" if date.is_open_end else "before"
    ends = date.edtf.split("/")
    return tuple(_moment(found, side) for end in ends if (found := _POINT.fullmatch(end)))


def _moment(found: re.Match[str], side: Literal["", "before", "after"]) -> Moment:
    year, mark = found["y"], found["q"]
    month = int(found["m"]) if found["m"] and found["m"] != "XX" else 0
    day = int(found["d"]) if month and found["d"] and found["d"] != "XX" else 0
    season = month - _BEFORE_SPRING if month > _BEFORE_SPRING else 0
    return Moment(
        int(year.replace("X", "0")),
        0 if season else month,
        day,
        10 ** year.count("X"),
        season,
        approximate=mark in {"~", "%"},
        uncertain=mark in {"?", "%"},
        open_side=side,
    )


def month_day_year(date: PartialDate | None) -> str:
    """Chicago's date: January 24, 1958; ca. 1958; [1958?]; 1970–1979; the 1950s."""
    return _written(date, _american, "ca. ")


def year_month_day(date: PartialDate | None) -> str:
    """APA's date: 1958, January 24; ca. 1958; n.d. where there is none."""
    return _written(date, _apa, "ca. ") or "n.d."


def day_month_year(date: PartialDate | None) -> str:
    """MLA's date: 24 Jan. 1958; circa 1958; 1970-79 is shortened within a century."""
    ends = moments(date)
    if len(ends) == 2 and all(_is_bare_year(end) for end in ends):
        first, last = ends[0].year, ends[1].year
        if first // 100 == last // 100:
            return f"{first}–{last % 100:02}"
    return _written(date, _mla, "circa ")


def iso(date: PartialDate | None) -> str:
    """GB/T 7714's date: 1958-01-24; 1970-1979 for years; in brackets an estimated year, and one
    that is not the only one: [1848-]."""
    ends = moments(date)
    texts = ["-".join(f"{part:02}" for part in end.parts) for end in ends]
    dash = "/" if any(end.month for end in ends) else "-"
    joined = dash.join(dict.fromkeys(texts))
    if ends and (side := ends[0].open_side):
        joined = joined + dash if side == "after" else dash + joined
    doubtful = any(not end.is_plain for end in ends)
    return f"[{joined}]" if doubtful else joined


def years(date: PartialDate | None) -> str:
    """The years alone, for a reference work: 1970–1979."""
    return "–".join(dict.fromkeys(_say_side(end, _year(end)) for end in moments(date)))


def _written(date: PartialDate | None, write: Callable[[Moment], str], circa: str) -> str:
    return "–".join(_doubt(end, write(end), circa) for end in moments(date))


def _doubt(end: Moment, text: str, circa: str) -> str:
    if end.approximate:
        text = circa + text
    return _say_side(end, f"[{text}?]" if end.uncertain else text)


def _say_side(end: Moment, text: str) -> str:
    """The known end of an open interval in words: 1848 or later."""
    words = {"after": f"{text} or later", "before": f"{text} or earlier"}
    return words.get(end.open_side, text)


def _is_bare_year(end: Moment) -> bool:
    return end.parts == [end.year] and end.span == 1 and not end.season


def _year(end: Moment) -> str:
    if end.span == 100:
        return f"{end.year}–{end.year + 99}"
    return f"{end.year}s" if end.span == 10 else str(end.year)


def _american(end: Moment) -> str:
    if not end.month:
        return f"{_SEASONS[end.season]} {_year(end)}".strip()
    day = f" {end.day}," if end.day else ""
    return f"{MONTHS[end.month - 1]}{day} {_year(end)}"


def _apa(end: Moment) -> str:
    if end.season:
        return f"{_year(end)}, {_SEASONS[end.season]}"
    if not end.month:
        return _year(end)
    day = f" {end.day}" if end.day else ""
    return f"{_year(end)}, {MONTHS[end.month - 1]}{day}"


def _mla(end: Moment) -> str:
    day = f"{end.day} " if end.day else ""
    month = f"{MLA_MONTHS[end.month - 1]} " if end.month else ""
    if end.season:
        month = f"{_SEASONS[end.season]} "
    return f"{day}{month}{_year(end)}"
