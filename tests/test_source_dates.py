"""Dates as sources write them: the right Gregorian day, or an error that says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.calendars import convert_julian
from documents.dates import PartialDate
from documents.source_dates.forms import UnknownDate
from documents.source_dates.reader import read_source_date, tells_more


def read(written: str) -> tuple[str, str]:
    found = read_source_date(written)
    return found.date.edtf, found.calendar


@pytest.mark.parametrize(
    "written",
    [
        "1917-10-25 O.S.",
        "1917-10-25 (OS)",
        "25 October 1917 (O.S.)",
        "O.S. 25 October 1917",
        "October 25, 1917 (Old Style)",
        "25 Oct. 1917 [Julian]",
        "1917-10-25 [N.S. 1917-11-07]",
        "25 October 1917 (7 November 1917, N.S.)",
        "1917-11-07 [O.S. 1917-10-25]",
        "7 November [O.S. 25 October] 1917",
        "1917-10-25/11-07",
        "25 October/7 November 1917",
        "October 25/November 7, 1917",
        "25 October (7 November) 1917",
        "25 октября 1917 г. (ст. ст.)",
        "25 октября 1917 года по старому стилю",
        "25 октября (7 ноября) 1917 г.",
        "俄历1917年10月25日",
        "1917年10月25日（公历11月7日）",
        "25.X.1917 O.S.",
        "25. Oktober 1917 (alten Stils)",
    ],
)
def test_old_style_is_the_day_of_the_new(written: str) -> None:
    assert read(written) == ("1917-11-07", "julian")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("10/22 February 1848", "1848-02-22"),
        ("28 February/11 March 1848", "1848-03-11"),
        ("February 10/22, 1848", "1848-02-22"),
        ("20 December 1848/1 January 1849", "1849-01-01"),
        ("25 December/6 January 1849", "1849-01-06"),
        ("22/10 February 1848", "1848-02-22"),
        ("10 (22) February 1848", "1848-02-22"),
        ("22 [10] February 1848", "1848-02-22"),
        ("10(22) февраля 1848 г.", "1848-02-22"),
        ("10/22.II.1848", "1848-02-22"),
        ("28.II/11.III.1848", "1848-03-11"),
        ("7 ноября (25 октября) 1917 г.", "1917-11-07"),
        ("11 March/28 February 1848", "1848-03-11"),
        ("1 January 1849/20 December 1848", "1849-01-01"),
        ("11 February 1731/2", "1732-02-22"),  # the year began in March
        ("29 February 1900 O.S.", "1900-03-13"),
        ("October 1917 O.S.", "1917-10-14/1917-11-13"),
        ("c. 1917-10-25 O.S.", "1917-11-07~"),
    ],
)
def test_double_dates_and_months_of_the_old_style(written: str, edtf: str) -> None:
    assert read(written) == (edtf, "julian")


@pytest.mark.parametrize(
    ("written", "edtf", "calendar"),
    [
        ("民国三十八年十月一日", "1949-10-01", "republic"),
        ("中華民國38年10月", "1949-10", "republic"),
        ("民國３８年", "1949", "republic"),
        ("民国元年", "1912", "republic"),
        ("民国前三年", "1909", "republic"),
        ("民国38.10.1", "1949-10-01", "republic"),
        ("昭和20年8月15日", "1945-08-15", "japanese"),
        ("昭和二十年八月十五日（水）", "1945-08-15", "japanese"),
        ("昭和二十年", "1945", "japanese"),
        ("昭和20年（1945年）8月15日", "1945-08-15", "japanese"),
        ("㍼20年", "1945", "japanese"),
        ("Showa 20", "1945", "japanese"),
        ("大正元年", "1912", "japanese"),
        ("光绪二十年", "1894", "qing"),
        ("光緒二十年八月初一（1894年8月31日）", "1894-08-31", "qing"),
        ("康德元年", "1934", "manchu"),
    ],
)
def test_years_of_eras(written: str, edtf: str, calendar: str) -> None:
    assert read(written) == (edtf, calendar)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1950-21", "1950-21"),
        ("1950~", "1950~"),
        ("1950?", "1950?"),
        ("1950%", "1950%"),
        ("195X", "195X"),
        ("1950/1952", "1950/1952"),
        ("1917-10-25/1917-11-07", "1917-10-25/1917-11-07"),
        ("Spring 1950", "1950-21"),
        ("1950年秋季", "1950-23"),
        ("约1950年", "1950~"),
        ("7 November 1917 N.S.", "1917-11-07"),
        ("25.X.1917", "1917-10-25"),
        ("25 октября 1917 г.", "1917-10-25"),
        ("25. Oktober 1917", "1917-10-25"),
        ("le 1er mai 1950", "1950-05-01"),
        ("25 de octubre de 1917", "1917-10-25"),
        ("25. Okt. 1917", "1917-10-25"),
        ("Donnerstag, den 25. Oktober 1917", "1917-10-25"),
        ("le mercredi 25 octobre 1917", "1917-10-25"),
        ("среда, 25-го октября 1917 года", "1917-10-25"),
        ("٢٥ أكتوبر ١٩١٧", "1917-10-25"),
        ("الخميس 25 تشرين الأول/أكتوبر 1917", "1917-10-25"),
        ("في 7 كانون الثاني 1920م", "1920-01-07"),
        ("1917년 10월 25일", "1917-10-25"),
        ("1848/..", "1848/.."),
        ("from 1848", "1848/.."),
        ("not before February 1848", "1848-02/.."),
        ("1848 or later", "1848/.."),
        ("не позднее 1850 г.", "../1850"),
        ("until 10 February 1848", "../1848-02-10"),
        ("10-12 February 1848", "1848-02-10/1848-02-12"),
        ("1914–18", "1914/1918"),
        ("13/04/1950", "1950-04-13"),
        ("1958-01-24 (24 January 1958)", "1958-01-24"),
    ],
)
def test_dates_of_the_gregorian_calendar(written: str, edtf: str) -> None:
    assert read(written) == (edtf, "gregorian")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/04/1950", "may be two days, 1950-04-03 or 1950-03-04"),
        ("1917-10-25/11-08", "1917-10-25 old style is 1917-11-07 new style, and not 1917-11-08"),
        ("10/21 February 1848", "is 1848-02-22 new style, and not 1848-02-21"),
        ("10/21 February 1848", "a span of days is written 1848-02-10/1848-02-21"),
        ("10-22 February 1848", "may be a day in two calendars, 1848-02-22, or a span of days"),
        ("25 شباط/آذار 1917", "names two months"),
        ("10 محرم 1336", "of a Hijri calendar, which is not converted"),
        ("۲۵ مهر ۱۲۹۶", "of a Hijri calendar"),
        ("1917-10-25 [N.S. 1917-11-06]", "and not 1917-11-06"),
        ("11 July 1731/2", "no year that began on 25 March"),
        ("30 February 1900 O.S.", "no day of the Julian calendar"),
        ("昭和20年（1946年）8月15日", "is 1945-08-15, and not 1946"),
        ("昭和64年2月1日", "ended on 1989-01-07"),
        ("光緒二十年八月初一", "by the moon"),
        ("民国二十年正月初一", "by the moon"),
        ("民国二十年农历八月十五日", "by the moon"),
        ("1950-02-30", "days 1 to 28"),
        ("民国〇年", "from 1"),
    ],
)
def test_what_is_no_day_or_may_be_two_is_never_guessed(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_source_date(written)


@pytest.mark.parametrize(
    "written", ["soon", "Spring", "二十四年", "25 October", "(", "O.S.", "9" * 999]
)
def test_what_is_no_date_is_told_apart(written: str) -> None:
    with pytest.raises(UnknownDate):
        read_source_date(written)


@pytest.mark.parametrize("written", ["before 1850", "after 1848", "1850年以前", "до 1850"])
def test_before_and_after_do_not_say_whether_the_date_is_within(written: str) -> None:
    with pytest.raises(UnknownDate, match="write an open interval in EDTF"):
        read_source_date(written)


@given(st.text(alphabet="0123456789 -/.()[]年月日民国昭和前元初OSNctober,г", max_size=30))
def test_any_text_is_a_date_or_an_error(written: str) -> None:
    try:
        found = read_source_date(written)
    except ValueError:
        return
    assert found.date.lower <= found.date.upper


@given(
    st.lists(
        st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 1, 1)), min_size=2, max_size=6
    )
)
def test_dates_of_the_old_style_sort_as_their_days(days: list[date]) -> None:
    read_days = [read_source_date(f"{day.isoformat()} O.S.").date.lower for day in days]
    assert read_days == [convert_julian(day.year, day.month, day.day) for day in days]
    assert sorted(range(len(days)), key=lambda k: read_days[k]) == sorted(
        range(len(days)), key=lambda k: days[k]
    )


def test_dates_of_several_calendars_sort_together() -> None:
    written = [
        "民国三十八年",
        "昭和20年8月15日",
        "25 October 1917 (O.S.)",
        "1917-11-06",
        "光绪二十年",
    ]
    assert sorted(written, key=lambda one: read_source_date(one).date.lower) == [
        *("光绪二十年", "1917-11-06", "25 October 1917 (O.S.)", "昭和20年8月15日", "民国三十八年")
    ]


@pytest.mark.parametrize(
    ("written", "edtf", "more"),
    [
        ("1970-1-25", "1970-01-25", False),
        ("January 25, 1970", "1970-01-25", False),
        ("", "1970", False),
        ("25 October 1917 (O.S.)", "1917-11-07", True),
        ("昭和20年", "1945", True),
        ("the year of the flood", "1931", True),
        ("1958", "1958-01-24", True),
    ],
)
def test_words_that_say_more_than_the_date(written: str, edtf: str, more: bool) -> None:
    assert tells_more(written, PartialDate.parse(edtf)) is more
