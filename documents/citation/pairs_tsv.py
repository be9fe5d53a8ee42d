"""Aligned pairs as a table of tab-separated values, one pair a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.citation.aligned_pairs import LEVELS, AlignedPair, Level, list_pairs
from documents.citation.record import CitedArticle
from documents.csv_tables import Cells, write_table

MEDIA_TYPE = "text/tab-separated-values"
COLUMNS = (
    *("level", "pair", "identifier", "version", "source", "date"),
    *("original_language", "translation_language", "original_ids", "translation_ids"),
    *("original", "translation", "confidence", "doubt", "address"),
)


def table(
    articles: CitedArticle | Iterable[CitedArticle],
    *,
    level: Level | None = None,
    cells: Cells = "text",
) -> str:
    """The pairs of an article, or of several, as a whole table; ``level`` leaves one kind."""
    listed = [articles] if isinstance(articles, CitedArticle) else articles
    rows = [
        [facts[column] for column in COLUMNS]
        for article in listed
        for facts in table_rows(article, (level,) if level else LEVELS)
    ]
    return write_table([COLUMNS, *rows], "\t", cells)


def table_rows(
    article: CitedArticle, levels: Iterable[Level] = LEVELS
) -> Iterator[dict[str, str | int | float]]:
    """The rows of an article's pairs, by column. A passage has no line ends."""
    for pair in list_pairs(article, levels):
        yield pair_facts(article, pair) | {
            "original_ids": " ".join(f"p{number}" for number in pair.numbers[0]),
            "translation_ids": " ".join(f"t{number}" for number in pair.numbers[1]),
            "original": _one_line(pair.texts[0]),
            "translation": _one_line(pair.texts[1]),
        }


def pair_facts(article: CitedArticle, pair: AlignedPair) -> dict[str, str | int | float]:
    """What a row says of a pair beside its passages; ``address`` pins version and passage."""
    letter, numbers = ("p", pair.numbers[0]) if pair.numbers[0] else ("t", pair.numbers[1])
    return {
        "level": pair.level,
        "pair": f"{article.identifier}-v{article.version}-{pair.key}",
        "identifier": article.identifier,
        "version": article.version,
        "source": article.source_key,
        "date": article.date.edtf if article.date else "",
        "original_language": pair.languages[0],
        "translation_language": pair.languages[1],
        "confidence": round(pair.confidence, 4),
        "doubt": pair.doubt,
        "address": f"{article.version_address}#{letter}{numbers[0]}",
    }


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()).replace("\t", " ")
