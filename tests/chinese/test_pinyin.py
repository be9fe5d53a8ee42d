"""Pinyin: sentences read by hand, and what the rules must not break."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.chinese.context_rules import read_rules
from documents.chinese.pinyin import RULES, read_text
from documents.text import han_runs, is_han

HERE = Path(__file__).parent
RIGHT = 0.98  # of the syllables


def gold(name: str) -> Iterator[tuple[str, list[set[str]]]]:
    """A file's sentences, with what each Han character may be read."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            sentence, _, reading = line.partition("\t")
            yield sentence, [set(one.split("/")) for one in reading.split(" ")]


def read(text: str) -> list[str]:
    """The syllables of a text's Han characters, in order; "" where one has none."""
    readings = {
        place: syllable
        for start, syllables in read_text(text)
        for place, syllable in enumerate(syllables, start=start)
    }
    return [readings.get(place, "") for place, one in enumerate(text) if is_han(one)]


@pytest.mark.parametrize("name", ["pinyin_sentences.tsv", "pinyin_sentences_unseen.tsv"])
def test_sentences_are_read_as_a_reader_does(name: str) -> None:
    total, wrong = 0, []
    for sentence, allowed in gold(name):
        found = read(sentence)
        assert len(found) == len(allowed), sentence
        total += len(found)
        pairs = zip(found, allowed, strict=True)
        wrong += [(sentence, syllable) for syllable, right in pairs if syllable not in right]
    assert total > 600
    assert len(wrong) <= (1 - RIGHT) * total, wrong


def test_the_sentences_are_three_hundred_and_more() -> None:
    sentences = [sentence for sentence, _ in gold("pinyin_sentences.tsv")]
    assert len(set(sentences)) == len(sentences) >= 300


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("专注地倾听", "zhuān zhù de qīng tīng"),
        ("努力地工作", "nǔ lì de gōng zuò"),
        ("创造性地运用", "chuàng zào xìng de yùn yòng"),
        ("越来越多地利用", "yuè lái yuè duō de lì yòng"),
        ("不断地发展", "bù duàn de fā zhǎn"),
        ("说得对", "shuō de duì"),
        ("它的确定性", "tā de què dìng xìng"),
        ("部门的确认", "bù mén de què rèn"),
        ("他的确是", "tā dí què shì"),
        ("以繁荣的精神文化为标志", "yǐ fán róng de jīng shén wén huà wéi biāo zhì"),
        ("盛了一碗", "chéng le yī wǎn"),
        ("了解", "liǎo jiě"),
        ("长大", "zhǎng dà"),
        ("执着", "zhí zhuó"),
        ("银行", "yín háng"),
        ("重新", "chóng xīn"),
        ("歙县", "shè xiàn"),
        ("步履蹒跚", "bù lǚ pán shān"),
        ("觉得", "jué de"),
        ("地大物博", "dì dà wù bó"),
        ("高高兴兴地上学", "gāo gāo xìng xìng de shàng xué"),
    ],
)
def test_particles_follow_the_word_and_its_neighbours(text: str, reading: str) -> None:
    assert " ".join(read(text)) == reading


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("努力地工作，说得对", "努力地工作，說得對"),
        ("头发长得很长", "頭髮長得很長"),
        ("以农业为基础，为人民服务", "以農業爲基礎，為人民服務"),
        ("看着卫生工作者，只有这样", "看著衞生工作者，祇有這樣"),
        ("一只羊还没有还", "一隻羊還沒有還"),
        ("银行行长重新种树", "銀行行長重新種樹"),
        ("什么", "甚麼"),
    ],
)
def test_both_scripts_are_read_alike(simplified: str, traditional: str) -> None:
    assert read(traditional) == read(simplified)


def test_traditional_characters_that_became_one_are_read_apart() -> None:
    assert read("井水乾了") == ["jǐng", "shuǐ", "gān", "le"]
    assert read("他幹了") == ["tā", "gàn", "le"]


@settings(deadline=None)  # the first example reads the dictionary
@given(st.text(st.sampled_from("中国人民银行长发展了着得地。，A 1"), max_size=40))
def test_every_reading_stands_at_a_han_character(text: str) -> None:
    places = [
        start + offset for start, syllables in read_text(text) for offset in range(len(syllables))
    ]
    assert places == sorted(set(places))
    assert "".join(text[place] for place in places) == "".join(han_runs(text))


def test_every_rule_gives_a_syllable_for_each_character() -> None:
    for word, rules in read_rules(RULES).items():
        assert {len(rule.decision.split(" ")) for rule in rules} == {len(word)}
