"""Copies of one sentence count once among the pairs that renderings are read from."""

from __future__ import annotations

from documents.corpus.concordance import ConcordanceLine
from documents.corpus.distinct_pairs import find_distinct_pairs
from documents.renderings import SentencePair, find_renderings

NOTICE = (
    "本报告诉读者明天起水库管理处迁往北门外新楼办公。",
    "Readers are told that the reservoir office moves.",
)


def line(sentence: str, counterpart: str, keyword: str = "水库", place: int = 0) -> ConcordanceLine:
    start = sentence.index(keyword, place)
    return ConcordanceLine(
        left=sentence[:start],
        keyword=keyword,
        right=sentence[start + len(keyword) :],
        language="zh-Hans",
        identifier="aaaaaaaaaaa",
        anchor="p1",
        date="1958-01-24",
        source="invented",
        sentence=sentence,
        hit=(start, start + len(keyword)),
        counterpart=counterpart,
        counterpart_language="en",
        confidence=1.0,
    )


def test_a_notice_printed_again_and_again_is_one_pair() -> None:
    assert find_distinct_pairs([line(*NOTICE)] * 30) == [SentencePair(*NOTICE, ((9, 11),))]


def test_copies_that_others_introduce_are_one_and_the_shortest_pair_is_read() -> None:
    said = [
        line(f"{name}昨天对记者说，{NOTICE[0]}", f"{english} said yesterday: {NOTICE[1]}")
        for name, english in (("赵大山", "Zhao Dashan"), ("钱小河", "Qian Xiaohe"))
    ]
    paired = line(f"天气很好。{NOTICE[0]}", f"The weather is fine. {NOTICE[1]}")
    found = find_distinct_pairs([*said, line(*NOTICE), paired])
    assert found == [SentencePair(*NOTICE, ((9, 11),))]


def test_sentences_that_differ_in_their_figures_alone_are_copies() -> None:
    lines = [
        line(f"第{number}号水库完工。", f"Reservoir number {number} is completed.")
        for number in (7, 12, 1958)
    ]
    assert len(find_distinct_pairs(lines)) == 1


def test_two_hits_of_one_sentence_are_one_pair_with_both() -> None:
    sentence, english = "旧水库在新水库旁边。", "The old reservoir is beside the new reservoir."
    found = find_distinct_pairs([line(sentence, english), line(sentence, english, place=3)])
    assert found == [SentencePair(sentence, english, ((1, 3), (5, 7)))]


def test_sentences_that_only_begin_alike_are_several() -> None:
    lines = [
        line("水库今年春天完工。", "The reservoir is completed."),
        line("水库今年春天放水。", "The reservoir lets water out."),
        line("东山水库完工。", "The reservoir of Dongshan is completed."),
    ]
    assert len(find_distinct_pairs(lines)) == 3


def test_what_stands_in_one_repeated_sentence_is_no_rendering() -> None:
    own = [
        line(f"{name}水库在{month}月完工。", f"The reservoir of {english} was completed in {said}.")
        for (name, english), (month, said) in zip(
            [("东山", "Dongshan"), ("西河", "Xihe"), ("南湖", "Nanhu"), ("北岭", "Beiling")],
            [("三", "March"), ("五", "May"), ("六", "June"), ("九", "September")],
            strict=True,
        )
    ]
    lines = [*own, *[line(*NOTICE)] * 30]
    background = ["The factory produced more.", "The river rose.", "A doctor came."] * 10
    found = find_renderings(find_distinct_pairs(lines), background, with_dictionary=False)
    assert [item.text for item in found.items] == ["reservoir"]
    # The same pairs, each copy counted: more of the notice would render the word.
    counted = [SentencePair(one.sentence, one.counterpart, (one.hit,)) for one in lines]
    again = find_renderings(counted, background, with_dictionary=False)
    assert "reservoir office" in [item.text for item in again.items]
