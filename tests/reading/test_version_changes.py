"""What changed between versions: every word of both is there, and none is called changed twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Block
from documents.reading.version_changes import (
    Change,
    ChangedText,
    UnchangedRun,
    compare_blocks,
    compare_texts,
)

texts = st.text(alphabet="ab 甲乙，.\n", max_size=30)
bodies = st.lists(texts.map(lambda text: Block("paragraph", text)), max_size=8)


def before(pieces: tuple[ChangedText, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.operation != "new")


def after(pieces: tuple[ChangedText, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.operation != "gone")


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("灯台のあかりは消えない", "灯台のあかりは消えた", ["ない", "た"]),
        ("แม่น้ำสูงขึ้นมาก", "แม่น้ำสูงขึ้นน้อย", ["มาก", "น้อย"]),
        ("المدرسة للأولاد", "المدرسة للبنات", ["للأولاد", "للبنات"]),
    ],
)
def test_scripts_without_spaces_are_compared_letter_by_letter(
    old: str, new: str, changed: list[str]
) -> None:
    pieces = compare_texts(old, new)
    assert [piece.text for piece in pieces if piece.operation != "same"] == changed


@given(texts, texts)
def test_a_comparison_holds_both_texts_whole(one: str, other: str) -> None:
    pieces = compare_texts(one, other)
    if one == other:
        assert pieces == ()
    else:
        assert (before(pieces), after(pieces)) == (one, other)


@given(bodies, bodies)
def test_every_paragraph_of_both_versions_is_named_once_and_in_order(
    old: list[Block], new: list[Block]
) -> None:
    olds: list[int] = []
    news: list[int] = []
    reached = 0
    for item in compare_blocks(old, new):
        if isinstance(item, UnchangedRun):
            numbers = list(range(item.first, item.last + 1))
            news += numbers
            reached = max(olds, default=0)
            olds += range(reached + 1, reached + 1 + len(numbers))
        else:
            news += [item.after] if item.after else []
            olds += [item.before] if item.before else []
    assert news == list(range(1, len(new) + 1))
    assert olds == list(range(1, len(old) + 1))


@given(bodies)
def test_a_body_is_unchanged_beside_itself(body: list[Block]) -> None:
    assert not any(isinstance(item, Change) for item in compare_blocks(body, body))


def test_a_changed_word_is_marked_and_its_neighbours_are_not() -> None:
    (change,) = compare_blocks(
        [Block("paragraph", "Twenty people sit in it.")],
        [Block("paragraph", "Thirty people sit in it.")],
    )
    assert isinstance(change, Change)
    assert change.pieces == (
        ChangedText("gone", "Twenty"),
        ChangedText("new", "Thirty"),
        ChangedText("same", " people sit in it."),
    )


def test_chinese_is_compared_by_character() -> None:
    pieces = compare_texts("船上能坐二十个人", "船上能坐三十个人")
    assert [(piece.operation, piece.text) for piece in pieces] == [
        ("same", "船上能坐"),
        ("gone", "二"),
        ("new", "三"),
        ("same", "十个人"),
    ]


def test_an_inserted_paragraph_leaves_the_others_unchanged() -> None:
    old = [Block("paragraph", text) for text in ("first of all", "last of all")]
    new = [old[0], Block("paragraph", "完全不同"), old[1]]
    assert compare_blocks(old, new) == [
        UnchangedRun(1, 1),
        Change(None, 2, (ChangedText("new", "完全不同"),)),
        UnchangedRun(3, 3),
    ]


def test_a_paragraph_set_as_something_else_says_so() -> None:
    (change,) = compare_blocks([Block("paragraph", "一、渡船")], [Block("subhead", "一、渡船")])
    assert isinstance(change, Change)
    assert change.kinds == ("paragraph", "subhead")
    assert change.pieces == (ChangedText("same", "一、渡船"),)


def test_a_long_text_with_one_word_changed_shows_that_word() -> None:
    one, other = "甲" * 9_000 + "乙" + "甲" * 9_000, "甲" * 9_000 + "丙" + "甲" * 9_000
    assert [piece.operation for piece in compare_texts(one, other)] == [
        "same",
        "gone",
        "new",
        "same",
    ]


@pytest.mark.slow
def test_rewritten_bodies_are_compared_in_good_time() -> None:
    old = [Block("paragraph", f"{number} " + "old words " * 150) for number in range(400)]
    new = [Block("paragraph", f"{number} " + "全新文字" * 300) for number in range(400)]
    begun = time.process_time()
    assert len(compare_blocks(old, new)) == 800
    assert time.process_time() - begun < 20


def test_a_text_too_long_to_compare_is_shown_whole() -> None:
    one, other = "甲" * 15_000, "乙" * 15_000
    assert compare_texts(one, other) == (ChangedText("gone", one), ChangedText("new", other))
