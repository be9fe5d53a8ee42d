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


COUNTS = """
1950 people; In 1950 people came; more than 1958 delegates; a total of 1958; 1958 new houses
1,958; １，９５８; 1958-ton; 1958 metres; 1950 to 1960 tons; 1958 %; $ 1958; RMB 1958; £1958
No. 1958; № 1958; Nos. 1957; page 1958; room 1958; Decree 1958; nearly 1958; altitude of 1958
1958人; ，1958人参加; 共 1958 人; 1958元; 1958 吨; 年产1958吨; 第1958号
1958个; 1958次; 1958 человек
历时1500年; 1500年前; 2000年间; 长达1900年
"""
EARLIER = """
1957 BC; 1957 B.C.; 1957 B.C.E.; 1957-1950 BC; 1957 to 1900 BC; the 1950s BC; 1957 before our era
公元前1957年; 公元前一九五七年; 西元前1957年; （前1957年）; 公元前1957—1950年; 公元前1957年至1950年
公元前1950年代; 1957 v. Chr.; 1957 av. J.-C.; 1957 г. до н. э.
"""


def _listed(texts: str) -> list[str]:
    return [text.strip() for line in texts.split("\n") for text in line.split(";") if text.strip()]


@pytest.mark.parametrize("text", [*_listed(COUNTS), *_listed(EARLIER)])
@pytest.mark.parametrize("before", ["", "It was 1949; in ", "一九四九年以来，"])
def test_a_number_that_counts_and_a_year_before_our_era_are_no_years(
    text: str, before: str
) -> None:
    if before and text.startswith(("1958 new", "，")):  # in 1958 new houses were built
        return
    assert years_mentioned([before + text], 1966) == ({"1949"} if before else set())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "In 1957 Soviet scientists launched it; the 1958 plan, 1956 workers' councils",
            "1957 1958 1956",
        ),
        ("1958年前，经过1957年的大跃进，到1956年底", "1958 1957 1956"),
        ("公元前206年至1958年，公元1957年", "1958 1957"),
        ("Moscow, January 24, 1958 (1957), 1958 г.", "1958 1957"),
        ("1958 Five-Year Plan, summer of 1957", "1958 1957"),
    ],
)
def test_what_only_stands_near_a_word_that_is_counted_stays_a_year(text: str, years: str) -> None:
    assert years_mentioned([text], 1966) == {*years.split()}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "die 1950er Jahre",
            "in den 1950ern",
            "les années 1950",
            "gli anni 1950",
            "los años 1950",
        ),
        *("década de 1950", "jaren 1950", "1950-talet", "1950-е годы", "в 1950-х годах", "1950ies"),
        *("1950's", "1950年代", "1950 年代", "1950-es évek"),
    ],
)
def test_a_decade_is_read_in_other_languages_and_is_no_year(text: str) -> None:
    assert years_mentioned([text]) == {"195X"}


def test_two_decades_of_one_name_are_both_read() -> None:
    assert years_mentioned(["les années 1950 et 1960"]) == {"195X", "196X"}


@given(st.lists(st.text("0123456789年代世纪一九五十〇-–s',.() in"), max_size=4))
def test_whatever_is_read_is_a_year_or_a_decade(texts: list[str]) -> None:
    for value in years_mentioned(texts):
        assert len(value) == 4
        assert value[:3].isdecimal()
        assert value[3] == "X" or 1000 <= int(value) < 2100
