from __future__ import annotations

from dataclasses import replace

import pytest

from documents.citation.passage import Passage
from documents.citation.quotations import quotations, read_passage
from documents.citation.record import CitedArticle
from tests.citation.samples import encyclopedia_entry, newspaper_article

NEWS = newspaper_article()


def _aligned(*beads: tuple[tuple[int, ...], tuple[int, ...], float]) -> CitedArticle:
    return replace(NEWS, texts=(NEWS.texts[0], replace(NEWS.texts[1], alignment=beads)))


@pytest.mark.parametrize(
    ("asked", "numbers"), [("3", (3,)), ("1-3", (1, 2, 3)), ("3, 1–2", (1, 2, 3)), ("2,2", (2,))]
)
def test_numbers_are_read_as_people_write_them(asked: str, numbers: tuple[int, ...]) -> None:
    assert read_passage(NEWS, asked) == Passage(numbers)


@pytest.mark.parametrize("asked", ["", "0", "4", "3-2", "a", "1-", "1,,2", "-1", "1-9999999", "１"])
def test_numbers_that_are_not_there_are_refused_with_those_that_are(asked: str) -> None:
    with pytest.raises(ValueError, match="from 1 to 3"):
        read_passage(NEWS, asked)


def test_an_entry_with_one_text_has_no_translation_to_count_in() -> None:
    with pytest.raises(ValueError, match="from 1 to 0"):
        read_passage(encyclopedia_entry(), "1", of_translation=True)


def test_a_passage_is_quoted_in_both_languages() -> None:
    original, translation = quotations(NEWS, read_passage(NEWS, "1-2"))
    assert (original.language, original.anchors) == ("zh-Hans", ("p1", "p2"))
    assert (translation.language, translation.anchors) == ("en", ("t1", "t2"))
    assert translation.blocks[0].startswith("Xinhua, Lanzhou")


def test_the_counterpart_follows_the_alignment_and_not_the_number() -> None:
    article = _aligned(((1,), (), 1.0), ((2, 3), (1,), 0.8), ((), (2, 3), 0.5))
    original, translation = quotations(article, Passage((3,)))
    assert (original.numbers, translation.numbers) == ((3,), (1,))
    back = quotations(article, read_passage(article, "1", of_translation=True))
    assert [each.numbers for each in back] == [(2, 3), (1,)]


def test_a_block_nothing_answers_is_quoted_alone() -> None:
    article = _aligned(((1,), (), 1.0), ((2,), (1,), 1.0), ((3,), (2,), 1.0), ((), (3,), 1.0))
    assert [each.language for each in quotations(article, Passage((1,)))] == ["zh-Hans"]
    assert [each.language for each in quotations(article, Passage((3,), True))] == ["en"]
    [only] = quotations(encyclopedia_entry(), Passage((1,)))
    assert only.anchors == ("p1",)
