"""Pairing paragraphs: the seeds, and small invented texts cut in every way a translator cuts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import Bead, align

SEED = Path(__file__).parents[2] / "seeds" / "000_7f36bf76d8e05e4c.txt"

CHINESE = [
    "去年十月，三十六名工程师从沈阳来到这座水坝，帮助工人安装两台新的发电机。",
    "负责人说：“冬天以前必须完工，否则河水结冰，机器就不能运到山上。”",
    "山谷里原来只有四百户农民，他们种小麦和玉米，养羊，从来没有看见过电灯。",
    "一九五七年春天，洪水冲毁了旧桥，县政府决定在下游五公里的地方修建一座石桥。",
    "学校的孩子们每星期六下午到工地唱歌跳舞，医生也在那里开设了一个小诊所。",
    "现在电站每年发电两千万度，附近的三个城市和一家钢铁厂都用上了便宜的电。",
]
ENGLISH = [
    "Last October thirty-six engineers came to the dam from Shenyang to help the workers "
    "install two new generators.",
    'The man in charge said: "We must finish before winter, or the river will freeze and the '
    'machines cannot be carried up the mountain."',
    "The valley once held only four hundred peasant households, who grew wheat and maize, kept "
    "sheep and had never seen an electric lamp.",
    "In the spring of 1957 a flood destroyed the old bridge, and the county government decided "
    "to build one of stone five kilometres downstream.",
    "Every Saturday afternoon the schoolchildren came to the site to sing and dance, and "
    "doctors opened a small clinic there.",
    "Today the station generates twenty million kilowatt-hours a year, and three nearby cities "
    "and a steel works use its cheap electricity.",
]


def pairs(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def seed_paragraphs() -> tuple[list[str], list[str]]:
    english, chinese = SEED.read_text(encoding="utf-8").split("<hr />")
    body = [line.strip() for line in chinese.splitlines() if line.startswith("    ")]
    return body[2:], [line for line in english.splitlines()[5:] if line.strip()]


def test_the_seven_paragraphs_of_the_seed_pair_one_to_one_and_surely() -> None:
    chinese, english = seed_paragraphs()
    beads = align(chinese, english)
    assert pairs(beads) == [((i,), (i,)) for i in range(7)]
    assert min(bead.confidence for bead in beads) > 0.99


def test_either_language_may_be_the_original() -> None:
    chinese, english = seed_paragraphs()
    assert [(b.target, b.source, b.confidence) for b in align(chinese, english)] == [
        (b.source, b.target, b.confidence) for b in align(english, chinese, "en", "zh-Hans")
    ]


@pytest.mark.parametrize("missing", range(6))
def test_a_paragraph_left_out_of_the_translation_stands_alone(missing: int) -> None:
    english = ENGLISH[:missing] + ENGLISH[missing + 1 :]
    beads = pairs(align(CHINESE, english))
    assert ((missing,), ()) in beads
    assert len(beads) == 6


@pytest.mark.parametrize("first", range(5))
def test_two_paragraphs_made_one_are_paired_with_it(first: int) -> None:
    joined = " ".join(ENGLISH[first : first + 2])
    english = [*ENGLISH[:first], joined, *ENGLISH[first + 2 :]]
    beads = pairs(align(CHINESE, english))
    assert ((first, first + 1), (first,)) in beads
    assert len(beads) == 5


TEXTS = st.lists(
    st.sampled_from([*CHINESE, *ENGLISH, "", "。", "1957", "Да.", "\ud800"]) | st.text(max_size=30),
    max_size=9,
)
LANGUAGES = st.sampled_from(["zh-Hans", "zh-Hant", "en", "ru", "de", "ja"])


@given(TEXTS, TEXTS, LANGUAGES, LANGUAGES, st.sampled_from(["paragraph", "sentence"]))
def test_beads_cover_every_passage_once_and_in_order(
    source: list[str], target: list[str], source_language: str, target_language: str, unit: str
) -> None:
    beads = align(source, target, source_language, target_language, unit)  # type: ignore[arg-type]
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0.0 <= bead.confidence <= 1.0 for bead in beads)
