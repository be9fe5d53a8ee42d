"""The two seeds' own texts, searched as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.search import IndexDocument, OpenIndex, SearchRequest, search
from documents.search.snippets import clip, hit_passages
from documents.search.text_matches import Matcher
from tests.search.generated_articles import build

SEEDS = Path(__file__).parents[2] / "seeds"
NEWSPAPER, ENCYCLOPEDIA = "7f36bf76d8e", "41d499eae48"


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, tuple[str, ...]]]:
    english, _, chinese = _read("000_7f36bf76d8e05e4c.txt").partition("Original:")
    return {
        NEWSPAPER: {"zh-Hans": _lines(chinese), "en": _lines(english)},
        ENCYCLOPEDIA: {"en": _lines(_read("002_41d499eae482cac3.txt"))},
    }


@pytest.fixture(scope="module")
def seeds(
    texts: dict[str, dict[str, tuple[str, ...]]], tmp_path_factory: pytest.TempPathFactory
) -> OpenIndex:
    articles = [
        IndexDocument(identifier, "s", held[next(iter(held))][0], {}, held)
        for identifier, held in texts.items()
    ]
    return build(tmp_path_factory.mktemp("seeds"), articles)


def _read(name: str) -> str:
    return (SEEDS / name).read_text("utf-8")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split("\n"))))


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("科学研究", {NEWSPAPER}),
        ("科學研究", {NEWSPAPER}),
        ("合作", {NEWSPAPER}),
        ("研", {NEWSPAPER}),
        ("學習 國家", {NEWSPAPER}),
        ("1957年", {NEWSPAPER}),
        ("虎", set()),
        ('"scientific research"', {NEWSPAPER}),
        ('"scientific and technical"', {NEWSPAPER, ENCYCLOPEDIA} - {NEWSPAPER}),
        ("COMECON", {ENCYCLOPEDIA}),
        ("comecon OR 莫斯科", {NEWSPAPER, ENCYCLOPEDIA}),
        ("country -COMECON", {NEWSPAPER}),
        ("dal'neishego", {ENCYCLOPEDIA}),
        ("“文化合作”", {NEWSPAPER}),
        ("五百多名科学工作者", {NEWSPAPER}),
        ("ＣＯＭＥＣＯＮ", {ENCYCLOPEDIA}),
    ],
)
def test_a_reader_finds_what_is_there(seeds: OpenIndex, q: str, expected: set[str]) -> None:
    hits = search(seeds, SearchRequest(q=q)).hits
    assert {hit.identifier for hit in hits} == expected


@pytest.mark.parametrize(
    ("q", "language", "marked"),
    [
        ("科學研究", "zh-Hans", "科学研究"),
        ("delegation", "en", "delegations"),
        ('"scientific workers"', "en", "scientific workers"),
        ("帝国主义 hegemony", "zh-Hans", "帝国主义"),
    ],
)
def test_the_passage_shows_what_was_found_in_its_language(
    texts: dict[str, dict[str, tuple[str, ...]]], q: str, language: str, marked: str
) -> None:
    matcher, blocks = Matcher(q), texts[NEWSPAPER][language]
    shown = hit_passages(blocks, language, matcher)
    assert shown is not None
    block = blocks[shown.block - 1]
    pieces = clip(block, matcher.spans(block), *shown.sentence)
    assert marked in [text for text, found in pieces if found]
    assert "".join(text for text, _ in pieces).strip("…") in block
