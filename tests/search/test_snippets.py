from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.cedict import dictionary_file, read_entries
from documents.search.analysis import BREAK, UNIT, split_hyphens, stems
from documents.search.folding import fold_text
from documents.search.snippets import clip, hit_passages
from documents.search.spelling_variants import variant_openings
from documents.search.text_matches import Matcher, stem_prefix
from tests.search.generated_articles import CORPUS
from tests.search.test_query import HOSTILE

Pieces: TypeAlias = tuple[int, tuple[tuple[str, bool], ...]]
TEXT = st.text("科學研究合作，。 \naeé.,ＣＯ’-1", max_size=500)


def marked(q: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Matcher(q).spans(text)]


def test_a_script_that_holds_nothing_is_told_by_its_characters() -> None:
    """No character of one script may fold into the other without being known to."""
    scripts = ((Matcher("a"), "[a-z]"), (Matcher("〇"), "[\u3007\u4e00-\u9fff]"))
    for code in [*range(1, 0xD800), *range(0xE000, 0x20000), *range(0x2F800, 0x2FA20)]:
        becomes = fold_text(chr(code))
        for matcher, script in scripts:
            if re.search(script, becomes):
                assert matcher._may_stand_in(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("q", "text"), [("peace", "和平，１９５７年。"), ("和平", "Peace, “1957”.")]
)
def test_a_text_in_another_script_is_not_looked_through(q: str, text: str) -> None:
    assert not Matcher(q)._may_stand_in(text)
    assert Matcher(q)._may_stand_in(f"{text} {q}")
    assert marked(q, f"{text} {q}") == [q]


def test_every_english_word_begins_as_its_stem_says() -> None:
    glosses = (gloss for entry in read_entries(dictionary_file()) for gloss in entry.glosses)
    words = sorted({word for gloss in glosses for word in re.findall("[a-z]+", gloss.lower())})
    assert len(words) > 10_000
    pairs = zip(words, stems(words), strict=True)
    unlike = [
        (word, stem)
        for word, stem in pairs
        if not word.startswith(tuple(variant_openings(stem_prefix(stem))))
    ]
    assert unlike == []


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("dying", "they die, a dying man", ["die", "dying"]),
        ("happy", "happiness, happy", ["happiness", "happy"]),
        ("строить", "строил и строят", ["строил", "строят"]),
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


PIECES = ["a", "ab", "b", "'", "-", "_", ",", ". ", " ", "\n", "科", "学", "，", "的", "é", "ab'a"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=6).map("".join),
)
@settings(max_examples=600)
def test_a_phrase_is_marked_wherever_the_units_of_a_text_run_as_its_own_do(
    text: str, wanted: str
) -> None:
    matcher = Matcher(f'"{wanted}"')
    phrases = matcher._phrases
    plain = split_hyphens(fold_text(text))
    units = [(unit[1] or BREAK, *unit.span()) for unit in UNIT.finditer(plain)]
    runs = [
        (phrase, (units[place][1], units[place + len(phrase.units) - 1][2]))
        for phrase in phrases
        for place in range(len(units) - len(phrase.units) + 1)
        if tuple(name for name, *_ in units[place:][: len(phrase.units)]) == phrase.units
    ]
    assert [hit for hit in matcher._found(plain) if hit[0] in phrases] == runs


def quoted(blocks: Sequence[str], matcher: Matcher, language: str = "zh-Hans") -> Pieces | None:
    """The sentence that shows best what was found, in pieces, with the number of its block."""
    found = hit_passages(blocks, language, matcher)
    if found is None:
        return None
    block = blocks[found.block - 1]
    return found.block, clip(block, matcher.spans(block), *found.sentence)


@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from(["科学", "研", "a", "e 1", "x"]))
def test_a_passage_is_a_piece_of_its_block_and_holds_a_hit(blocks: list[str], q: str) -> None:
    matcher = Matcher(q)
    shown = quoted(blocks, matcher)
    assert (shown is not None) == any(map(matcher.spans, blocks))
    if shown is None:
        return
    number, pieces = shown
    assert any(found for _, found in pieces)
    text = "".join(text for text, _ in pieces if text != "…")
    assert text in blocks[number - 1]
    assert len(text) <= 320


def test_the_block_with_most_of_the_query_is_shown() -> None:
    blocks = ["science", "research and science", "research"]
    pieces = (("research", True), (" and ", False), ("science", True))
    assert quoted(blocks, Matcher("science research"), "en") == (2, pieces)


def test_the_sentence_with_the_hit_is_shown_and_no_other() -> None:
    filler = "Nothing of note was said here by anyone at all. " * 9
    shown = quoted([f"{filler}The delegation left. {filler}"], Matcher("delegation"), "en")
    assert shown == (1, (("The ", False), ("delegation", True), (" left.", False)))
    han = quoted(["这里什么也没有说过。" * 30 + "代表团走了。"], Matcher("代表团"))
    assert han == (1, (("代表团", True), ("走了。", False)))


def test_a_long_sentence_is_cut_round_its_hit() -> None:
    filler = "nothing of note was said here by anyone at all, "
    shown = quoted([filler * 9 + "the delegation left, " + filler * 9], Matcher("delegation"), "en")
    assert shown is not None
    text = "".join(text for text, _ in shown[1])
    assert text.startswith("…")
    assert text.endswith("…")
    assert ("delegation", True) in shown[1]
    assert len(text) <= 330


def test_where_nothing_is_found_nothing_is_quoted() -> None:
    assert quoted(["开头。", "其次。"], Matcher("elsewhere")) is None
    assert quoted([], Matcher("elsewhere")) is None


def test_every_article_of_the_corpus_can_be_quoted() -> None:
    matcher = Matcher("的 the")
    for article in CORPUS:
        for language, blocks in article.texts.items():
            shown = quoted(blocks, matcher, language)
            assert (shown is not None) == any(map(matcher.spans, blocks))
