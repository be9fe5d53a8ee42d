"""Restraint of the aligner: other orders, other languages, unrelated or empty texts."""

from __future__ import annotations

import random

import pytest

from documents.alignment import Bead, align, explain
from tests.alignment.test_aligner import CHINESE, ENGLISH, pairs, seed_paragraphs

RUSSIAN = [
    "В 1957 году на строительство плотины приехали 36 инженеров из Москвы.",
    "Директор Петров сказал: «Надо закончить работу до зимы!»",
    "Раньше в долине жили 400 крестьян. Они не видели электричества.",
    "Американский профессор Вильсон посетил электростанцию в августе 1958 года.",
    "Теперь станция даёт 20 миллионов киловатт-часов в год.",
]
OF_RUSSIAN = [
    "In 1957, 36 engineers from Moscow came to the building of the dam.",
    'Director Petrov said: "We must finish the work before winter!"',
    "400 peasants used to live in the valley. They had never seen electricity.",
    "The American professor Wilson visited the power station in August 1958.",
    "Now the station gives 20 million kilowatt-hours a year.",
]


LONG_RUSSIAN = [
    "Осенью прошлого года на берегах широкой северной реки собрались рыбаки, охотники и учителя, "
    "чтобы обсудить будущее своих посёлков. Среди них был и профессор Ковалевский из Ленинграда.",
    "Председатель колхоза напомнил собравшимся, что ещё недавно сюда не вела ни одна дорога, а "
    "письма приходили только раз в месяц, если лёд позволял пройти пароходу.",
    "Затем выступил инженер Гамбург. По его словам, новая железная дорога длиной 640 километров "
    "свяжет посёлок с Архангельском уже к 1961 году.",
    "Вечером дети показали спектакль, а старики долго пели песни, которые почти никто не помнит.",
]
OF_LONG_RUSSIAN = [
    "In the autumn of last year fishermen, hunters and teachers gathered on the banks of a broad "
    "northern river to discuss the future of their settlements. Professor Kovalevsky of Leningrad "
    "was among them.",
    "The chairman of the collective farm reminded the meeting that until lately no road at all "
    "had led there, and that letters came but once a month, if the ice let a steamer pass.",
    "Then the engineer Gamburg spoke. The new railway, 640 kilometres long, would link the place "
    "with Arkhangelsk, he said, as early as 1961.",
    "In the evening the children gave a play, and the old people went on singing songs that hardly "
    "anybody remembers.",
]


def false_and_sure(beads: list[Bead], answers: dict[int, int]) -> list[Bead]:
    """Rows claimed at 0.9 or more that pair what does not belong together."""
    return [
        bead
        for bead in beads
        if bead.confidence >= 0.9
        and bead.source
        and bead.target
        and {answers[i] for i in bead.source} != set(bead.target)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_translation_in_another_order_gets_no_false_row_at_high_confidence(seed: int) -> None:
    order = list(range(6))
    random.Random(seed).shuffle(order)
    beads = align(CHINESE, [ENGLISH[k] for k in order])
    assert false_and_sure(beads, {k: place for place, k in enumerate(order)}) == []


def test_exchanged_paragraphs_are_said_to_be_out_of_order() -> None:
    english = [*ENGLISH[:1], ENGLISH[3], ENGLISH[2], ENGLISH[1], *ENGLISH[4:]]
    beads = align(CHINESE, english)
    assert "order" in {explain(bead) for bead in beads}
    sure = set(pairs([bead for bead in beads if bead.confidence >= 0.9]))
    two_for_two = {((1, 2), (2, 3)), ((2, 3), (1, 2))}  # exchanged, and right as a whole
    assert sure <= {((k,), (k,)) for k in (0, 2, 4, 5)} | two_for_two


def test_a_paragraph_left_out_is_not_taken_for_one_out_of_order() -> None:
    chinese, english = seed_paragraphs()  # all seven say much the same
    beads = align(chinese, [*english[:4], *english[5:]])
    assert pairs(beads)[4] == ((4,), ())
    assert explain(beads[4]) == ""
    assert beads[4].confidence > 0.9


def test_unrelated_texts_are_not_paired_with_confidence() -> None:
    english = [
        "The orchestra tuned its violins while the audience took their seats in the opera house.",
        "Butter, sugar and three eggs are beaten until the mixture turns pale.",
        "A comet crossed the northern sky that week, brighter than Venus.",
        "The grammar of the verb differs from that of the noun in four respects.",
        "Sailors feared the cape for its fogs and its sudden squalls.",
        "His aunt left him a clock, a parrot and a debt.",
    ]
    assert all(b.confidence < 0.9 for b in align(CHINESE, english) if b.source and b.target)


def test_every_uncertain_bead_has_a_reason() -> None:
    for beads in (align(CHINESE, ENGLISH[::-1]), align(CHINESE[:3], ENGLISH[3:])):
        assert all(explain(bead) for bead in beads if bead.confidence < 0.9)


def test_an_empty_translation_leaves_every_paragraph_alone() -> None:
    assert pairs(align(CHINESE, [])) == [((i,), ()) for i in range(6)]
    assert pairs(align([], ENGLISH)) == [((), (j,)) for j in range(6)]
    assert align([], []) == []


def test_russian_and_english_are_paired_by_numbers_names_and_length() -> None:
    assert pairs(align(RUSSIAN, OF_RUSSIAN, "ru", "en")) == [((i,), (i,)) for i in range(5)]
    assert pairs(align(OF_RUSSIAN, RUSSIAN, "en", "ru")) == [((i,), (i,)) for i in range(5)]


def test_long_paragraphs_without_a_dictionary_are_not_taken_for_strangers() -> None:
    expected = [((i,), (i,)) for i in range(4)]
    assert pairs(align(LONG_RUSSIAN, OF_LONG_RUSSIAN, "ru", "en")) == expected
    merged = [" ".join(OF_LONG_RUSSIAN[:2]), *OF_LONG_RUSSIAN[2:]]
    beads = pairs(align(LONG_RUSSIAN, merged, "ru", "en"))
    assert beads == [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,))]


def test_chinese_beside_a_language_without_a_dictionary_is_paired_by_what_they_share() -> None:
    german = [
        "Im letzten Oktober kamen 36 Ingenieure zu diesem Damm, um zwei Generatoren einzubauen.",
        'Der Leiter sagte: "Wir müssen vor dem Winter fertig werden, sonst friert der Fluss zu!"',
        "Früher lebten in diesem Tal nur 400 Bauernfamilien, die noch nie eine Lampe sahen.",
    ]
    chinese = [
        "去年十月，36名工程师来到这座水坝，帮助工人安装发电机。",
        "负责人说：“冬天以前必须完工，否则河水结冰！”",
        "山谷里原来只有四百户农民，从来没有看见过电灯。",
    ]
    assert pairs(align(chinese, german, "zh-Hans", "de")) == [((i,), (i,)) for i in range(3)]
    assert pairs(align(german, chinese, "de", "zh-Hans")) == [((i,), (i,)) for i in range(3)]


def test_a_paragraph_missing_from_the_russian_stands_alone() -> None:
    beads = pairs(align(RUSSIAN[:2] + RUSSIAN[3:], OF_RUSSIAN, "ru", "en"))
    assert beads == [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,)), ((3,), (4,))]


def test_an_inserted_paragraph_stands_alone() -> None:
    stranger = "A parrot escaped from the museum and was found asleep on a piano."
    beads = pairs(align(CHINESE, [*ENGLISH[:3], stranger, *ENGLISH[3:]]))
    assert ((), (3,)) in beads
    assert len(beads) == 7


@pytest.mark.parametrize("row", range(3))
def test_a_paragraph_left_out_beside_an_inserted_one_is_no_pair_with_it(row: int) -> None:
    stranger = (
        "A grey parrot escaped from the zoological museum on Sunday, crossed two squares and was "
        "found asleep on the piano of an opera singer. She fed it walnuts, taught it an aria by "
        "Verdi and refused to give it back, whatever the director wrote."
    )
    chinese = [CHINESE[k] + CHINESE[k + 1] for k in (0, 2, 4)]
    english = [f"{ENGLISH[k]} {ENGLISH[k + 1]}" for k in (0, 2, 4)]
    beads = align(chinese, [*english[:row], stranger, *english[row + 1 :]])
    rows = {((k,), (k,)) for k in range(3) if k != row}
    assert set(pairs(beads)) == rows | {((row,), ()), ((), (row,))}


def test_traditional_characters_read_as_simplified() -> None:
    traditional = ["去年十月，三十六名工程師從瀋陽來到這座水壩，幫助工人安裝兩臺新的發電機。"]
    simplified = CHINESE[:1]
    english = [ENGLISH[0], "A parrot escaped from the museum and was found asleep on a piano."]
    assert pairs(align(traditional, english, "zh-Hant")) == pairs(align(simplified, english))


WORDS = {
    "铁路": "railway", "医院": "hospital", "老虎": "tiger", "小麦": "wheat", "音乐": "music",
    "机器": "machine", "火山": "volcano", "钢铁": "steel", "律师": "lawyer",
    "蝴蝶": "butterfly", "潜艇": "submarine",
    "苹果": "apple", "皇帝": "emperor", "地震": "earthquake", "邮票": "stamp", "羊毛": "wool",
    "望远镜": "telescope", "厨房": "kitchen", "沙漠": "desert", "图书馆": "library",
}  # fmt: skip


def test_a_long_text_is_cut_and_still_paired() -> None:
    chance = random.Random(7)
    themes = [chance.sample(sorted(WORDS), 5) for _ in range(150)]
    chinese = [f"本章谈到{'、'.join(theme)}。" for theme in themes]
    english = [f"This chapter speaks of {', '.join(WORDS[w] for w in theme)}." for theme in themes]
    del english[70:90]
    beads = pairs(align(chinese, english))
    rows = {((i,), (i,) if i < 70 else (i - 20,)) for i in range(150) if not 70 <= i < 90}
    assert rows <= set(beads)
    assert [bead for bead in beads if not bead[1]] == [((i,), ()) for i in range(70, 90)]
