"""Partial dates: what they span and what sources print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import PartialDate, parse_bound, read_date

days = st.dates(min_value=date(1, 1, 1))
edtf_dates = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)


@given(edtf_dates)
def test_a_date_begins_no_later_than_it_ends_and_says_itself_again(edtf: str) -> None:
    when = PartialDate.parse(edtf)
    assert when.lower <= when.upper
    assert str(when) == edtf
    assert PartialDate.parse(str(when)) == when


@given(edtf_dates, edtf_dates)
def test_an_interval_spans_both_its_ends_or_is_refused(first: str, last: str) -> None:
    begin, end = PartialDate.parse(first), PartialDate.parse(last)
    if end.upper < begin.lower:
        with pytest.raises(ValueError, match="ends before it begins"):
            PartialDate.parse(f"{first}/{last}")
    else:
        when = PartialDate.parse(f"{first}/{last}")
        assert (when.lower, when.upper) == (begin.lower, end.upper)


@pytest.mark.parametrize(
    ("edtf", "lower", "upper", "year"),
    [
        ("1958-01-24", date(1958, 1, 24), date(1958, 1, 24), 1958),
        ("1960-02", date(1960, 2, 1), date(1960, 2, 29), 1960),
        ("1979", date(1979, 1, 1), date(1979, 12, 31), 1979),
        ("1970/1979", date(1970, 1, 1), date(1979, 12, 31), None),
        ("1958-01-24/1958-02", date(1958, 1, 24), date(1958, 2, 28), 1958),
        ("1848/..", date(1848, 1, 1), date.max, None),
        ("1848-02-10/", date(1848, 2, 10), date.max, None),
        ("../1850~", date.min, date(1850, 12, 31), None),
        ("/1850-03", date.min, date(1850, 3, 31), None),
        ("195X", date(1950, 1, 1), date(1959, 12, 31), None),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), None),
        ("1958-XX", date(1958, 1, 1), date(1958, 12, 31), 1958),
        ("1958-02-XX", date(1958, 2, 1), date(1958, 2, 28), 1958),
        ("1958-21", date(1958, 3, 1), date(1958, 5, 31), 1958),
        ("1958-23~", date(1958, 9, 1), date(1958, 11, 30), 1958),
        ("1958-24", date(1958, 1, 1), date(1958, 12, 31), 1958),
    ],
)
def test_bounds_and_year(edtf: str, lower: date, upper: date, year: int | None) -> None:
    when = PartialDate.parse(edtf)
    assert (when.lower, when.upper, when.year) == (lower, upper, year)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "58",
        "1958-1-4",
        "1958-13",
        "1958-00",
        "1959-02-29",
        "0000",
        "/",
        "../..",
        "..",
        "1970..",
        "1970/...",
        "1979/1970",
        "1958-XX-04",
        "195X-01",
        "１９５８",
        "1958-01-24/1970/1979",
        "1958 ",
    ],
)
def test_a_malformed_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(edtf)


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("1958-01-24", "1958-01-24"),
        ("1958-1-4", "1958-01-04"),
        (" 1958/01/24 ", "1958-01-24"),
        ("1958.1.24", "1958-01-24"),
        ("19580124", "1958-01-24"),
        ("1958年1月24日", "1958-01-24"),
        ("１９５８年１月２４日", "1958-01-24"),
        ("1958 年 1 月 24 日", "1958-01-24"),
        ("1958年1月24日 星期五", "1958-01-24"),
        ("一九五八年一月二十四日", "1958-01-24"),
        ("一九五八年一月廿四日", "1958-01-24"),
        ("一九四○年十月", "1940-10"),
        ("一九四〇年十月十日", "1940-10-10"),
        ("二○○三年", "2003"),
        ("1958", "1958"),
        ("1958-01", "1958-01"),
        ("1970-1979", "1970/1979"),
        ("1970–1979", "1970/1979"),
        ("民国三十七年五月十五日", "1948-05-15"),
        ("中華民國元年", "1912"),
        ("January 24, 1958", "1958-01-24"),
        ("24 Jan. 1958", "1958-01-24"),
        ("Sept. 3rd, 1945", "1945-09-03"),
        ("May 1946", "1946-05"),
    ],
)
def test_what_sources_print_is_read(printed: str, edtf: str) -> None:
    assert str(read_date(printed)) == edtf


@pytest.mark.parametrize(
    "printed",
    ["", "王大年", "五月十五日", "二十四年", "第6版()", "24 or 25 January 1958", "Foo 1958"],
)
def test_what_is_no_date_is_not_guessed(printed: str) -> None:
    assert read_date(printed) is None


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("2011-3-38", "March 2011 has days 1 to 31"),
        ("1958-13-01", "no month 13"),
        ("1957年2月29日", "February 1957 has days 1 to 28"),
        ("一九五八年十三月", "no month 13"),
    ],
)
def test_an_impossible_date_says_why(printed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_date(printed)


def test_bounds_of_a_query_are_iso_dates_only() -> None:
    assert [str(parse_bound(text)) for text in ("1958", "1958-01", " 1958-01-24 ")] == [
        "1958",
        "1958-01",
        "1958-01-24",
    ]
    for text in ("", "58", "1958-1", "1958-02-30", "1970/1979", "195X", "1958~", "yesterday"):
        with pytest.raises(ValueError, match=r"."):
            parse_bound(text)
