"""Word-for-word glosses of Chinese headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.chinese.headline_gloss import LONGEST, gloss_headline


@pytest.mark.parametrize(
    ("headline", "gloss"),
    [
        ("文化合作", "culture · cooperate"),
        ("中苏友好", "China · Soviet Union · friendly"),
        ("清河县人民", "Qinghe county · people"),
        ("河北省人民", "Hebei Province · people"),
        ("小麦增产，棉花增产", "wheat · increase production, cotton · increase production"),
        ("互相学习　共同进行", "each other · learn / common · advance"),
        ("在莫斯科举行", "in · Moscow · hold"),
        ("两个月", "two · month"),
        ("歷史文化", "history · culture"),
        ("1958年", "1958 · year"),
    ],
)
def test_each_word_has_its_commonest_sense_in_the_headline_s_order(
    headline: str, gloss: str
) -> None:
    assert gloss_headline(headline) == gloss


def test_particles_and_classifiers_have_no_sense_of_their_own() -> None:
    assert gloss_headline("人民的城市") == gloss_headline("人民城市")
    assert "classifier" not in gloss_headline("一座桥")


@pytest.mark.parametrize("headline", ["", "TASS 1958", "，。", "Cultural Cooperation"])
def test_what_has_no_chinese_has_no_gloss(headline: str) -> None:
    assert gloss_headline(headline) == ""


def test_a_long_headline_is_glossed_as_far_as_the_bound_and_says_so() -> None:
    whole, longer = "文化合作" * (LONGEST // 4), "文化合作" * LONGEST
    assert gloss_headline(longer) == f"{gloss_headline(whole)} …"


@given(st.text(alphabet="中苏文化的一個〇月，。（）《A1 　\n-", max_size=30))
def test_no_headline_fails_and_none_leaves_marks_of_the_dictionary(headline: str) -> None:
    gloss = gloss_headline(headline)
    assert not any(mark in gloss for mark in ("CL:", "|", "[", "(", "variant of"))
