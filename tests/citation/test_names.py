from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation.names import (
    apa_list,
    bibliography_list,
    gbt_list,
    note_list,
    read_name,
    read_names,
)


@pytest.mark.parametrize(
    ("printed", "language", "inverted", "direct"),
    [
        ("V. I. IVANOV", "ru", "Ivanov, V. I.", "V. I. Ivanov"),
        ("V.I. Ivanov", "ru", "Ivanov, V. I.", "V. I. Ivanov"),
        ("A. B. IVANOV-PETROV", "ru", "Ivanov-Petrov, A. B.", "A. B. Ivanov-Petrov"),
        ("Ludwig van Beethoven", "de", "van Beethoven, Ludwig", "Ludwig van Beethoven"),
        ("J.-P. Sartre", "fr", "Sartre, J.-P.", "J.-P. Sartre"),
        ("В. И. ИВАНОВ", "ru", "Иванов, В. И.", "В. И. Иванов"),
        ("A. B. Smith", "zh-Hans", "Smith, A. B.", "A. B. Smith"),
        ("Ann B. Lee", "zh-Hans", "Lee, Ann B.", "Ann B. Lee"),
    ],
)
def test_a_name_whose_parts_are_certain_is_turned_round(
    printed: str, language: str, inverted: str, direct: str
) -> None:
    name = read_name(printed, language)
    assert (name.inverted, name.direct) == (inverted, direct)


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("王力", "zh-Hans"),
        ("本报记者 张三", "zh-Hans"),
        ("Our Reporter", "zh-Hans"),
        ("Ann Lee", "zh-Hans"),
        ("Ann B Lee Smith", "zh-Hans"),
        ("Mozhayev", "ru"),
        ("Xinhua News Agency", "en"),
        ("Our Special Correspondent", "en"),
        ("Ministry of Culture", "en"),
        ("Moscow University", "ru"),
        ("Smith, John", "en"),
    ],
)
def test_a_name_that_could_be_read_otherwise_stands_as_printed(printed: str, language: str) -> None:
    name = read_name(printed, language)
    assert name.inverted == name.direct == printed


@pytest.mark.parametrize("printed", ["Wang Li", "Zhang Xiangshan", "Chou En-lai", "Ouyang Xiu"])
def test_a_romanised_name_of_a_chinese_source_has_its_surname_first(printed: str) -> None:
    family, _, given_name = printed.partition(" ")
    name = read_name(printed, "zh-Hans")
    assert name.inverted == name.direct == printed
    assert name.sortable == f"{family}, {given_name}"
    assert apa_list([name]) == f"{family}, {name.initials}"
    assert gbt_list([name], "en") == f"{family.upper()} {given_name}"
    assert bibliography_list([name, name], limit=6, shown=3) == f"{printed} and {printed}"


def test_two_characters_set_apart_to_fill_three_places_are_one_name() -> None:
    assert read_name("鞠　鹏", "zh-Hans").literal == "鞠鹏"
    assert read_name("鞠 鹏", "zh-Hans").literal == "鞠鹏"


def test_each_list_is_cut_where_its_guide_cuts_it() -> None:
    many = read_names([f"A. Name{letter}" for letter in "abcdefg"], "ru")
    assert note_list(many[:2], limit=2) == "A. Namea and A. Nameb"
    assert note_list(many[:3], limit=2) == "A. Namea et al."
    assert bibliography_list(many[:2], limit=6, shown=3) == "Namea, A., and A. Nameb"
    assert bibliography_list(many, limit=6, shown=3) == "Namea, A., A. Nameb, A. Namec, et al."
    assert gbt_list(many[:3], "en") == "NAMEA A, NAMEB A, NAMEC A"
    assert gbt_list(many[:4], "zh-Hans") == "NAMEA A, NAMEB A, NAMEC A, 等"
    twenty_one = read_names([f"A. Author{chr(97 + n)}" for n in range(21)], "ru")
    assert apa_list(twenty_one[:20]).endswith("Authors, A., & Authort, A.")
    assert apa_list(twenty_one).endswith("Authors, A., … Authoru, A.")


@given(st.text(min_size=1))
def test_no_letter_of_a_name_is_lost(printed: str) -> None:
    name = read_name(printed, "ru")
    wanted = sorted(c.casefold() for c in name.literal if c.isalnum())
    assert sorted(c.casefold() for c in name.inverted if c.isalnum()) == wanted
