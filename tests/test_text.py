"""Han characters, numerals, natural order, sentences, entities."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import text
from documents.text import natural_key, read_numeral


@pytest.mark.parametrize(
    "character", ["社", "々", "〇", "\u3400", "\uf900", "\U00020000", "\U000323af"]
)
def test_han_characters_of_every_plane_are_known(character: str) -> None:
    assert text.is_han(character)


@pytest.mark.parametrize("character", ["a", "あ", "。", "1", "\u3000", "Я"])
def test_other_characters_are_not_han(character: str) -> None:
    assert not text.is_han(character)


def test_han_runs_and_their_share() -> None:
    assert text.han_runs("第6版，要闻 ok") == ["第", "版", "要闻"]
    assert text.han_share("社会ab") == 0.5
    assert text.han_share("…") == 0.0


@pytest.mark.parametrize(
    ("passage", "script"),
    [
        ("社会主义国家的文化合作", "Hans"),
        ("社會主義國家的文化合作", "Hant"),
        ("甚麼人祇要后里", "Hans"),  # variants both scripts print prove nothing
        ("引用一句國語，其余都是简体的说明文字", "Hans"),
        ("", "Hans"),
    ],
)
def test_script_is_decided_by_characters_only_one_has(passage: str, script: str) -> None:
    assert text.chinese_script(passage) == script


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一九五八", 1958),
        ("二十四", 24),
        ("廿三", 23),
        ("卅", 30),
        ("十", 10),
        ("一百零三", 103),
        ("三千五百", 3500),
        ("一万二千", 12000),
        ("两亿三千万", 230_000_000),
        ("五○○", 500),
        ("二〇〇三", 2003),
        ("壹佰貳拾", 120),
        ("４０", 40),
        ("06", 6),
    ],
)
def test_numerals_are_read(numeral: str, value: int) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize("word", ["", "甲", "十五六七", "3.5", "第六", "二十四号", "-1", "²"])
def test_what_is_no_whole_number_is_not_read(word: str) -> None:
    assert read_numeral(word) is None


def test_natural_order_by_plain_code_points() -> None:
    paths = ["a/10.txt", "a/9.txt", "a/1000.txt", "a/99b.txt", "a/99a.txt", "b/1.txt"]
    assert sorted(paths, key=natural_key) == [
        "a/9.txt",
        "a/10.txt",
        "a/99a.txt",
        "a/99b.txt",
        "a/1000.txt",
        "b/1.txt",
    ]


@given(st.integers(min_value=0, max_value=10**40), st.integers(min_value=0, max_value=10**40))
def test_numbers_order_by_value_whatever_their_length(one: int, other: int) -> None:
    keys = natural_key(f"x{one}y"), natural_key(f"x{other:05d}y")
    assert (keys[0] < keys[1]) == (one < other)
    assert (keys[0] == keys[1]) == (one == other)


@given(st.text(alphabet="ab/0123456789", max_size=60))
def test_a_key_is_at_most_half_longer_than_its_path(path: str) -> None:
    assert len(natural_key(path)) <= len(path) * 3 // 2


def test_entities_are_decoded_once_and_only_into_readable_characters() -> None:
    assert text.decode_entities("A &amp; B &#8217; &#x4E2D; &nbsp;.") == "A & B ’ 中 \u00a0."
    assert text.decode_entities("&amp;lt;") == "&lt;"
    for kept in ("AT&T; R&D", "&#0;", "&#1;", "&#x1F;", "&unknownname;", "&amp", "&#xD800;"):
        assert text.decode_entities(kept) == kept


@given(st.text(alphabet="ab 一，\u3000’", max_size=30))
def test_letters_only_ignores_spaces_and_marks(passage: str) -> None:
    assert text.letters_only(passage) == re.sub("[ ，\u3000’]", "", passage)
