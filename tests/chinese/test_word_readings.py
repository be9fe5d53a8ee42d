"""Readings over words: joined, parted by apostrophes, and none on another."""

from __future__ import annotations

import pytest

from documents.chinese.word_readings import LONGEST, read_over_words

REPORT = "敌人从五月十五日起，在河的两岸放水，企图困死我军民。双方庄重声明将加强合作。"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("西安", ["xī’ān"]),
        ("中华人民共和国", ["zhōnghuárénmín", "gònghéguó"]),
        ("长江大桥长。", ["chángjiāng", "dàqiáo", "cháng"]),
    ],
)
def test_a_word_has_one_reading(text: str, readings: list[str]) -> None:
    assert [one.text for one in read_over_words(text)] == readings


def test_readings_stand_over_the_han_characters_in_order_and_over_few_at_a_time() -> None:
    readings = read_over_words(REPORT)
    places = [place for one in readings for place in range(one.start, one.end)]
    assert places == [place for place, one in enumerate(REPORT) if one not in "，。"]
    assert max(one.end - one.start for one in readings) <= LONGEST


def test_only_a_reading_without_room_is_condensed() -> None:
    tight = {one.text: one.tenths for one in read_over_words("双双庄庄") if one.tenths < 10}
    assert tight
    assert all(one.tenths == 10 for one in read_over_words("他的。") + read_over_words("双"))
