"""Markdown in the layout of any text: blocks, marks, notes; no letter is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import Mark
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file, recognise
from documents.seed_store.records import Refused, TextRecord
from documents.text import decode_entities, letters_only
from tests.helpers.layout_samples import blocks, read


def text_of(body: str) -> TextRecord:
    record = read(f"---\ntitle: A\nlanguage: en\n---\n\n{body}", "document")
    assert record.original is not None
    return record.original


def marked(text: TextRecord, number: int) -> list[tuple[str, str, str]]:
    block = text.blocks[number - 1]
    return [(mark.kind, block.text[mark.start : mark.end], mark.target) for mark in block.marks]


def test_plain_markdown_takes_its_title_from_its_first_heading() -> None:
    record = read("# 题目\n\n正文一段。\n", "document")
    assert (record.language, record.texts[0].headline) == ("zh-Hans", ("题目",))
    assert blocks(record.texts[0]) == [("paragraph", "正文一段。")]
    assert recognise(decode("# 题目\n\n正文一段。\n".encode(), "x.md")) == ()
    assert read("# Title\n\nText.\n", "document").language == "und"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One *two* __three__ `four`.", [("paragraph", "One two three four.")]),
        ("### Head\n\nText", [("subhead", "Head"), ("paragraph", "Text")]),
        ("中文\n折行", [("paragraph", "中文折行")]),
        ("two\nlines", [("paragraph", "two lines")]),
        ("- a\n- b\n  1. c", [("list", "• a\n• b\n\u20031. c")]),
        ("7) a\n8) b", [("list", "7) a\n8) b")]),
        ("> a\n>\n> b", [("quotation", "a"), ("quotation", "b")]),
        ("| a\n|   b\n|\n| c", [("verse", "a\n\u00a0\u00a0b"), ("verse", "c")]),
        ("one,\\\ntwo.", [("verse", "one,\ntwo.")]),
        ("| a | b |\n|--|--|\n| ccc | d |", [("table", "a   │ b\nccc │ d")]),
        ("| 甲 | b |\n|--|--|\n| c | d |", [("table", "甲 │ b\nc  │ d")]),
        ("![A *b*](a.png)", [("caption", "A b (a.png)")]),
        ("```\na  b\n```", [("table", "a  b")]),
        ("<b>a</b> &amp; c &lt;", [("paragraph", "<b>a</b> & c <")]),
        ("    indented", [("paragraph", "indented")]),
        ("a\n\n---\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    ],
)
def test_the_signs_of_markdown_are_read_and_not_shown(
    markdown: str, expected: list[tuple[str, str]]
) -> None:
    assert blocks(text_of(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("| a |\n|--|\n| b | lost cell |", "| a |\n|--|\n| b | lost cell |"),
        ("[^1]: [a]: b", "[^1]: [a]: b"),
    ],
)
def test_a_block_that_would_lose_a_letter_stays_as_it_is_written(markdown: str, text: str) -> None:
    assert [block.text for block in text_of(markdown).blocks] == [text]


def test_emphasis_and_links_are_marks_and_addresses_stay() -> None:
    text = text_of('A *b **c*** [d](http://e.example "f") <http://g.example> [h][i].\n\n[i]: /j\n')
    assert text.blocks[0].text == "A b c d (http://e.example “f”) http://g.example h [i]."
    assert marked(text, 1) == [
        ("emphasis", "b c", ""),
        ("strong", "c", ""),
        ("link", "d", "http://e.example"),
        ("link", "http://g.example", "http://g.example"),
        ("link", "h", "/j"),
    ]
    assert blocks(text)[1] == ("note", "[i] /j")


def test_a_footnote_is_a_note_with_links_both_ways() -> None:
    text = text_of("One.\n\nTwo[^n].\n\n[^n]: Three.\n\nFour[^x].\n")
    assert blocks(text)[1:] == [
        ("paragraph", "Two[n]."),
        ("note", "[n] Three."),
        ("paragraph", "Four[^x]."),
    ]
    assert text.blocks[1].marks == (Mark("note", 3, 6, "3"),)
    assert text.blocks[2].marks == (Mark("note", 0, 3, "2"),)


MARKDOWN = st.text(alphabet="ab中 \n\n#*_`[]()!<>|-+:.^\\&;\"'1~=$", max_size=200)


@settings(deadline=None, max_examples=300)
@given(MARKDOWN, st.sampled_from(["", "---\ntitle: A\n---\n", "---\n", "## [en]\n", "+++\n"]))
def test_any_text_is_read_without_losing_a_letter_or_refused(text: str, above: str) -> None:
    file = decode((above + text).encode(), "x.md")
    try:
        record = parse_file(file, "document")
    except Refused as refused:
        assert all(0 <= fault.line <= len(file.lines) for fault in refused.faults)  # noqa: PT017
        return
    shown = "".join(block.text for one in record.texts for block in one.blocks)
    for reading, line in zip(record.lines, file.lines, strict=True):
        if reading.field == "body":
            assert letters_only(decode_entities(line.text)) in letters_only(shown)
