"""Chooses the passage of a text to show for a query. No index is asked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.search.analysis import HAN_CHARACTER
from documents.search.text_matches import Matcher, Span, merge_spans
from documents.sentences import sentences

_LENGTH = 240  # characters of a passage
_HAN_LENGTH = 90  # where Han characters prevail
_STRETCH = 3000  # characters looked through before asking whether that is enough
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*\s+|[。！？；…][”’」』）]*|\n")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best passage: a block (from 1), a hit in it, the hit's sentence.

    ``count`` is how many different words and phrases of the query the block holds, ``spans`` every
    hit in it.
    """

    block: int
    span: Span
    sentence: Span
    count: int
    spans: tuple[Span, ...]


def hit_passages(blocks: Sequence[str], language: str, matcher: Matcher) -> Snippet | None:
    """The passage of a text with most of what was searched; None if it has none."""
    matcher = matcher.in_language(language)
    best, highest = 0, 0
    for first, some in _stretches(blocks):
        place, count = matcher.fullest(some)
        if count > highest:
            best, highest = first + place, count
            if count == matcher.term_count:
                break
    if not highest:
        return None
    block = blocks[best]
    hits = matcher.hits(block)
    spans = merge_spans(span for _, span in hits)
    ends = [end for _, end in sentences(block, language)]

    def sentence_of(span: Span) -> Span:
        first = bisect_right(ends, span[0])
        return ends[first - 1] if first else 0, ends[bisect_left(ends, span[1])]

    held: dict[Span, set[object]] = {sentence_of(span): set() for span in spans}
    for what, span in hits:
        for (start, end), inside in held.items():
            if start <= span[0] and span[1] <= end:
                inside.add(what)
    sentence = max(held, key=lambda part: len(held[part]))
    span = next(span for span in spans if sentence_of(span) == sentence)
    return Snippet(best + 1, span, sentence, highest, tuple(spans))


def _stretches(blocks: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """A text's blocks some pages at a time, each with its number."""
    first = length = 0
    for place, block in enumerate(blocks, start=1):
        length += len(block)
        if length >= _STRETCH or place == len(blocks):
            yield first, blocks[first:place]
            first, length = place, 0


def clip(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[tuple[str, bool], ...]:
    """Cut a passage out of a text, in pieces; shortened round its hits if it is long."""
    inside = [(first - start, last - start) for first, last in spans if start <= first < end]
    part = text[start:end]
    inside = [(first, min(last, len(part))) for first, last in inside]
    low, high = _passage(part, inside)
    return tuple(_pieces(part, inside, low, high))


def _passage(text: str, spans: Sequence[Span]) -> Span:
    """The ends of a cut: around the most hits, at the border of a sentence, else of a word."""
    han = 2 * len(HAN_CHARACTER.findall(text)) > len(text)
    length = _HAN_LENGTH if han else _LENGTH
    if len(text) <= length * 5 // 4:
        return 0, len(text)
    anchor = max(
        (start for start, _ in spans),
        key=lambda start: sum(start <= other < start + length for other, _ in spans),
        default=0,
    )
    borders = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    near = [border for border in borders if anchor - length // 2 <= border <= anchor]
    start = near[-1] if near else _at_word(text, max(anchor - length // 4, 0), 1)
    close = [border for border in borders if start + length // 2 <= border <= start + length]
    end = close[-1] if close else _at_word(text, min(start + length, len(text)), -1)
    return start, max(end, next((last for first, last in spans if first == anchor), end))


def _at_word(text: str, place: int, step: int) -> int:
    """The nearest place in one direction where no word and no character is cut in two."""
    limit = place + 30 * step
    while 0 < place < len(text) and place != limit and _inside(text[place - 1], text[place]):
        place += step
    return place


def _inside(before: str, after: str) -> bool:
    if unicodedata.category(after)[0] == "M":
        return True
    apart = HAN_CHARACTER.match(before) or HAN_CHARACTER.match(after)
    return not apart and before.isalnum() and after.isalnum()


def _pieces(text: str, spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[str, bool]]:
    if text[:start].strip():
        yield ELLIPSIS, False
    for first, last in spans:
        if start <= first and last <= end:
            if start < first:
                yield text[start:first], False
            yield text[first:last], True
            start = last
    if start < end and (rest := text[start:end].rstrip()):
        yield rest, False
    if text[end:].strip():
        yield ELLIPSIS, False
