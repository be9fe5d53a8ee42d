"""Plain text as Markdown: a reader of Markdown finds every sign as it was."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from documents.conversion.plain_text import clean_text, escape_line, write_plain_text

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")

SIGNS = st.text(
    st.sampled_from("#-+>|*_`~[]()<>&;!\\=:.1 9a字{}^\"'$@/\t"), min_size=1, max_size=12
)


def read_paragraph(line: str) -> str:
    """The text of a line of Markdown that is one paragraph and nothing else."""
    shown = PARSER.render(line)
    match = re.fullmatch(r"<p>(.*)</p>\n", shown, re.DOTALL)
    assert match, shown
    assert not re.search(r"<[a-z/]", match[1]), shown
    return html.unescape(match[1])


@settings(max_examples=300, deadline=None)
@given(SIGNS.filter(str.strip))
def test_any_signs_come_out_as_they_were(text: str) -> None:
    assert read_paragraph(escape_line(text)) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no item",
        "1. no item",
        "1) no item",
        "> no quotation",
        "---",
        "===",
        "| no | table |",
        "a_b_c and _no emphasis_ and **none**",
        "[no](link) ![no](picture) [^1]",
        "<b>no tag</b> <http://no.link>",
        "&amp; &copy; &#35; & R&D",
        "`no code` ``` ~~~ ~~not struck~~",
        "\\* a backslash",
        "+++",
        "![",
    ],
)
def test_what_markdown_would_read_stays_text(text: str) -> None:
    assert read_paragraph(escape_line(text)) == text


def test_words_are_left_readable() -> None:
    plain = "It was 5.30 - a snake_case, R&D, 3 > 2, (see p. 4); a [b]"
    assert escape_line(plain) == plain.replace("[b", "\\[b")


def test_blank_lines_part_paragraphs() -> None:
    assert write_plain_text("一。\n \n二。") == "一。\n\n二。"


def test_lines_are_paragraphs_where_nothing_else_parts_them() -> None:
    assert write_plain_text("第一段。\n第二段。") == "第一段。\n\n第二段。"


def test_lines_wrapped_by_hand_are_joined() -> None:
    line = "The committee met on Monday and decided that all of the"
    assert write_plain_text(f"{line}\n{line}\nmembers agree.") == f"{line} {line} members agree."


def test_chinese_lines_wrapped_by_hand_are_joined_without_a_space() -> None:
    line = "我们必须认真地研究这一个问题并且作出正确的决定因为它关系到全国"
    assert write_plain_text(f"{line}\n{line}\n人民。") == f"{line}{line}人民。"


def test_short_lines_that_end_no_sentence_are_verse() -> None:
    assert write_plain_text("Roses are red,\nViolets *blue*,\nAnd so on") == (
        "| Roses are red,\n| Violets \\*blue\\*,\n| And so on"
    )


def test_control_characters_are_taken_out_and_counted() -> None:
    assert clean_text("a\x00b\r\nc\x0bd\u2028e\ud800") == ("ab\nc\nd\ne", 2)


def test_marks_piled_on_a_letter_are_cut() -> None:
    piled = "a" + "\u0301" * 150
    assert clean_text(f"x {piled}b{piled}é") == (f"x {piled[:101]}b{piled[:101]}é", 100)
    assert clean_text(piled[:101]) == (piled[:101], 0)
