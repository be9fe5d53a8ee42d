"""The first sentence of a text, as its abstract."""

from __future__ import annotations

import pytest

from documents.blocks import Block, Mark
from documents.citation.abstract import LONGEST, first_sentence


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("en", "The ferry was mended. It is blue.", "The ferry was mended."),
        ("en", "Mr. Ivanov came at 3.14 p.m. to see it. He left.", None),
        ("zh-Hans", "渡船修好了，大家来看。船是蓝的。", "渡船修好了，大家来看。"),
        ("zh-Hans", "没有句号", "没有句号"),
    ],
)
def test_it_is_the_first_sentence_as_printed(
    language: str, text: str, sentence: str | None
) -> None:
    expected = sentence or "Mr. Ivanov came at 3.14 p.m. to see it."
    assert first_sentence([Block("paragraph", text)], language) == expected


def test_headings_and_signatures_are_no_part_of_it() -> None:
    blocks = [
        Block("subhead", "One. Heading."),
        Block("signature", "Our correspondent."),
        Block("paragraph", "The text. More."),
    ]
    assert first_sentence(blocks, "en") == "The text."
    assert first_sentence(blocks[:2], "en") == ""


def test_a_text_of_verse_begins_with_its_first_verse() -> None:
    assert first_sentence([Block("verse", "a river\nruns by")], "en") == "a river runs by"


def test_a_dateline_alone_is_no_sentence() -> None:
    first = "（新华社北京5日电）。代表团今天到达。"
    text = f"{first}大家欢迎。"
    dateline = (Mark("dateline", 0, 10),)
    assert first_sentence([Block("paragraph", text, dateline)], "zh-Hans") == first


def test_a_sentence_that_runs_on_is_cut_at_a_word() -> None:
    sentence = first_sentence([Block("paragraph", "word " * 300)], "en")
    assert sentence.endswith("word …")
    assert LONGEST // 2 < len(sentence) <= LONGEST + 2
