"""Titles as pages write them: phrase by phrase, their beginning if long, a word where none is."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.safestring import SafeString

from documents.models import Article
from documents.presentation.titles import plain_titles, write_phrases, write_titles


def article(title: str) -> Article:
    """An article in one language, without a row."""
    facts: dict[str, Any] = {"identifier": "bgzhwc3fh7d", "language": "zh-Hans"}
    made = Article(title=title, **facts)
    made.__dict__["translated"] = ()
    return made


@pytest.mark.parametrize(
    ("line", "phrases"),
    [
        ("人民的河堤", []),
        ("天寒地冻　决心不动", ["天寒地冻　", "决心不动"]),
        (SafeString("天<mark>寒　地</mark>冻　决心"), ["天<mark>寒　地</mark>冻　", "决心"]),
        ("甲　" * 40, []),  # a text, not a headline: it runs on
    ],
)
def test_a_line_is_broken_only_at_its_spaces_and_keeps_them(line: str, phrases: list[str]) -> None:
    expected = "".join(f'<span class="phrase">{one}</span>' for one in phrases)
    assert write_phrases(line) == (expected or line)


def test_what_is_no_markup_is_escaped() -> None:
    assert "<b>" not in write_phrases("<b>甲　乙")


def test_an_article_without_a_title_is_named_by_a_word_and_its_identifier() -> None:
    assert plain_titles(article("")) == ["[untitled] bgzhwc3fh7d"]
    assert write_titles(article("")) == "<span>[untitled]</span>"


def test_a_title_as_long_as_a_text_is_clamped() -> None:
    assert 'class="clamped"' in write_titles(article("关于合作的决定" * 40))
    assert "clamped" not in write_titles(article("关于合作的决定"))
