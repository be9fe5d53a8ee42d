"""The two scripts: phrases converted each way, checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.chinese.context_rules import read_rules
from documents.chinese.scripts import Script, convert_script
from documents.chinese.traditional import RULES

HERE = Path(__file__).parent


def gold(name: str) -> list[tuple[str, str]]:
    """A file's phrases: as printed, and converted."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(printed, converted) for printed, _, converted in pairs]


@pytest.mark.parametrize(("printed", "converted"), gold("traditional_phrases.tsv"))
def test_traditional_chooses_words_before_characters(printed: str, converted: str) -> None:
    assert convert_script(printed, "hant") == converted


@pytest.mark.parametrize(("printed", "converted"), gold("simplified_phrases.tsv"))
def test_simplified_leaves_no_variant_behind(printed: str, converted: str) -> None:
    assert convert_script(printed, "hans") == converted


@pytest.mark.parametrize("name", ["traditional_phrases.tsv", "simplified_phrases.tsv"])
def test_the_phrases_are_eighty_and_more(name: str) -> None:
    assert len(set(gold(name))) >= 80


def test_what_is_in_the_script_already_stays() -> None:
    traditional, simplified = "歷史與經濟發展，後來里程", "历史上的土坏，著名的干部"
    assert convert_script(traditional, "hant") == traditional
    assert convert_script(simplified, "hans") == simplified
    assert convert_script(simplified, "") == simplified


@settings(deadline=None)  # the first example reads the dictionary
@given(
    st.text(st.sampled_from("我国历史里干发后面只系制著祇衞麼甚。，A 1\n"), max_size=40),
    st.sampled_from(["hant", "hans"]),
)
def test_every_character_keeps_its_place(text: str, script: Script) -> None:
    converted = convert_script(text, script)
    assert len(converted) == len(text)
    assert [one for one in converted if one in "。，A 1\n"] == [
        one for one in text if one in "。，A 1\n"
    ]


def test_every_rule_gives_one_character_for_one() -> None:
    for word, rules in read_rules(RULES).items():
        assert {len(rule.decision) for rule in rules} == {len(word)}
