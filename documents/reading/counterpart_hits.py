"""The hits of a search in the text beside: the words that answer those found, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from documents.reading.rows import NumberedBlock, Row
from documents.renderings import find_aligned_spans
from documents.search.text_matches import Matcher

Span = tuple[int, int]


def find_counterpart_hits(
    rows: Iterable[Row], languages: tuple[str, str], matcher: Matcher
) -> Mapping[str, Sequence[Span]]:
    """The spans to be marked in each block, by its text; those that are hits already left out.

    ``languages`` are the original's and the translation's.
    """
    original, translation = (matcher.in_language(language) for language in languages)
    answers: dict[str, Sequence[Span]] = {}
    for row in rows:
        for ours, theirs, own, other, ways in (
            (row.original, row.translation, original, translation, languages),
            (row.translation, row.original, translation, original, languages[::-1]),
        ):
            found = {text[start:end] for text in map(_text, ours) for start, end in own.spans(text)}
            for text in map(_text, theirs) if found else ():
                hits = other.spans(text)
                spans = [
                    span
                    for span in find_aligned_spans(found, text, ways)
                    if not any(span[0] < end and start < span[1] for start, end in hits)
                ]
                if spans:
                    answers[text] = spans
    return answers


def _text(item: NumberedBlock) -> str:
    return item.block.text
