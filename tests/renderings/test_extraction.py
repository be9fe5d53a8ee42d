"""Renderings read from sentence pairs: the right word, whole phrases, and honest silence."""

from __future__ import annotations

from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.renderings import SentencePair, find_renderings
from documents.renderings.association import log_likelihood
from documents.renderings.han_pieces import find_pieces
from documents.renderings.words import read_keys, read_words, word_key

PLACES = [("上海", "Shanghai"), ("武汉", "Wuhan"), ("广州", "Canton"), ("天津", "Tientsin")]
OTHERS = [
    ("工厂今年增产。", "The factory produced more this year."),
    ("学生在图书馆读书。", "The students read in the library."),
    ("河水昨天上涨。", "The river rose yesterday."),
    ("医生来到山村。", "A doctor came to the village in the hills."),
]
ENGLISH = [english for _, english in OTHERS] * 5
CHINESE = [chinese for chinese, _ in OTHERS] * 5


def pairs_of(
    word: str, chinese: str, english: str, count: int = 8, *, turned: bool = False
) -> list[SentencePair]:
    """Pairs that differ in a place; with the word asked in the Chinese, or in the English."""
    found = []
    for here, there in islice(cycle(PLACES), count):
        ours, theirs = chinese.format(here), english.format(there)
        sentence, counterpart = (theirs, ours) if turned else (ours, theirs)
        start = sentence.index(word)
        found.append(SentencePair(sentence, counterpart, ((start, start + len(word)),)))
    return found


def first(
    pairs: list[SentencePair], background: list[str], *, with_dictionary: bool = True
) -> tuple[str, int]:
    item = find_renderings(pairs, background, with_dictionary=with_dictionary).items[0]
    return item.text, item.count


def test_a_word_is_rendered_by_the_word_that_always_stands_beside_it() -> None:
    pairs = pairs_of("水库", "{}的水库完工。", "The reservoir of {} is completed.")
    assert first(pairs, ENGLISH) == ("reservoir", 8)


def test_what_answers_another_word_does_not_answer_this_one() -> None:
    """Without the dictionary of the word asked: 完工 explains "completed"."""
    pairs = pairs_of("水库", "{}的水库完工。", "The reservoir of {} is completed.")
    assert first(pairs, ENGLISH, with_dictionary=False)[0] == "reservoir"


def test_a_small_word_that_no_gloss_has_follows_what_a_gloss_has() -> None:
    pairs = [
        *pairs_of("已经", "{}已经下雪。", "{} has snow."),
        *pairs_of("已经", "{}已经通车。", "{} has a railway."),
        *pairs_of("已经", "{}已经富裕。", "{} has money."),
        *pairs_of("已经", "{}已经入夜。", "{} is already dark.", 4),
    ]
    found = find_renderings(pairs, ENGLISH).items
    counts = {item.text: item.count for item in found}
    assert [item.text for item in found if item.text in {"already", "has"}] == ["already", "has"]
    assert counts["has"] > counts["already"]
    withheld = find_renderings(pairs, ENGLISH, with_dictionary=False).items
    assert next(item.text for item in withheld if item.text in {"already", "has"}) == "has"


def test_a_phrase_is_rendered_by_a_phrase() -> None:
    pairs = pairs_of("文化合作", "{}加强文化合作。", "{} strengthens cultural cooperation.")
    assert first(pairs, ENGLISH) == ("cultural cooperation", 8)


def test_an_english_word_is_rendered_by_a_piece_of_chinese_that_nothing_had_to_cut() -> None:
    pairs = pairs_of(
        "reservoir", "{}的水库完工。", "The reservoir of {} is completed.", turned=True
    )
    assert first(pairs, CHINESE) == ("水库", 8)


def test_a_name_that_no_dictionary_has_is_found() -> None:
    pairs = pairs_of("克拉克", "克拉克到{}访问。", "Clark visited {}.")
    assert first(pairs, ENGLISH)[0] == "Clark"


def test_two_renderings_share_the_sentences() -> None:
    pairs = pairs_of("水库", "{}的水库完工。", "The reservoir of {} is completed.", 6)
    pairs += pairs_of("水库", "{}的水库很大。", "The lake at {} is large.", 4)
    background = [*ENGLISH, *["The weather is fine."] * 20]
    found = {item.text: item.count for item in find_renderings(pairs, background).items}
    assert found["reservoir"] == 6
    assert found["lake"] == 4


def test_a_pair_without_a_counterpart_is_not_recognised() -> None:
    pairs = pairs_of("水库", "{}的水库完工。", "The reservoir of {} is completed.", 5)
    found = find_renderings([*pairs, SentencePair("水库。", "", ((0, 2),))], ENGLISH)
    assert (found.total, found.unrecognised) == (6, 1)


def test_the_places_of_a_rendering_are_where_it_stands() -> None:
    pairs = pairs_of("水库", "{}的水库完工。", "The reservoir of {} is completed.")
    item = find_renderings(pairs, ENGLISH).items[0]
    for number, spans in item.places.items():
        assert [pairs[number].counterpart[slice(*span)] for span in spans] == ["reservoir"]


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        (("said", "say", "says"), "say"),
        (("was", "is", "been"), "be"),
        (("women", "woman's"), "woman"),
    ],
)
def test_forms_of_a_word_have_one_key(forms: tuple[str, ...], key: str) -> None:
    assert {word_key(form) for form in forms} == {key}


def test_words_stand_where_they_are_read() -> None:
    text = "Workers’ homes, 1,200 of them."
    assert [text[word.start : word.end] for word in read_words(text)] == [
        *("Workers", "homes", "1,200", "of", "them"),
    ]


def test_a_fragment_gives_way_to_the_piece_it_always_stands_in() -> None:
    texts = ["建设拖拉机厂", "参观拖拉机厂", "新的拖拉机厂"]
    pieces = find_pieces(texts)
    assert "拖拉机厂" in pieces
    assert "拖拉" not in pieces
    assert "拉机厂" not in pieces


def test_what_is_common_everywhere_is_not_significant() -> None:
    assert log_likelihood(5, 10, 50, 100) == pytest.approx(0, abs=1e-9)
    assert log_likelihood(10, 10, 0, 100) > 40


_TEXT = st.text(alphabet="水库完工的上海 reservoir is done,.’0", max_size=30)


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=8), st.lists(_TEXT, max_size=4))
def test_whatever_is_asked_every_pair_is_counted_once(
    texts: list[tuple[str, str]], background: list[str]
) -> None:
    pairs = [
        SentencePair(sentence, counterpart, ((0, min(2, len(sentence))),))
        for sentence, counterpart in texts
    ]
    found = find_renderings(pairs, background)
    taken = [number for item in found.items for number in item.places]
    assert len(taken) == len(set(taken))
    assert found.total == len(pairs)
    assert 0 <= found.unrecognised <= found.total
    for item in found.items:
        assert item.text


@given(st.text(alphabet="Peopl’'s 人民co-operation., 1958", max_size=60))
def test_the_keys_of_a_text_are_those_of_its_words(text: str) -> None:
    assert read_keys(text) == {word.key for word in read_words(text)}


def test_each_word_of_a_query_for_several_is_one_that_the_dictionary_may_have() -> None:
    pairs = [
        *pairs_of("culture", "{}重视文化。", "{} values culture.", turned=True),
        *pairs_of("cooperation", "{}重视合作。", "{} values cooperation.", 4, turned=True),
    ]
    found = find_renderings(pairs, CHINESE)
    assert {item.text for item in found.items if item.in_dictionary} == {"文化", "合作"}


def test_a_piece_that_has_more_than_the_words_asked_is_not_the_dictionarys() -> None:
    pairs = [
        SentencePair(
            f"{there} asked about climate change.",
            f"{here}问他关于气候变动。",
            ((len(there) + 13, len(there) + 20), (len(there) + 21, len(there) + 27)),
        )
        for here, there in PLACES
    ]
    found = find_renderings(pairs, CHINESE)
    told = [item.text for item in found.items if item.in_dictionary]
    assert told
    assert not [text for text in told if "关于" in text]
