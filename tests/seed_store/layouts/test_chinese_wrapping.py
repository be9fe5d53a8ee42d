"""Chinese bodies wrapped by hand: paragraphs where they show it, else a block a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.layout_samples import blocks, chinese, fields, original, read

FIRST = (
    "眼看就到了春天，各村都在准备耕种，可是有些村子还没有动起来，干部们应当注意这件事情。"
    "农具的修理是头一件大事，没有农具就不能下地，种子也要早作打算，不能等到谷雨以后再去借。"
)
SECOND = (
    "县里派了三十个木匠到各村去，带着锯子和刨子，一个村子住两天，修好一批犁耙再走下一村，"
    "群众管饭，公家出钱。有的村子自己办起了铁匠炉，把旧铁打成锄头。"
)
SHORT = "大家都说这样好。"


def cut(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def wrapped(*paragraphs: str, width: int = 32, indent: str = "    ") -> str:
    return "".join(
        f"{'' if place else indent}{line}\n"
        for paragraph in paragraphs
        for place, line in enumerate(cut(paragraph, width))
    )


def body(text: str) -> list[tuple[str, str]]:
    return blocks(original(chinese(text, title="另有标题")))


@pytest.mark.parametrize("indent", ["    ", "\u3000\u3000", "\t"])
@pytest.mark.parametrize("width", [20, 25, 32, 41])
def test_an_indent_begins_a_paragraph_and_lines_without_one_go_it_on(
    indent: str, width: int
) -> None:
    text = wrapped(FIRST, SECOND, SHORT, width=width, indent=indent)
    assert body(text) == [("paragraph", paragraph) for paragraph in (FIRST, SECOND, SHORT)]


def test_every_line_of_a_joined_paragraph_is_in_its_block() -> None:
    record = read(chinese(wrapped(FIRST, SHORT), title="另有标题"))
    held = [line.block for line in record.lines if line.field == "body"]
    assert held == [*[1] * len(cut(FIRST, 32)), 2]
    assert "unknown" not in fields(record)


def test_where_nothing_is_indented_a_constant_width_says_it() -> None:
    assert body(wrapped(FIRST, SECOND, SHORT, indent="")) == [
        ("paragraph", paragraph) for paragraph in (FIRST, SECOND, SHORT)
    ]


def test_figures_and_letters_count_half_where_lines_are_even_so() -> None:
    lines = (
        "    全县今年共有1234567890人参加了修渠的劳动，比去年多",
        "二百人，其中妇女1958人，还有二十个学校的学生来帮忙运",
        "土。",
    )
    assert body("\n".join(lines) + "\n") == [("paragraph", "".join(map(str.strip, lines)))]


def test_latin_words_stay_apart() -> None:
    lines = (
        "    代表团的团长是美国的教授，他在会上宣读了题为Long",
        "Term Credit的论文，受到了到会的各国学者们的欢迎。",
    )
    assert "题为Long Term Credit的论文" in body("\n".join(lines) + "\n")[0][1]


@pytest.mark.parametrize(
    "lines",
    [
        ("    " + FIRST, SECOND, SHORT),  # only the first paragraph is indented
        (FIRST[:42], SECOND[:40] + "。", SHORT, FIRST[43:80] + "。"),  # paragraphs at the margin
        ("    " + FIRST, "中共河口县委"),  # an office at the margin
        ("    " + "渠水" * 12 + "。", "王小河"),
        ("    丁一山　王小河　杜甲乙　鞠　鹏　万　宇", "李东海　赵南山　钱西河　孙北岭"),
        ("春天来到河上，", "水车吱呀地唱，", "孩子们跑来了，", "带着新编的筐。"),
    ],
)
def test_in_doubt_a_line_is_a_block_or_part_of_a_set_piece(lines: tuple[str, ...]) -> None:
    said = body("".join(f"{line}\n" for line in lines))
    assert "\n".join(text for _, text in said).split("\n") == [line.strip() for line in lines]


def test_a_signature_below_a_full_line_stays_apart() -> None:
    text = f"{FIRST[:63]}。"
    said = [text for _, text in body(f"{wrapped(FIRST, text)}王小河\n")]
    assert said == [FIRST, text, "王小河"]


@given(
    st.lists(
        st.text("春天河上修渠，。1a 　（）“”", min_size=1, max_size=120), min_size=1, max_size=5
    ),
    st.integers(15, 45),
    st.sampled_from(["", "    ", "\u3000\u3000"]),
)
def test_no_character_is_lost_however_a_body_is_wrapped(
    paragraphs: list[str], width: int, indent: str
) -> None:
    text = wrapped(*(f"河{paragraph}" for paragraph in paragraphs), width=width, indent=indent)
    record = original(chinese(text, title="另有标题"))
    kept = "".join(block.text for block in record.blocks)
    assert "".join(kept.split()) == "".join(text.split())
