"""Names by their sound: of two who are always named together each has its own rendering."""

from __future__ import annotations

import pytest

from documents.renderings import SentencePair, find_renderings
from documents.renderings.name_likeness import SURE_LIKENESS, likeness, name_code

# Invented reporters: all sentences name both.
TOGETHER = [
    ("记者巴林纳和多米克昨天到达。", "The reporters Balina and Domick arrived yesterday."),
    ("昨晚巴林纳和多米克写了三篇通讯。", "Last night Balina and Domick wrote three reports."),
    ("人们欢迎巴林纳和多米克。", "People welcomed Balina and Domick."),
    ("后来巴林纳和多米克回国了。", "Later Balina and Domick went home."),
]
ENGLISH = ["The factory produced more.", "The river rose.", "A doctor came to the village."] * 10
CHINESE = ["工厂今年增产。", "河水昨天上涨。", "医生来到山村。"] * 10


def first(word: str, *, turned: bool = False) -> str:
    pairs = []
    for chinese, english in TOGETHER:
        sentence, counterpart = (english, chinese) if turned else (chinese, english)
        start = sentence.index(word)
        pairs.append(SentencePair(sentence, counterpart, ((start, start + len(word)),)))
    return find_renderings(pairs, CHINESE if turned else ENGLISH).items[0].text


@pytest.mark.parametrize(("chinese", "latin"), [("巴林纳", "Balina"), ("多米克", "Domick")])
def test_two_who_are_always_named_together_are_told_apart_by_sound(
    chinese: str, latin: str
) -> None:
    assert first(chinese) == latin
    assert first(latin, turned=True) == chinese


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("巴林纳", "Balina"),
        ("周大明", "Zhou Daming"),
        ("周大明", "Chou Ta-ming"),
        ("加尔松", "Carlson"),
        ("叶夫托", "Yevto"),
    ],
)
def test_a_name_sounds_like_itself_in_pinyin_wade_giles_and_transliteration(
    chinese: str, latin: str
) -> None:
    assert likeness(name_code(chinese), name_code(latin)) >= SURE_LIKENESS


@pytest.mark.parametrize(
    ("chinese", "latin"), [("巴林纳", "Domick"), ("周大明", "Kemp"), ("沙欣", "Ozmen"), ("", "Li")]
)
def test_other_names_do_not(chinese: str, latin: str) -> None:
    assert likeness(name_code(chinese), name_code(latin)) < SURE_LIKENESS


def test_a_short_name_tells_less() -> None:
    assert likeness(name_code("李"), name_code("Li")) < likeness(
        name_code("李大山"), name_code("Li Dashan")
    )


def test_a_word_that_only_sounds_alike_is_not_taken_for_a_common_words_rendering() -> None:
    """Kanal sounds like 看哪, but canal is no name: it has no capital."""
    pairs = [
        SentencePair(f"They dug a canal {end}.", f"看哪{said}挖成水渠。", ((11, 16),))
        for end, said in (("here", "这里"), ("there", "那里"), ("today", "今天"), ("soon", "不久"))
    ]
    assert find_renderings(pairs, CHINESE).items[0].text == "水渠"
