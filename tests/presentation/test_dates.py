"""Dates as pages say them, in the languages of the interface and in one that only Django knows."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import PartialDate, read_date
from documents.presentation.dates import say_date

days = st.dates(min_value=date(1, 1, 1))


@given(days)
def test_a_day_is_read_back_as_it_is_said(day: date) -> None:
    if day.year >= 1000:
        when = PartialDate.parse(day.isoformat())
        for language in ("en", "zh-hans"):
            with override(language):
                assert read_date(say_date(when.edtf)) == when


@pytest.mark.parametrize(
    ("edtf", "english", "chinese"),
    [
        ("1958-01-24", "24 January 1958", "1958年1月24日"),
        ("1958-01", "January 1958", "1958年1月"),
        ("1958-XX", "1958", "1958年"),
        ("1958-01-XX", "January 1958", "1958年1月"),
        ("1958", "1958", "1958年"),
        ("0868-05-11", "11 May 868", "868年5月11日"),
        ("1970/1979", "1970–1979", "1970—1979年"),
        ("1958-01/1958-03", "January 1958 – March 1958", "1958年1月—1958年3月"),
        ("1848/..", "from 1848", "1848年起"),
        ("1848-02-10/", "from 10 February 1848", "1848年2月10日起"),
        ("../1850~", "until about 1850", "至约1850年止"),
        ("/1850", "until 1850", "至1850年止"),
        ("195X/1961", "1950s – 1961", "1950年代—1961年"),
        ("1958~", "about 1958", "约1958年"),
        ("1958-21", "Spring 1958", "1958年春"),
        ("1958-24?", "Winter 1958 (uncertain)", "1958年冬（存疑）"),
        ("1958?", "1958 (uncertain)", "1958年（存疑）"),
        ("1958-01%", "about January 1958 (uncertain)", "约1958年1月（存疑）"),
        ("195X", "1950s", "1950年代"),
        ("19XX", "1900–1999", "1900—1999年"),
    ],
)
def test_a_date_is_said_in_each_language(edtf: str, english: str, chinese: str) -> None:
    for language, said in (("en", english), ("zh-hans", chinese)):
        with override(language):
            assert say_date(edtf) == said


def test_months_have_their_names_in_a_language_without_a_catalogue() -> None:
    """Django knows them: a language that is being translated has no English months."""
    with override("de"):
        assert say_date("1958-01-24") == "24 Januar 1958"
