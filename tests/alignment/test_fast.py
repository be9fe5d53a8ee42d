"""The fast path: yes to what is plainly paired by position, and nothing of anything else."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from documents.alignment import align, lexicon
from documents.alignment.fast import CONFIDENCE, ROWS, pair_by_position
from documents.alignment.lexicon import Lexicon
from documents.alignment.rows import Rows
from tests.alignment.test_aligner import CHINESE, ENGLISH, pairs, seed_paragraphs

# Every word of the Chinese, glossed as the dictionary does, in the order of the Chinese.
GLOSSED = [
    "last year ten month, thirty six engineer from Shenyang come to this dam, help worker install "
    "two machine new generator",
    "person in charge say: winter before must complete, otherwise river water freeze, machine then "
    "cannot transport arrive mountain on",
    "valley in originally only have four hundred household peasant, they grow wheat and maize, "
    "raise sheep, from never see electric lamp",
    "1957 year spring, flood destroy old bridge, county government decide at downstream five "
    "kilometer of place build one stone bridge",
    "school of children every week six afternoon to construction site sing dance, doctor also "
    "there open one small clinic",
    "now power station every year generate electricity two thousand ten thousand degree, nearby "
    "three city and one steel works use cheap electricity",
]
WORDY = "in the manner of such things as they are wont to be and as they have long been "


def answers_row_by_row(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> bool:
    return pair_by_position(source, target, lexicon) is not None


@functools.cache
def words() -> Lexicon:
    found = lexicon.load(None)
    assert found is not None
    return found


def test_the_seed_is_plainly_paired() -> None:
    assert answers_row_by_row(*seed_paragraphs(), words())


def test_an_ordinary_translation_is_plainly_paired() -> None:
    assert answers_row_by_row(CHINESE, ENGLISH, words())


def test_a_text_of_unusual_length_is_plainly_paired_if_nearly_every_word_is_answered() -> None:
    long = [f"{WORDY * 2}{text}" for text in GLOSSED]
    assert answers_row_by_row(CHINESE, long, words())


def test_a_text_of_unusual_length_with_little_of_it_answered_is_left_to_the_programme() -> None:
    long = [f"{WORDY * 4}{text[: len(text) // 5]}" for text in GLOSSED]
    assert not answers_row_by_row(CHINESE, long, words())


@pytest.mark.parametrize("english", [ENGLISH, GLOSSED], ids=["translated", "glossed"])
@pytest.mark.parametrize("seam", range(4))
def test_two_paragraphs_merged_and_another_split_are_not_plainly_paired(
    seam: int, english: list[str]
) -> None:
    last = english[-1]
    middle = last.index(" ", len(last) // 2)
    merged = [*english[:seam], f"{english[seam]} {english[seam + 1]}", *english[seam + 2 : -1]]
    cut = [*merged, last[:middle], last[middle + 1 :]]
    assert len(cut) == len(CHINESE)
    assert not answers_row_by_row(CHINESE, cut, words())


@pytest.mark.parametrize("english", [ENGLISH, GLOSSED], ids=["translated", "glossed"])
def test_one_paragraph_dropped_on_each_side_is_not_plainly_paired(english: list[str]) -> None:
    assert not answers_row_by_row(CHINESE[1:], english[:-1], words())


@pytest.mark.parametrize("english", [ENGLISH, GLOSSED], ids=["translated", "glossed"])
def test_a_paragraph_of_another_length_by_far_is_not_plainly_paired(english: list[str]) -> None:
    swollen = [*english[:2], english[2] + f" {WORDY}" * 8, *english[3:]]
    assert not answers_row_by_row(CHINESE, swollen, words())


@pytest.mark.parametrize("english", [ENGLISH, GLOSSED], ids=["translated", "glossed"])
@pytest.mark.parametrize("row", range(5))
def test_two_exchanged_paragraphs_are_not_plainly_paired(row: int, english: list[str]) -> None:
    exchanged = [*english[:row], english[row + 1], english[row], *english[row + 2 :]]
    assert not answers_row_by_row(CHINESE, exchanged, words())


@pytest.mark.parametrize("headline", ["Great Fishing", "Notes From a Harbour Town in Winter"])
def test_a_headline_in_place_of_the_first_paragraph_is_not_plainly_paired(headline: str) -> None:
    assert not answers_row_by_row(CHINESE, [headline, *ENGLISH[1:]], words())
    assert not answers_row_by_row(CHINESE, [headline, *ENGLISH[:4], " ".join(ENGLISH[4:])], words())


def test_two_headlines_that_share_nothing_are_not_plainly_paired() -> None:
    assert answers_row_by_row(
        ["新的水坝和发电机", *CHINESE], ["New Dam and Generators", *ENGLISH], words()
    )
    assert not answers_row_by_row(
        ["渔业丰收喜讯", *CHINESE], ["Guns and Butter", *ENGLISH], words()
    )


def test_one_common_english_word_does_not_answer_many_chinese_ones() -> None:
    rows = Rows(["之前看上去平静的水面，底下却是激流！"], ["How did it go? Did they go?"], words())
    assert rows.features(0)[1:3] == (0, 0)


def test_what_is_plainly_paired_is_so_at_high_confidence() -> None:
    long = [f"{WORDY * 2}{text}" for text in GLOSSED]
    beads = align(CHINESE, long)
    assert pairs(beads) == [((row,), (row,)) for row in range(len(CHINESE))]
    assert all(0.95 < bead.confidence <= CONFIDENCE for bead in beads)


def test_a_row_that_no_word_vouches_for_is_believed_less() -> None:
    *others, last = align([*CHINESE, "众人听罢哈哈大笑。"], [*ENGLISH, "They roared at that."])
    assert pairs([last]) == [((6,), (6,))]
    assert last.confidence < min(bead.confidence for bead in others)


def test_a_sentence_that_stands_in_the_next_row_of_the_translation_is_noticed() -> None:
    moved = [CHINESE[0], CHINESE[1] + CHINESE[2], *CHINESE[3:]]
    english = [f"{ENGLISH[0]} {ENGLISH[1]}", ENGLISH[2], *ENGLISH[3:]]
    assert Rows(moved, english, words()).have_moved_sentence()
    assert not Rows(CHINESE, ENGLISH, words()).have_moved_sentence()
    assert not Rows(CHINESE, GLOSSED, words()).have_moved_sentence()


FREELY = (
    "Some hundreds of families got their living from crops and flocks, and of electricity none of "
    "them knew."
)


def test_a_row_with_few_words_answered_is_judged_among_its_neighbours() -> None:
    english = [*ENGLISH[:2], FREELY, *ENGLISH[3:]]
    doubting = replace(ROWS, least=0.0)
    found = pair_by_position(CHINESE, english, words(), doubting)
    assert found is not None
    assert min(found) == found[2] > 0.95
    assert pair_by_position(CHINESE, english, words(), replace(doubting, judged=9.0)) is None


def test_a_first_row_with_few_words_answered_is_left_to_the_programme() -> None:
    chinese, english = [CHINESE[2], *CHINESE], [FREELY, *ENGLISH]
    assert pair_by_position(chinese, english, words(), replace(ROWS, first=9.0)) is None


@pytest.mark.parametrize(("company", "strange"), [("Michelin", True), ("Goodyear", False)])
def test_latin_words_of_which_the_english_has_none_need_the_programme(
    company: str, strange: bool
) -> None:
    chinese = [*CHINESE, "他参观了 Goodyear 公司。"]
    english = [*ENGLISH, f"He visited the {company} company."]
    assert Rows(chinese, english, words()).has_strange_word(6) is strange
    found = pair_by_position(chinese, english, words(), replace(ROWS, strange=9.0))
    assert (found is None) is strange
