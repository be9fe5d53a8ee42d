"""Aligned pairs: each level tells both texts whole and in order, and each file says the same."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.blocks import Block
from documents.citation import pairs_tsv, tmx
from documents.citation.aligned_pairs import LEVELS, AlignedPair, Level, list_pairs
from documents.citation.record import CitedArticle, CitedText
from tests.citation.hostile_titles import titles
from tests.citation.samples import encyclopedia_entry, newspaper_article

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def article(
    original: tuple[str, ...], translation: tuple[str, ...], **alignment: Any
) -> CitedArticle:
    """An article of these paragraphs."""
    texts = (
        CitedText("zh-Hans", ("题",), blocks(original), is_original=True),
        CitedText("en", ("Title",), blocks(translation), **alignment),
    )
    return replace(newspaper_article(), texts=texts)


def blocks(texts: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


TWO_AND_A_NOTE = article(
    ("甲。乙。丙。", "丁。", "戊。"),
    ("One. And two! Then three.", "A note. Of ours.", "D and e."),
    alignment=(((1,), (1,), 0.97), ((), (2,), 0.93), ((2, 3), (3,), 0.42)),
    steps=([[2, 1], [0, 1], [1, 1]], 0, [[2, 1]]),
    doubts={"3": "length"},
)


def sentences_of(cited: CitedArticle) -> list[tuple[str, str]]:
    return [pair.texts for pair in list_pairs(cited, ["sentence"])]


def test_paragraphs_and_the_sentences_inside_them_are_paired_as_the_aligner_did() -> None:
    paragraphs = list(list_pairs(TWO_AND_A_NOTE, ["paragraph"]))
    assert [pair.numbers for pair in paragraphs] == [((1,), (1,)), ((), (2,)), ((2, 3), (3,))]
    assert paragraphs[2].texts == ("丁。\n戊。", "D and e.")
    assert sentences_of(TWO_AND_A_NOTE) == [
        ("甲。乙。", "One."),
        ("", "And two!"),
        ("丙。", "Then three."),
        ("", "A note."),
        ("", "Of ours."),
        ("丁。\n戊。", "D and e."),
    ]


def test_a_pair_has_the_confidence_of_its_bead_and_why_it_is_in_doubt() -> None:
    pairs = list(list_pairs(TWO_AND_A_NOTE))
    assert [pair.confidence for pair in pairs] == [*[0.97] * 4, *[0.93] * 3, *[0.42] * 2]
    assert {pair.key: pair.doubt for pair in pairs if pair.doubt} == {
        "en-3": "length",
        "en-3.1": "length",
    }


def test_sentences_that_answer_one_by_one_are_pairs_each() -> None:
    cited = article(("甲。乙。",), ("One. Two.",), alignment=(((1,), (1,), 1.0),), steps=(0,))
    assert sentences_of(cited) == [("甲。", "One."), ("乙。", "Two.")]


@pytest.mark.parametrize("steps", [(), (0,), ([[1, 1]],), ([[9, 9]],)])
def test_sentences_whose_pairing_is_not_known_are_one_pair(steps: Any) -> None:
    cited = article(("甲。乙。",), ("A. B. C.",), alignment=(((1,), (1,), 1.0),), steps=steps)
    assert sentences_of(cited) == [("甲。乙。", "A. B. C.")]


@given(st.data())
def test_each_level_has_every_character_of_both_texts_once_and_in_order(data: Any) -> None:
    words = st.text(alphabet="甲乙。！ aB.!\n", min_size=1, max_size=30)
    texts = [tuple(data.draw(st.lists(words, max_size=4))) for _ in range(2)]
    counts = [len(text) for text in texts]
    beads = []
    reached = [0, 0]
    while reached != counts:
        ends = [data.draw(st.integers(at, top)) for at, top in zip(reached, counts, strict=True)]
        if ends == reached:
            ends = counts
        sides = [tuple(range(a + 1, b + 1)) for a, b in zip(reached, ends, strict=True)]
        beads.append((sides[0], sides[1], 0.5))
        reached = ends
    step = st.one_of(st.just(0), st.lists(st.lists(st.integers(0, 2), min_size=2, max_size=2)))
    steps = tuple(data.draw(st.lists(step, max_size=len(beads))))
    cited = article(texts[0], texts[1], alignment=tuple(beads), steps=steps)
    for level in LEVELS:
        pairs = list(list_pairs(cited, [level]))
        for side in (0, 1):
            said = "".join("".join(pair.texts[side].split()) for pair in pairs)
            assert said == "".join("".join(texts[side]).split())
            numbers = [number for pair in pairs for number in pair.numbers[side]]
            assert sorted(set(numbers)) == [*range(1, counts[side] + 1)]
            assert numbers == sorted(numbers)


def test_an_article_of_one_text_has_no_pairs() -> None:
    assert list(list_pairs(encyclopedia_entry())) == []
    assert pairs_tsv.table(encyclopedia_entry()) == pairs_tsv.table([])
    assert units(tmx.document(encyclopedia_entry())) == []


# -- the files -------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.DictReader(lines, delimiter="\t"))


def units(text: str) -> list[etree._Element]:
    return etree.fromstring(text.encode()).findall("body/tu")


def test_the_table_says_where_each_passage_stands() -> None:
    first, *_, last = rows(pairs_tsv.table(TWO_AND_A_NOTE))
    assert first["pair"] == "h4x9k2m7q0b-v1-en-1"
    assert (first["original_ids"], first["translation_ids"]) == ("p1", "t1")
    assert (last["original_ids"], last["translation_ids"]) == ("p2 p3", "t3")
    assert (last["original"], last["confidence"], last["doubt"]) == ("丁。 戊。", "0.42", "length")
    assert last["address"] == "https://archive.example/articles/h4x9k2m7q0b/v1/#p2"
    alone = rows(pairs_tsv.table(TWO_AND_A_NOTE, level="paragraph"))[1]
    assert (alone["original"], alone["address"][-3:]) == ("", "#t2")


@pytest.mark.parametrize("level", LEVELS)
def test_one_level_may_be_asked_for_alone(level: Level) -> None:
    assert {row["level"] for row in rows(pairs_tsv.table(TWO_AND_A_NOTE, level=level))} == {level}
    found = units(tmx.document(TWO_AND_A_NOTE, level=level))
    assert {unit.get("segtype") for unit in found} == {level}


def test_a_translation_memory_has_the_pairs_that_have_two_sides() -> None:
    answered = [pair for pair in list_pairs(TWO_AND_A_NOTE) if all(pair.texts)]
    found = units(tmx.document(TWO_AND_A_NOTE))
    assert [said(unit) for unit in found] == [told(pair) for pair in answered]
    assert {unit.get("srclang") for unit in found} == {"zh-Hans"}


def said(unit: etree._Element) -> list[tuple[str | None, str | None]]:
    return [
        *((one.get("type"), one.text) for one in unit.findall("prop")[:2]),
        *((one.get(LANG), one.findtext("seg")) for one in unit.findall("tuv")),
    ]


def told(pair: AlignedPair) -> list[tuple[str, str]]:
    return [
        ("x-level", pair.level),
        ("x-confidence", f"{pair.confidence:.4f}"),
        *zip(pair.languages, pair.texts, strict=True),
    ]


@given(titles.filter(str.strip), titles.filter(str.strip))
def test_no_text_breaks_a_table_or_a_translation_memory(ours: str, theirs: str) -> None:
    cited = article((ours,), (theirs,), alignment=(((1,), (1,), 0.9),), steps=(0,))
    (row,) = rows(pairs_tsv.table(cited, level="paragraph", cells="raw"))
    assert row["original"].split() == ours.replace("\0", "").split()
    assert len(units(tmx.document(cited, level="paragraph"))) == 1
