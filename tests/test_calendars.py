"""The Julian calendar and the years of eras, against days that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.calendars import ERAS, convert_era, convert_julian, convert_julian_date
from documents.dates import DateParts


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), date(1582, 10, 15)),  # the day the Gregorian calendar began
        ((1700, 2, 18), date(1700, 2, 28)),
        ((1700, 2, 28), date(1700, 3, 10)),
        ((1700, 2, 29), date(1700, 3, 11)),  # from here on eleven days
        ((1752, 9, 3), date(1752, 9, 14)),  # Britain
        ((1800, 2, 29), date(1800, 3, 12)),
        ((1825, 12, 14), date(1825, 12, 26)),  # the Decembrists
        ((1900, 2, 28), date(1900, 3, 12)),
        ((1900, 2, 29), date(1900, 3, 13)),
        ((1917, 10, 25), date(1917, 11, 7)),
        ((1918, 2, 1), date(1918, 2, 14)),  # Russia
        ((1923, 2, 16), date(1923, 3, 1)),  # Greece
    ],
)
def test_julian_days_are_the_known_gregorian_ones(
    julian: tuple[int, int, int], gregorian: date
) -> None:
    assert convert_julian(*julian) == gregorian


@given(st.dates(min_value=date(201, 1, 1), max_value=date(9998, 1, 1)))
def test_the_calendars_part_by_the_leap_days_of_full_centuries(day: date) -> None:
    """The rule: the difference is the centuries less a quarter of them, less two."""
    leaps = day.year if day.month > 2 else day.year - 1
    difference = leaps // 100 - leaps // 400 - 2
    assert convert_julian(day.year, day.month, day.day) == day + timedelta(days=difference)


@given(st.dates(min_value=date(5, 1, 1), max_value=date(9998, 1, 1)))
def test_the_day_behind_a_julian_day_is_the_next_gregorian_one(day: date) -> None:
    """Counted through a leap day that only the Julian calendar has."""
    after = day + timedelta(days=1)
    last = (day.month, day.day) == (2, 28) and day.year % 4 == 0
    following = (day.year, 2, 29) if last else (after.year, after.month, after.day)
    one = convert_julian(day.year, day.month, day.day)
    assert convert_julian(*following) == one + timedelta(days=1)


@pytest.mark.parametrize(("year", "month", "day"), [(1901, 2, 29), (1900, 13, 1), (1900, 4, 31)])
def test_there_are_days_that_the_julian_calendar_has_not(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"no day of|no month"):
        convert_julian(year, month, day)


def test_a_julian_month_or_year_is_the_span_of_its_days() -> None:
    assert convert_julian_date(DateParts(1917, 10)).edtf == "1917-10-14/1917-11-13"
    assert convert_julian_date(DateParts(1917)).edtf == "1917-01-14/1918-01-13"


@pytest.mark.parametrize(
    ("era", "parts", "edtf"),
    [
        ("民国", DateParts(38, 10, 1), "1949-10-01"),
        ("民國", DateParts(1, 1, 1), "1912-01-01"),
        ("民国", DateParts(0), "1911"),  # 民国前一年
        ("明治", DateParts(6, 1, 1), "1873-01-01"),
        ("明治", DateParts(45, 7, 30), "1912-07-30"),
        ("大正", DateParts(1, 7, 30), "1912-07-30"),
        ("大正", DateParts(12, 9, 1), "1923-09-01"),
        ("昭和", DateParts(1, 12, 25), "1926-12-25"),
        ("昭和", DateParts(20, 8, 15), "1945-08-15"),
        ("Showa", DateParts(64), "1989"),
        ("平成", DateParts(31, 4), "2019-04"),
        ("令和", DateParts(1, 5, 1), "2019-05-01"),
        ("康德", DateParts(12, 8, 15), "1945-08-15"),
        ("康熙", DateParts(61), "1722"),
        ("乾隆", DateParts(60), "1795"),
        ("光緒", DateParts(20), "1894"),
        ("宣统", DateParts(3), "1911"),
    ],
)
def test_years_of_eras_are_the_known_ones(era: str, parts: DateParts, edtf: str) -> None:
    assert convert_era(era, parts).edtf == edtf


@pytest.mark.parametrize(
    ("era", "parts", "reason"),
    [
        ("昭和", DateParts(64, 2, 1), "ended on 1989-01-07"),
        ("昭和", DateParts(1, 12, 24), "began on 1926-12-25"),
        ("宣统", DateParts(4), "ended on 1911-12-31"),
        ("昭和", DateParts(0), "no year 0"),
        ("光緒", DateParts(20, 8), "by the moon"),
        ("明治", DateParts(5, 12, 2), "by the moon"),
        ("民国", DateParts(0, 3), "by the moon"),
        ("民国", DateParts(38, 2, 30), "days 1 to 28"),
    ],
)
def test_a_date_that_no_era_has_says_why(era: str, parts: DateParts, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        convert_era(era, parts)


@given(st.sampled_from(sorted(ERAS)), st.integers(1, 70))
def test_the_years_of_an_era_follow_each_other(name: str, year: int) -> None:
    era = ERAS[name]
    if era.first.year + year > era.last.year:
        return
    one, next_one = convert_era(name, DateParts(year)), convert_era(name, DateParts(year + 1))
    assert (one.year, next_one.year) == (era.first.year + year - 1, era.first.year + year)
