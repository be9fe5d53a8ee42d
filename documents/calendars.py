"""Calendars besides the Gregorian one: Julian days, and the years of eras. Pure.

Years of eras are those that historians write for them: 昭和20 is 1945, 光緒二十年 1894. A month or
a day of a lunisolar calendar (China before 1912, Japan before 1873) is not converted.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from documents.dates import DateParts, PartialDate, assemble_date

CalendarName: TypeAlias = Literal["gregorian", "julian", "republic", "qing", "japanese", "manchu"]

_DAY_ONE = 1_721_425  # the Julian day number of the day before date.min
_FAR = date.max
_JAPAN_SOLAR = date(1873, 1, 1)  # Japan counted months by the moon until then


@dataclass(frozen=True, slots=True)
class Era:
    """An era: its first and last day, and the year that is its first."""

    calendar: CalendarName
    first: date
    last: date = _FAR

    @property
    def solar_from(self) -> date:
        """The first day whose months are the Gregorian calendar's."""
        if self.calendar == "qing":
            return _FAR
        return _JAPAN_SOLAR if self.calendar == "japanese" else self.first


def _qing(first: int, last: int) -> Era:
    return Era("qing", date(first, 1, 1), date(last, 12, 31))


_REPUBLIC = Era("republic", date(1912, 1, 1))
ERAS: Mapping[str, Era] = {
    **dict.fromkeys(("民国", "民國", "中华民国", "中華民國"), _REPUBLIC),
    **dict.fromkeys(("明治", "meiji"), Era("japanese", date(1868, 1, 25), date(1912, 7, 30))),
    **dict.fromkeys(
        ("大正", "taisho", "taishō"), Era("japanese", date(1912, 7, 30), date(1926, 12, 25))
    ),
    **dict.fromkeys(
        ("昭和", "showa", "shōwa"), Era("japanese", date(1926, 12, 25), date(1989, 1, 7))
    ),
    **dict.fromkeys(("平成", "heisei"), Era("japanese", date(1989, 1, 8), date(2019, 4, 30))),
    **dict.fromkeys(("令和", "reiwa"), Era("japanese", date(2019, 5, 1))),
    "大同": Era("manchu", date(1932, 3, 1), date(1934, 2, 28)),
    "康德": Era("manchu", date(1934, 3, 1), date(1945, 8, 18)),
    "康徳": Era("manchu", date(1934, 3, 1), date(1945, 8, 18)),
    **dict.fromkeys(("顺治", "順治"), _qing(1644, 1661)),
    "康熙": _qing(1662, 1722),
    "雍正": _qing(1723, 1735),
    "乾隆": _qing(1736, 1795),
    **dict.fromkeys(("嘉庆", "嘉慶"), _qing(1796, 1820)),
    "道光": _qing(1821, 1850),
    **dict.fromkeys(("咸丰", "咸豐"), _qing(1851, 1861)),
    "同治": _qing(1862, 1874),
    **dict.fromkeys(("光绪", "光緒"), _qing(1875, 1908)),
    **dict.fromkeys(("宣统", "宣統"), _qing(1909, 1911)),
}


def convert_julian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Julian one. Raises ValueError where that calendar has no such day.

    >>> convert_julian(1917, 10, 25), convert_julian(1900, 2, 29)
    (datetime.date(1917, 11, 7), datetime.date(1900, 3, 13))
    """
    if not (1 <= month <= 12 and 1 <= day <= _julian_month_length(year, month)):
        raise ValueError(f"{year:04}-{month:02}-{day:02} is no day of the Julian calendar")
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    try:
        return date.fromordinal(number - _DAY_ONE)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{year:04}-{month:02}-{day:02} is beyond the days kept here") from error


def convert_julian_date(parts: DateParts) -> PartialDate:
    """The Gregorian date of a Julian day; of a month or a year its first and last day."""
    year, month, day = parts
    if month and day is not None:
        return PartialDate.parse(convert_julian(year, month, day).isoformat())
    last = month or 12
    first_day = convert_julian(year, month or 1, 1)
    last_day = convert_julian(year, last, _julian_month_length(year, last))
    return PartialDate.parse(f"{first_day.isoformat()}/{last_day.isoformat()}")


def convert_era(name: str, parts: DateParts) -> PartialDate:
    """The date of a year of an era, with its month and day. Raises ValueError, saying why.

    Year 0 of the Republic is the first before it (民国前一年), and so on.

    >>> convert_era("昭和", DateParts(20, 8, 15)).edtf
    '1945-08-15'
    """
    era = ERAS[name.lower()]
    before = parts.year < 1 and era.calendar == "republic"
    if parts.year < 1 and not before:
        raise ValueError(f"{name} has no year {parts.year}")
    found = assemble_date(era.first.year + parts.year - 1, parts.month, parts.day)
    if found.lower > era.last:
        raise ValueError(f"{name} ended on {era.last.isoformat()}")
    if found.upper < era.first and not before:
        raise ValueError(f"{name} began on {era.first.isoformat()}")
    if parts.month is not None and found.lower < era.solar_from:
        raise ValueError(f"months and days of {name} {parts.year} were counted by the moon")
    return found


def _julian_month_length(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return 29 if month == 2 and year % 4 == 0 else calendar.monthrange(2001, month)[1]
