"""The words of two texts that answer each other stand where their blocks have them."""

from __future__ import annotations

import pytest

from documents.blocks import Block
from documents.reading import word_links
from documents.reading.rows import Texts, arrange_rows
from documents.reading.word_links import PlacedSpan, can_link, find_word_links

CHINESE = (
    Block("paragraph", "水库修成了。水很清。"),
    Block("paragraph", "农民都来看。"),
)
ENGLISH = (
    Block("paragraph", "The reservoir is finished. The water is clear."),
    Block("paragraph", "All the peasants came to see it."),
)


def texts(*, confidence: float = 1.0, turned: bool = False) -> Texts:
    ours, theirs = (ENGLISH, CHINESE) if turned else (CHINESE, ENGLISH)
    languages = ("en", "zh-Hans") if turned else ("zh-Hans", "en")
    alignment = [([1], [1], confidence), ([2], [2], confidence)]
    return Texts(ours, theirs, alignment, steps=[[[1, 1], [1, 1]], 0], languages=languages)


def words(span: PlacedSpan) -> str:
    text = (CHINESE if span.anchor[0] == "p" else ENGLISH)[int(span.anchor[1:]) - 1].text
    return text[span.start : span.end]


def test_every_link_is_of_paired_sentences() -> None:
    rows = arrange_rows(texts(), "parallel")
    found = [
        ([*map(words, link.original)], [*map(words, link.translation)])
        for link in find_word_links(rows, ("zh-Hans", "en"))
    ]
    assert (["水库"], ["reservoir"]) in found
    assert (["水"], ["water"]) in found
    assert (["农民"], ["peasants"]) in found


def test_a_translation_from_english_is_linked_the_other_way_round() -> None:
    rows = arrange_rows(texts(turned=True), "parallel")
    links = find_word_links(rows, ("en", "zh-Hans"))
    placed = {(link.original[0], link.translation[0]) for link in links}
    assert (PlacedSpan("p1", 4, 13), PlacedSpan("t1", 0, 2)) in placed


def test_of_uncertain_rows_and_of_other_languages_nothing_is_said() -> None:
    rows = arrange_rows(texts(confidence=0.4), "parallel")
    assert find_word_links(rows, ("zh-Hans", "en")) == []
    assert find_word_links(arrange_rows(texts(), "parallel"), ("zh-Hans", "ru")) == []
    assert can_link("zh-Hant", "en-x-legge")
    assert not can_link("ru", "en")


def test_an_article_has_no_more_links_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = arrange_rows(texts(), "parallel") * 2
    assert len(find_word_links(rows, ("zh-Hans", "en"))) > 4
    monkeypatch.setattr(word_links, "MOST", 4)
    assert len(find_word_links(rows, ("zh-Hans", "en"))) == 4
