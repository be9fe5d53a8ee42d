from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.mentions import years_mentioned


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 1957 the plan ended.", {"1957"}),
        ("1957: the plan", {"1957"}),
        ("since the mid-1960s, in the 1950's", {"196X", "195X"}),
        ("1956–57 and 1945-1949 (1966–1970)", {"1956", "1957", "1945", "1949", "1966", "1970"}),
        ("born in 1492", {"1492"}),
        ("July 1, 1921", {"1921"}),
        ("1500 tons, 2000 people, No. 1957, p. 1958, $1950, 1,957, 1957.5, 1957%, 19571", set()),
        ("1958 people's communes", {"1958"}),
        ("一九五七年和一九五○年", {"1957", "1950"}),
        ("1958年１９６２年", {"1958", "1962"}),
        ("一九五六至一九六二年，1953—57年", {"1956", "1962", "1953", "1957"}),
        ("五十年代，60年代，1970年代", {"195X", "196X", "197X"}),
        ("十九世纪八十年代和20世纪20年代", {"188X", "192X"}),
        ("两千年来，2000年来，1957年历史，第1957号，三千年", set()),
        ("", set()),
    ],
)
def test_years_are_read_as_they_are_written(text: str, years: set[str]) -> None:
    assert years_mentioned([text], 1966) == years


def test_a_decade_without_a_century_is_the_last_that_had_begun() -> None:
    assert years_mentioned(["八十年代"], 1958) == {"188X"}
    assert years_mentioned(["八十年代"], 1985) == {"198X"}
    assert years_mentioned(["八十年代"]) == {"198X"}
    assert years_mentioned(["本世纪八十年代，上世纪九十年代"], 1985) == {"198X", "189X"}


@given(st.lists(st.text("0123456789年代世纪一九五十〇-–s',.() in"), max_size=4))
def test_whatever_is_read_is_a_year_or_a_decade(texts: list[str]) -> None:
    for value in years_mentioned(texts):
        assert len(value) == 4
        assert value[:3].isdecimal()
        assert value[3] == "X" or 1000 <= int(value) < 2100
