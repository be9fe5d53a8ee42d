"""The rows of a page: nothing is dropped, nothing is said twice, every anchor stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from documents.alignment import doubts
from documents.blocks import Block, Mark
from documents.reading.markup import BlockMarkup
from documents.reading.rows import (
    SURE,
    VIEWS,
    NumberedBlock,
    Row,
    Steps,
    Texts,
    View,
    arrange_rows,
    number_blocks,
)
from documents.reading.rows_markup import RowsMarkup

Bead = tuple[list[int], list[int], float]


def paragraphs(letter: str, count: int) -> tuple[Block, ...]:
    return tuple(Block("paragraph", f"{letter}{number}") for number in range(1, count + 1))


@st.composite
def aligned_texts(draw: st.DrawFn, sure: st.SearchStrategy[float] | None = None) -> Texts:
    """Two texts and beads over them, sound as the importer writes them."""
    steps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8))
    beads: list[Bead] = []
    ours = theirs = 0
    for left, right in steps:
        if left or right:
            beads.append(
                (
                    list(range(ours + 1, ours + left + 1)),
                    list(range(theirs + 1, theirs + right + 1)),
                    1.0 if sure is None else draw(sure),
                )
            )
            ours, theirs = ours + left, theirs + right
    return Texts(paragraphs("p", ours), paragraphs("t", theirs), beads)


numbers = st.lists(st.integers(0, 9), max_size=3)
broken_beads: st.SearchStrategy[list[Any]] = st.lists(
    st.tuples(numbers, numbers, st.just(0.5)), max_size=6
)
broken_texts = st.builds(
    lambda ours, theirs, beads: Texts(paragraphs("p", ours), paragraphs("t", theirs), beads),
    st.integers(1, 7),
    st.integers(1, 7),
    broken_beads,
)


def shown(rows: Iterable[Row]) -> list[NumberedBlock]:
    return [block for row in rows for block in (*row.original, *row.translation)]


def anchors(rows: Iterable[Row]) -> list[str]:
    return [
        anchor
        for row in rows
        for anchor in (*row.anchors, *(block.anchor for block in (*row.original, *row.translation)))
    ]


@given(st.one_of(aligned_texts(), broken_texts), st.sampled_from(("parallel", "stacked")))
def test_every_block_of_both_texts_is_shown_once_and_in_order(texts: Texts, view: View) -> None:
    rows = arrange_rows(texts, view)
    if texts.original:
        assert [b.block for row in rows for b in row.original] == list(texts.original)
    assert [b.block for row in rows for b in row.translation] == list(texts.translation)


@given(broken_texts, st.sampled_from(("original", "translation")))
def test_a_single_text_is_whole_in_its_own_view(texts: Texts, view: View) -> None:
    text = texts.original if view == "original" else texts.translation
    assert [block.block for block in shown(arrange_rows(texts, view))] == list(text)


@given(st.one_of(aligned_texts(), broken_texts), st.sampled_from(VIEWS))
def test_every_anchor_stands_once_in_every_view(texts: Texts, view: View) -> None:
    expected = [f"p{n + 1}" for n in range(len(texts.original or texts.translation))]
    if texts.original:
        expected += [f"t{n + 1}" for n in range(len(texts.translation))]
    assert sorted(anchors(arrange_rows(texts, view))) == sorted(expected)


@given(aligned_texts(st.sampled_from((0.95, 0.4))), st.sampled_from(("parallel", "stacked")))
def test_a_run_of_uncertain_beads_is_one_row_and_a_sure_bead_a_row_of_its_own(
    texts: Texts, view: View
) -> None:
    if not texts.original or not texts.translation:
        return
    told: list[tuple[bool, list[int], list[int]]] = []
    for ours, theirs, confidence in texts.alignment:
        unsure = confidence < SURE
        if unsure and told and told[-1][0]:
            told[-1][1].extend(ours)
            told[-1][2].extend(theirs)
        else:
            told.append((unsure, list(ours), list(theirs)))
    assert [
        (row.uncertain, [b.number for b in row.original], [b.number for b in row.translation])
        for row in arrange_rows(texts, view)
    ] == told


def test_an_uncertain_row_says_every_reason_once() -> None:
    beads = [([1], [1], 0.5), ([2], [], 0.6), ([3], [2], 0.5), ([4], [3], 0.99)]
    reasons = {"1": "length", "2": "order", "3": "length", "4": "count"}
    texts = Texts(paragraphs("p", 4), paragraphs("t", 3), beads, doubts=reasons)
    assert [row.reasons for row in arrange_rows(texts, "parallel")] == [("length", "order"), ()]


def test_a_block_that_stands_alone_beside_an_uncertain_row_may_be_answered_there() -> None:
    beads = [
        ([1], [1], 0.99), ([2], [], 0.99), ([3], [2], 0.99), ([4], [], 0.95), ([5], [3], 0.5),
        ([6], [], 0.95), ([7], [4], 0.99),
    ]  # fmt: skip
    texts = Texts(paragraphs("p", 7), paragraphs("t", 4), beads)
    near = [row.near_doubt for row in arrange_rows(texts, "parallel")]
    assert near == [False, False, False, True, True, True, False]


@pytest.mark.parametrize(
    ("near", "said"),
    [(False, {"Not in the original", "Not translated"}), (True, {"No counterpart found here"})],
)
def test_only_beside_an_uncertain_row_no_more_is_said_than_that_nothing_was_found(
    near: bool, said: set[str]
) -> None:
    sheet = RowsMarkup(cast(BlockMarkup, None), ("zh-Hans", "en"), two_columns=True)
    drawn = html.fromstring(sheet.row(Row(near_doubt=near)))
    assert {one.text_content() for one in drawn.xpath("//div[contains(@class, 'silent')]")} == said


def test_what_is_uncertain_beside_a_translation_is_certain_alone() -> None:
    texts = Texts(paragraphs("p", 2), paragraphs("t", 2), [([1], [1], 0.1), ([2], [2], 0.1)])
    assert len(arrange_rows(texts, "original")) == 2


def test_the_page_doubts_what_the_aligner_doubts() -> None:
    assert doubts.SURE == SURE


# -- sentences -------------------------------------------------------------------------------------

CHINESE = ("他来了。她走了。天黑了。", "水涨了。")
ENGLISH = ("He came. She left, and it got dark.", "The water rose.")


def lit(steps: list[Steps], *, confidence: float = 1.0) -> list[Row]:
    ours = tuple(Block("paragraph", text) for text in CHINESE)
    theirs = tuple(Block("paragraph", text) for text in ENGLISH)
    beads = [([1, 2], [1, 2], confidence)]
    return arrange_rows(
        Texts(ours, theirs, beads, steps=steps, languages=("zh-Hans", "en")), "stacked"
    )


def test_sentences_that_answer_each_other_share_a_number() -> None:
    (row,) = lit([[[1, 1], [2, 1], [1, 1]]])
    told = [
        (one.pair, item.block.text[one.start : one.end].strip())
        for item in (*row.original, *row.translation)
        for one in item.sentences
    ]
    assert told == [
        (1, "他来了。"),
        (2, "她走了。天黑了。"),
        (3, "水涨了。"),
        (1, "He came."),
        (2, "She left, and it got dark."),
        (3, "The water rose."),
    ]


@pytest.mark.parametrize("steps", [[0], [[[1, 1]]], [[[4, 3]]], []])
def test_steps_that_do_not_fit_light_nothing_false(steps: list[Steps]) -> None:
    (row,) = lit(steps)
    assert all(item.sentences == () for item in (*row.original, *row.translation))


def test_an_uncertain_row_has_no_sentences() -> None:
    (row,) = lit([[[1, 1], [2, 1], [1, 1]]], confidence=0.5)
    assert all(item.sentences == () for item in (*row.original, *row.translation))


@given(aligned_texts())
def test_a_row_holds_what_its_bead_names(texts: Texts) -> None:
    if not texts.original:
        return
    rows = arrange_rows(texts, "parallel")
    told = [(list(bead[0]), list(bead[1])) for bead in texts.alignment]
    assert [
        ([b.number for b in row.original], [b.number for b in row.translation]) for row in rows
    ] == told


def test_the_anchors_of_a_text_left_out_stand_at_what_answers_it() -> None:
    beads = [([1, 2], [1], 1.0), ([3], [], 0.2), ([], [2], 0.2), ([4], [3], 1.0), ([5], [], 0.1)]
    texts = Texts(paragraphs("p", 5), paragraphs("t", 3), beads)
    stand = [
        (row.anchors, [block.anchor for block in row.translation])
        for row in arrange_rows(texts, "translation")
    ]
    assert stand == [
        (("p1", "p2"), ["t1"]),
        (("p3",), ["t2"]),
        (("p4",), ["t3"]),
        (("p5",), []),
    ]


def test_where_no_original_is_held_p_counts_the_translation() -> None:
    texts = Texts((), paragraphs("t", 3), (), frozenset({1, 3}))
    rows = arrange_rows(texts, "translation")
    assert anchors(rows) == ["p1", "p2", "p3"]
    assert [row.opens_section for row in rows] == [False, False, True]


def test_an_article_without_translation_is_its_original() -> None:
    rows = arrange_rows(Texts(paragraphs("p", 2)), "original")
    assert [row.translation for row in rows] == [(), ()]
    assert anchors(rows) == ["p1", "p2"]


@pytest.mark.parametrize(
    ("marks", "runs"),
    [
        ((), [("Moscow, 23rd: he said", None)]),
        ((Mark("dateline", 0, 13),), [("Moscow, 23rd:", "dateline"), (" he said", None)]),
        (
            (Mark("place", 0, 6), Mark("dateline", 0, 13), Mark("day", 8, 12)),
            [("Moscow, 23rd:", "dateline"), (" he said", None)],
        ),
        ((Mark("day", 14, 21),), [("Moscow, 23rd: ", None), ("he said", "day")]),
        ((Mark("day", 3, 3),), [("Moscow, 23rd: he said", None)]),
    ],
)
def test_a_block_is_parted_at_its_outermost_marks(
    marks: tuple[Mark, ...], runs: list[tuple[str, str | None]]
) -> None:
    (block,) = number_blocks([Block("paragraph", "Moscow, 23rd: he said", marks)])
    text = block.block.text
    assert [(text[run.start : run.end], run.mark) for run in block.runs] == runs


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_marks_never_change_a_text(text: str, ranges: list[tuple[int, int]]) -> None:
    marks = tuple(Mark("place", start, end) for start, end in ranges)
    (block,) = number_blocks([Block("paragraph", text, marks)])
    assert "".join(text[run.start : run.end] for run in block.runs) == text
