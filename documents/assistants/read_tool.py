"""The tool `read`: an article's facts and its text, passage by passage in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.assistants.find_article import find_article
from documents.assistants.refusals import ToolRefused
from documents.citation.aligned_pairs import list_pairs
from documents.citation.record import CitedArticle
from documents.exchange.article_lists import summary

SIZE = 12_000  # characters of passages in one answer, more where one passage alone has more


def read_article(identifier: str, version: int | None, language: str, first: int) -> dict[str, Any]:
    """An article from a passage on (counted from 1), as far as an answer reaches.

    ``language`` says which translation stands beside the original, "" the first. Raises
    `ToolRefused`.
    """
    article = find_article(identifier, version)
    passages = list(_passages(article, language))
    if not 1 <= first <= max(len(passages), 1):
        raise ToolRefused(
            f"first_passage: found {first} expected a number from 1 to {len(passages)}"
        )
    shown = _some(passages[first - 1 :])
    following = first + len(shown)
    return {
        "edition": article.edition,
        "permalink": article.permalink,
        **summary(article),
        "rights": article.rights_line or article.rights_uri,
        "recorded_at": article.recorded_utc,
        "passages": shown,
        "passages_in_all": len(passages),
        "next_passage": following if following <= len(passages) else None,
    }


def _passages(article: CitedArticle, language: str) -> Iterator[dict[str, Any]]:
    known = [text.language for text in article.translations]
    if language and language not in article.languages:
        raise ToolRefused(
            f"language: found {language!r} expected one of {', '.join(article.languages)}"
        )
    beside = language if language in known else next(iter(known), "")
    paired = [pair for pair in list_pairs(article, ["paragraph"]) if pair.languages[1] == beside]
    for pair in paired:
        yield {
            "original_ids": [f"p{number}" for number in pair.numbers[0]],
            "translation_ids": [f"t{number}" for number in pair.numbers[1]],
            "original": pair.texts[0],
            "translation": pair.texts[1],
            "confidence": round(pair.confidence, 2),
        }
    if not paired:
        text = article.source_text
        for number, block in enumerate(text.blocks, start=1):
            yield {"ids": [f"p{number}"], "language": text.language, "text": block.text}


def _some(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    room = SIZE
    shown: list[dict[str, Any]] = []
    for passage in passages:
        room -= sum(len(value) for value in passage.values() if isinstance(value, str))
        if shown and room < 0:
            break
        shown.append(passage)
    return shown
