from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search import Matcher, snippet
from tests.search.corpus import CORPUS
from tests.search.test_query import HOSTILE

TEXT = st.text("科學研究合作，。 \naeé.,ＣＯ’-1", max_size=500)


def marked(q: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Matcher(q).spans(text)]


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("comecon", "ＣＯＭＥＣＯＮ成员国", ["ＣＯＭＥＣＯＮ"]),
        ("科学研究", "進行科學\n研究。科学，研究", ["科學\n研究"]),
        ("country", "Countries, country’s", ["Countries", "country’s"]),
        ("cafe", "le cafe\u0301 noir", ["cafe\u0301"]),
        ('"long term"', "long-term and long, term", ["long-term"]),
        ("「合作，研究」", "合作。 研究", ["合作。 研究"]),
        ("科学 学研", "科学研究", ["科学研"]),
        ("1957年", "仅在1957年到苏联", ["1957年"]),
        ("第6版", "第６版（二）", ["第６版"]),
        ("the -art", "the art", ["the"]),
        ("title:art", "art", ["art"]),
        ("各", "各各", ["各", "各"]),
        ("", "art", []),
    ],
)
def test_marks_fall_on_the_original_characters(q: str, text: str, expected: list[str]) -> None:
    assert marked(q, text) == expected


@given(
    TEXT | st.text(), st.sampled_from(["科学", "研", "a e", '"a e"', "co1", "合作，研究"]) | HOSTILE
)
def test_marks_are_in_order_and_apart(text: str, q: str) -> None:
    edges = [edge for span in Matcher(q).spans(text) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert not edges or edges[-1] <= len(text)


@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from(["科学", "研", "a", "e 1", "x"]))
def test_a_passage_is_a_piece_of_its_block_with_a_hit_if_there_is_one(
    blocks: list[str], q: str
) -> None:
    matcher = Matcher(q)
    shown = snippet({"zh-Hans": blocks}, matcher)
    assert shown is not None
    assert shown.is_hit == any(map(matcher.spans, blocks))
    text = "".join(text for text, _ in shown.pieces if text != "…")
    assert text in blocks[shown.block - 1]
    assert len(text) <= 320


def test_the_block_with_most_of_the_query_is_shown() -> None:
    blocks = ["science", "research and science", "research"]
    shown = snippet({"en": blocks}, Matcher("science research"))
    assert shown is not None
    assert shown.block == 2
    assert shown.pieces == (("research", True), (" and ", False), ("science", True))


def test_a_long_block_is_cut_at_sentences() -> None:
    filler = "Nothing of note was said here by anyone at all. " * 9
    shown = snippet(
        {"en": [filler + "The delegation left at noon. " + filler]}, Matcher("delegation")
    )
    assert shown is not None
    text = "".join(text for text, _ in shown.pieces)
    assert text.startswith("…The delegation")
    assert text.endswith("at all.…")
    assert ("delegation", True) in shown.pieces
    han = snippet({"zh-Hans": ["这里什么也没有说过。" * 30 + "代表团走了。"]}, Matcher("代表团"))
    assert han is not None
    assert sum(len(text) for text, _ in han.pieces) < 100


def test_without_a_hit_the_beginning_is_shown() -> None:
    shown = snippet({"zh-Hans": ["开头。", "其次。"], "en": ["Beginning."]}, Matcher("elsewhere"))
    assert shown is not None
    assert (shown.language, shown.block, shown.pieces) == ("zh-Hans", 1, (("开头。", False),))
    assert snippet({"en": []}, Matcher("elsewhere")) is None


def test_every_article_of_the_corpus_can_be_quoted() -> None:
    matcher = Matcher("的 the")
    for article in CORPUS:
        shown = snippet(article.texts, matcher)
        assert shown is not None
        assert shown.is_hit == any(
            matcher.spans(block) for text in article.texts.values() for block in text
        )
