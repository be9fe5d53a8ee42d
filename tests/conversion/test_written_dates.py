"""Dates as collections write them."""

from __future__ import annotations

import pytest

from documents.conversion.written_dates import read_written_date
from tests.conversion.conftest import Desk


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1970-01-25", "1970-01-25"),
        ("1970-1-25", "1970-01-25"),
        ("1970/1/25", "1970-01-25"),
        ("25 January 1970", "1970-01-25"),
        ("January 1970", "1970-01"),
        ("1970年1月25日", "1970-01-25"),
        ("民国十三年", "1924"),
        ("25.1.1970", "1970-01-25"),
        ("1/25/1970", "1970-01-25"),
        ("1970-01-25T00:00:00Z", "1970-01-25"),
        ("1970-01-25 00:00:00", "1970-01-25"),
        ("25593", "1970-01-25"),
        ("25593.0", "1970-01-25"),
        ("c. 1958", "1958~"),
        ("1958 (?)", "1958?"),
        ("195X", "195X"),
        ("1950s", "195X"),
        ("24-Jan-1958", "1958-01-24"),
        ("[1958]", "1958"),
        ("1970/1979", "1970/1979"),
    ],
)
def test_a_date_in_any_form_is_edtf(written: str, edtf: str) -> None:
    assert read_written_date(written).edtf == edtf


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("3/4/1958", "may be two days"),
        ("1958-02-30", "days 1 to 28"),
        ("soon", "no date"),
        ("31.13.1958", "month"),
        ("c. soon", "no date"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(written: str, reason: str) -> None:
    read = read_written_date(written)
    assert read.edtf == ""
    assert reason in read.reason


def test_the_order_of_day_and_month_may_be_said() -> None:
    assert read_written_date("3/4/1958", "dmy").edtf == "1958-04-03"
    assert read_written_date("3/4/1958", "mdy").edtf == "1958-03-04"


def test_a_date_goes_by_the_language_of_its_text() -> None:
    assert read_written_date("11 listopada 1918", language="pl").edtf == "1918-11-11"
    assert read_written_date("11 listopada 1918").reason.endswith(": say --language")


def test_a_century_is_said_for_years_of_two_digits() -> None:
    refused = read_written_date("25/4/58")
    assert not refused.edtf
    assert refused.reason.endswith(": say --century 19 for 1900 to 1999")
    assert read_written_date("25/4/58", century="19").edtf == "1958-04-25"
    assert read_written_date("3/4/58", "dmy", century="18").edtf == "1858-04-03"
    assert read_written_date("12 sty ’58", century="19").edtf == "1958-01-12"
    assert not read_written_date("3/4/58", century="19").edtf


def test_the_command_takes_a_century(desk: Desk) -> None:
    desk.put("t.csv", "id,title.en,text.en,date\na,A,Text.,25/4/58\n")
    assert desk.convert("t.csv").said("say --century 19")
    assert desk.convert("t.csv", "--century", "1958").said("is not two digits such as 19")
    desk.convert("t.csv", "--century", "19")
    front, _ = desk.read("a~2.md")
    assert (front["date"], front["date_as_written"]) == ("1958-04-25", "25/4/58")
