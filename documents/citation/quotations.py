"""Passages to cite: parsed paragraph numbers, and quotations in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.citation.passage import Passage
from documents.citation.pieces import locator
from documents.citation.record import CitedArticle, CitedText, anchor_letter
from documents.citation.runs import quoted

_ASKED = re.compile(r"\s*(\d{1,6})\s*(?:[-–—]\s*(\d{1,6})\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: blocks of one text, ``numbers`` from 1, ``anchors`` their ids on the page."""

    language: str
    numbers: tuple[int, ...]
    anchors: tuple[str, ...]
    blocks: tuple[str, ...]


def read_passage(article: CitedArticle, asked: str, *, of_translation: bool = False) -> Passage:
    """Parse ``3``, ``3-4`` or ``3-4,7`` as a passage of the text that the numbers count in.

    Raises ValueError, saying which numbers there are, for anything else.
    """
    text = _counted(article, of_translation)
    count = len(text.blocks) if text else 0
    numbers: list[int] = []
    for part in asked.split(","):
        found = _ASKED.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= count:
            raise ValueError(f"passage: found {asked!r} expected numbers from 1 to {count}, as 3-4")
        numbers += range(first, last + 1)
    return Passage(tuple(sorted(set(numbers))), of_translation)


def quotations(article: CitedArticle, passage: Passage) -> list[Quotation]:
    """The passage and its counterpart by the alignment; the original first.

    A block nothing answers has no counterpart; rows of several blocks are quoted whole.
    """
    main = article.source_text
    beside = _counted(article, True)
    if beside is None:
        return [_quote(article, main, passage.numbers)]
    if passage.of_translation:
        chosen = {main: _answers(beside, passage.numbers, back=True), beside: passage.numbers}
    else:
        chosen = {main: passage.numbers, beside: _answers(beside, passage.numbers, back=False)}
    return [_quote(article, text, numbers) for text, numbers in chosen.items() if numbers]


def passage_text(article: CitedArticle) -> str:
    """The passage that a reader quotes, for a note: its numbers, then each text's words."""
    if article.passage is None:
        return ""
    quoted_texts = (" ".join(each.blocks) for each in quotations(article, article.passage))
    said = locator(article.passage)
    return f"{said[0].upper()}{said[1:]}: {' / '.join(map(quoted, quoted_texts))}"


def _counted(article: CitedArticle, of_translation: bool) -> CitedText | None:
    """The text whose blocks are ``#p…``, or the one whose blocks are ``#t…`` if there is one."""
    if not of_translation:
        return article.source_text
    return article.beside_text


def _answers(translation: CitedText, numbers: tuple[int, ...], *, back: bool) -> tuple[int, ...]:
    wanted = set(numbers)
    pairs: Iterator[tuple[tuple[int, ...], tuple[int, ...]]] = (
        (right, left) if back else (left, right) for left, right, _ in translation.alignment
    )
    return tuple(sorted({n for here, there in pairs if wanted & set(here) for n in there}))


def _quote(article: CitedArticle, text: CitedText, numbers: tuple[int, ...]) -> Quotation:
    letter = anchor_letter(article, text)
    return Quotation(
        text.language,
        numbers,
        tuple(f"{letter}{number}" for number in numbers),
        tuple(text.blocks[number - 1].text for number in numbers),
    )
