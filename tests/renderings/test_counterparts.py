"""The counterpart of a hit: the sentence that answers it, or more and said to be more."""

from __future__ import annotations

import pytest

from documents.renderings.counterparts import Counterpart, StoredAlignment, TextSide, find_answer

ZH = TextSide(("代表团到了上海。他们参观了工厂。", "第二天下了雨。", "编者按。"), "zh-Hans")
EN = TextSide(
    ("The delegation reached Shanghai.", "They saw a factory. The next day it rained.", "Moscow."),
    "en",
)
# One Chinese paragraph against one and a half English ones, so the bead takes two of each.
BEADS = [[[1, 2], [1, 2], 0.97], [[3], [], 0.95], [[], [3], 0.95]]


def answer(
    number: int, words: str, *, of_translation: bool = False, **pairing: object
) -> Counterpart:
    side = EN if of_translation else ZH
    start = side.blocks[number - 1].index(words)
    found = find_answer(
        ZH,
        EN,
        StoredAlignment(pairing.get("beads", BEADS), pairing.get("steps", [[[1, 1]] * 3, 0, 0])),  # type: ignore[arg-type]
        number,
        (start, start + len(words)),
        of_translation=of_translation,
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, "上海", "The delegation reached Shanghai."),
        (1, "工厂", "They saw a factory."),
        (2, "下了雨", "The next day it rained."),
    ],
)
@pytest.mark.parametrize("steps", [[[[1, 1]] * 3, 0, 0], [0, 0, 0]])
def test_a_sentence_is_answered_by_its_own_across_blocks(
    number: int, words: str, said: str, steps: object
) -> None:
    assert answer(number, words, steps=steps) == answer(number, words)
    assert (answer(number, words).text, answer(number, words).sure) == (said, True)


def test_a_sentence_of_the_translation_finds_the_original() -> None:
    assert answer(2, "rained", of_translation=True).text == "第二天下了雨。"


def test_sentences_answered_together_are_shown_together() -> None:
    found = answer(1, "工厂", steps=[[[2, 1], [1, 2]], 0, 0])
    assert found.shown == (0, len(ZH.blocks[0]))
    assert found.text == "The delegation reached Shanghai."


def test_what_stands_across_two_sentences_has_both_answers() -> None:
    assert answer(1, "上海。他们").text == "The delegation reached Shanghai.\nThey saw a factory."


def test_a_doubtful_bead_gives_everything_it_holds_and_says_so() -> None:
    found = answer(1, "上海", beads=[[[1, 2], [1, 2], 0.5]])
    assert (found.sure, found.text) == (False, "\n".join(EN.blocks[:2]))
    unanswered = answer(1, "上海", steps=[[[1, 0], [2, 3]], 0, 0])
    assert (unanswered.sure, unanswered.text) == (False, "\n".join(EN.blocks[:2]))


def test_nothing_is_made_up_where_nothing_answers() -> None:
    assert answer(3, "编者按").text == ""
    assert answer(3, "Moscow", of_translation=True).text == ""
    assert find_answer(ZH, EN, StoredAlignment([]), 1, (0, 1)) is None


def test_sentences_nobody_paired_are_paired_on_the_way() -> None:
    found = answer(1, "工厂", steps=[])
    assert found.text == "They saw a factory." if found.sure else EN.blocks[1] in found.text
