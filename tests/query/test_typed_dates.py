"""Dates typed among words, in both languages and any order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.query.typed_dates import find_dates
from documents.query.typed_filters import read_typed_filters
from documents.search.request import SearchRequest
from tests.helpers.growth_of_time import grows_too_fast


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[d.start : d.end], str(d.first), str(d.last)) for d in find_dates(text)]


DAY, MONTH = ("1958-01-24", "1958-01-24"), ("1958-01-01", "1958-01-31")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("24 jan 1958", DAY),
        ("24th of january, 1958", DAY),
        ("jan 24, 1958", DAY),
        ("january 24th 1958", DAY),
        ("1958 jan 24", DAY),
        ("1958-01-24", DAY),
        ("1958/1/24", DAY),
        ("1958.1.24", DAY),
        ("1958年1月24日", DAY),
        ("1958 年 1 月 24 号", DAY),
        ("一九五八年一月二十四日", DAY),
        ("january 1958", MONTH),
        ("jan. 1958", MONTH),
        ("1958 january", MONTH),
        ("in january 1958", MONTH),
        ("1958-01", MONTH),
        ("1958年1月", MONTH),
        ("1958年1月份", MONTH),
        ("一九五八年一月", MONTH),
        ("1月24日 1958", DAY),
        ("1月24日1958年", DAY),
        ("一月二十四日 1958", DAY),
        ("1月 1958", MONTH),
        ("一月 1958年", MONTH),
        ("1958年", ("1958-01-01", "1958-12-31")),
        ("1950s", ("1950-01-01", "1959-12-31")),
        ("the 1950's", ("1950-01-01", "1959-12-31")),
        ("1950年代", ("1950-01-01", "1959-12-31")),
        ("二十世纪五十年代", ("1950-01-01", "1959-12-31")),
        ("20世纪50年代", ("1950-01-01", "1959-12-31")),
        ("一九五〇年代", ("1950-01-01", "1959-12-31")),
        ("十九世纪五十年代", ("1850-01-01", "1859-12-31")),
        ("五十年代", ("1950-01-01", "1959-12-31")),
        ("上世纪六十年代", ("1960-01-01", "1969-12-31")),
        ("the fifties", ("1950-01-01", "1959-12-31")),
        ("1958-1960", ("1958-01-01", "1960-12-31")),
        ("1958–60", ("1958-01-01", "1960-12-31")),
        ("1958年至1960年", ("1958-01-01", "1960-12-31")),
        ("between 1958 and 1960", ("1958-01-01", "1960-12-31")),
        ("from january 1958 to march 1960", ("1958-01-01", "1960-03-31")),
        ("january to march 1958", ("1958-01-01", "1958-03-31")),
        ("1958年1月至3月", ("1958-01-01", "1958-03-31")),
        ("11 jan 1958 (o.s.)", DAY),
        ("1958-01-11 o.s.", DAY),
        ("民国三十八年十月一日", ("1949-10-01", "1949-10-01")),
        ("民国38年10月", ("1949-10-01", "1949-10-31")),
        ("昭和20年8月15日", ("1945-08-15", "1945-08-15")),
        ("昭和二十年", ("1945-01-01", "1945-12-31")),
        ("光绪二十年", ("1894-01-01", "1894-12-31")),
        ("1958年春季", ("1958-03-01", "1958-05-31")),
    ],
)
@pytest.mark.parametrize("around", ["{}", "canals {}", "{} canals", "文化 {} 合作"])
def test_a_date_is_read_whatever_stands_around_it(
    typed: str, days: tuple[str, str], around: str
) -> None:
    assert read(around.format(typed)) == [(typed, *days)]


@pytest.mark.parametrize(
    "typed",
    [
        "30 february 1958",
        "1958-13",
        "1958年13月1日",
        "12345678",
        "a1958b",
        "58",
        "五年计划",
        "五十年",
        "昭和64年2月1日",
        "光绪二十年八月",
    ],
)
def test_what_is_no_date_stays_words(typed: str) -> None:
    assert read(typed) == []


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_read_in_every_form(day: date) -> None:
    name = f"{day:%B}".lower()
    for typed in (
        f"{day.day} {name} {day.year}",
        f"{name[:3]} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert read(typed) == [(typed, str(day), str(day))]


@given(st.text(alphabet="1958年月日 -/.janto至~5", max_size=24))
def test_no_text_fails_and_dates_lie_in_it_in_order(text: str) -> None:
    reached = 0
    for one in find_dates(text):
        assert reached <= one.start < one.end <= len(text)
        assert one.first <= one.last
        reached = one.end


def asked(q: str) -> SearchRequest | None:
    reading = read_typed_filters(SearchRequest(q=q), [], [])
    return reading.request if reading and not reading.offered else None


@pytest.mark.parametrize(
    "q", ["cultural cooperation January 1958", "文化合作 1958年1月", "1958-01"]
)
def test_a_month_selects_its_days_and_leaves_the_other_words(q: str) -> None:
    request = asked(q)
    assert request is not None
    assert (request.date_from, request.date_to) == (date(1958, 1, 1), date(1958, 1, 31))
    assert (
        request.q
        == q.replace("January 1958", "").replace("1958年1月", "").replace("1958-01", "").strip()
    )


def test_a_year_behind_a_month_is_no_day_of_it() -> None:
    (month, year) = find_dates("1958年1月 1960")
    assert (month.first, month.last) == (date(1958, 1, 1), date(1958, 1, 31))
    assert year.first == date(1960, 1, 1)


def test_a_bare_year_is_offered_and_a_phrase_is_left_alone() -> None:
    reading = read_typed_filters(SearchRequest(q="cooperation 1958"), [], [])
    assert reading is not None
    assert reading.offered
    assert asked('"January 1958"') is None


def test_a_year_of_an_era_is_bare_and_its_day_is_not() -> None:
    """Texts hold the year in these words too."""
    assert [find_dates(typed)[0].bare for typed in ("民国三十八年", "民国38年10月1日")] == [
        True,
        False,
    ]


@pytest.mark.parametrize("decade", ["五十年代", "50年代", "上世纪五十年代", "the fifties"])
def test_a_decade_without_its_century_stays_words_and_is_offered(decade: str) -> None:
    reading = read_typed_filters(SearchRequest(q=f"cooperation {decade}"), [], [])
    assert reading is not None
    assert reading.offered
    assert reading.taken == (decade,)
    assert (reading.request.date_from, reading.request.date_to) == (
        date(1950, 1, 1),
        date(1959, 12, 31),
    )
    assert reading.request.q == "cooperation"


def test_a_decade_of_a_named_century_is_read_as_one() -> None:
    request = asked("cooperation 二十世纪五十年代")
    assert request is not None
    assert request.date_to == date(1959, 12, 31)


def test_a_range_of_whole_days_is_as_long_as_it_says() -> None:
    (one,) = find_dates("1958-1960")
    assert one.last - one.first == timedelta(days=3 * 365 + 1 - 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("and 1957-", "1957 ", "1957-58 ", "1957年", "january 1957 ", "from 1957 ", "1958年1月"),
        *(
            "between 1957 and ",
            "1957至",
            "五十年代",
            "1 ",
            "12月",
            "民国三年",
            "19世纪",
            "the 1950s ",
        ),
        *(" ", "\u0301", "𠀀1957", "\u200f1957", "１９５７年", "january -", "in the ", "jan. "),
    ],
)
def test_a_query_of_many_dates_takes_no_longer_than_it_is(unit: str) -> None:
    assert not grows_too_fast(lambda size: find_dates(unit * (size // len(unit))), 20_000)


def test_words_far_before_a_date_are_none_of_its_own() -> None:
    (near,) = find_dates(f"from{' ' * 50}3 may 1957")
    (far,) = find_dates(f"from{' ' * 70}3 may 1957")
    assert (near.start, far.start) == (0, 74)
