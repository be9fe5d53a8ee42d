"""Names of authors: set wide, paired across texts, in pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.author_names import (
    join_wide_name,
    normalise_typed_pinyin,
    pair_names,
    pinyin_order,
    pinyin_spellings,
)

NAMES = st.text(st.sampled_from("艾青鞠鹏曾单欧阳修王A b.\u3000"), max_size=8)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("鞠 鹏", "鞠鹏"),
        ("鞠\u3000鹏", "鞠鹏"),
        ("艾青", "艾青"),
        (" V. I.  Ivanov ", "V. I. Ivanov"),
        ("王 Wang", "王 Wang"),
    ],
)
def test_a_name_set_wide_is_one_name(printed: str, name: str) -> None:
    assert join_wide_name(printed) == name


@given(NAMES)
def test_a_name_put_together_stays_so(name: str) -> None:
    assert join_wide_name(join_wide_name(name)) == join_wide_name(name)


def test_texts_that_name_as_many_name_the_same_people() -> None:
    assert pair_names(["艾 青", "田间"], ["Ai Qing", "Tian Jian"]) == {
        "Ai Qing": "艾青",
        "Tian Jian": "田间",
    }


def test_texts_that_name_others_are_not_paired() -> None:
    assert pair_names(["艾青"], ["Ai Qing", "Tian Jian"]) == {
        "Ai Qing": "Ai Qing",
        "Tian Jian": "Tian Jian",
    }
    assert pair_names([], ["Ai Qing"]) == {"Ai Qing": "Ai Qing"}


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("艾青", "aiqing"),
        ("鞠 鹏", "jupeng"),
        ("曾国藩", "zengguofan"),
        ("單士元", "shanshiyuan"),
        ("尉迟恭", "yuchigong"),
        ("吕叔湘", "lvshuxiang"),
        ("吕叔湘", "lushuxiang"),
    ],
)
def test_a_name_is_spelled_as_its_surname_is_read(name: str, spelling: str) -> None:
    assert spelling in pinyin_spellings(name)


@given(NAMES)
def test_spellings_are_what_can_be_typed(name: str) -> None:
    for spelling in pinyin_spellings(name):
        assert normalise_typed_pinyin(spelling) == spelling


@pytest.mark.parametrize("typed", ["lü shuxiang", "Lv Shuxiang", "lǚ shū xiāng", "lu:3shu1xiang1"])
def test_pinyin_is_read_in_any_form_people_type_it(typed: str) -> None:
    assert normalise_typed_pinyin(typed) == "lvshuxiang"


@pytest.mark.parametrize("typed", ["", "艾青", "Иванов", "1958", "a;b"])
def test_what_is_no_pinyin_has_no_sound(typed: str) -> None:
    assert normalise_typed_pinyin(typed) == ""


def test_names_of_one_surname_stand_together() -> None:
    names = ["刘山", "李文生", "厉以宁", "李白", "刘英"]
    assert sorted(names, key=pinyin_order) == ["厉以宁", "李白", "李文生", "刘山", "刘英"]
