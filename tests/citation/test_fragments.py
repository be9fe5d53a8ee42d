"""Text fragments, held against a browser's way of finding them: the first match in the document."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from documents.citation import fragments

LONG = (
    "The canals of the Hexi corridor are mended, and before this year’s wheat harvest water will "
    "reach three thousand mu; the communes of the west bank have joined forces to do it."
)
CHINESE = (
    "河西走廊的水渠已经修好，今年麦收以前，渠水将流到三千亩田里；"
    "西岸各社合力兴修，社员们说：“这是我们自己的水渠。”"
    "老人们也来到工地，年轻人唱着歌，一天就挖了二百丈。"
    "各社决定，秋后再修一条。"
)


def find(visible: list[str], term: str) -> tuple[int, int] | None:
    """Where a browser's match of one directive starts and ends: (block, block), or none."""
    page = [re.sub(r"[^\S\u3000]+", " ", text).strip().casefold() for text in visible]
    joined = "\n".join(page)
    parts = term.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    start, *end = (unquote(part).casefold() for part in parts)
    place = -1
    while (place := joined.find(start, place + 1)) >= 0:
        before = joined[:place].rstrip("\n ")
        if not prefix or before.endswith(unquote(prefix).casefold()):
            break
    if place < 0:
        return None
    last = place + len(start)
    if end:
        last = joined.find(end[0], last)
        if last < 0:
            return None
        last += len(end[0])
    return joined[:place].count("\n"), joined[:last].count("\n")


def test_a_short_block_is_quoted_whole() -> None:
    assert fragments.directive(["标题", "渠水流到田里", "Water reaches the fields"], [2]) == (
        ":~:text=Water%20reaches%20the%20fields"
    )


def test_the_marks_of_the_syntax_are_encoded() -> None:
    assert fragments.encode("a-b, c & d") == "a%2Db%2C%20c%20%26%20d"


def test_a_long_block_is_given_by_its_first_and_last_words() -> None:
    text = fragments.directive(["Canals", LONG], [1])
    assert text == ":~:text=The%20canals%20of%20the,forces%20to%20do%20it."


def test_chinese_is_cut_only_at_punctuation() -> None:
    text = fragments.directive(["水渠", CHINESE], [1])
    start, end = (unquote(part) for part in text.removeprefix(":~:text=").split(","))
    assert start == "河西走廊的水渠已经修好"
    assert end == "秋后再修一条。"


def test_each_block_has_a_directive_of_its_own() -> None:
    text = fragments.directive(["一。", "One.", "二。", "Two."], [0, 2])
    assert text == f":~:text={fragments.encode('一。')}&text={fragments.encode('二。')}"


def test_a_block_said_before_gets_the_words_before_it_as_prefix() -> None:
    visible = ["Canals", "Canals", "渠", "Canals"]
    assert fragments.directive(visible, [0]) == ":~:text=Canals"
    text = fragments.directive(visible, [3])
    assert text == f":~:text={fragments.encode('渠')}-,Canals"
    assert find(visible, text.removeprefix(":~:text=")) == (3, 3)


def test_where_nothing_tells_two_blocks_apart_there_is_no_directive() -> None:
    assert fragments.directive(["渠", "Canals", "渠", "Canals"], [3]) == ""
    assert fragments.directive(["", "  "], [1]) == ""


_texts = st.lists(
    st.one_of(
        st.sampled_from([LONG, CHINESE, LONG + " " + LONG, "简讯", "News in brief", CHINESE * 2]),
        st.text(alphabet="ab ,-&.水渠，。\n", max_size=200),
    ),
    min_size=1,
    max_size=8,
)


@given(_texts, st.data())
def test_a_browser_finds_the_block_meant_or_there_is_no_directive(
    visible: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(visible) - 1))
    text = fragments.directive(visible, [place])
    if text:
        term = text.removeprefix(":~:text=")
        assert "&" not in term
        assert find(visible, term) == (place, place)
