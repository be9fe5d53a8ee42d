"""Marking what a query found in a text, and choosing the passage to show. No index is asked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.search.analysis import (
    BREAK,
    HAN_CHARACTER,
    LETTER,
    UNIT,
    WORD,
    separated,
    stems,
)
from documents.search.folding import fold, folded
from documents.search.query import Beginning, Phrase, Roughly, Word, parse
from documents.search.spelling import allowed, distance
from documents.text import sentences

_LENGTH = 240  # characters of a passage
_HAN_LENGTH = 90  # where Han characters prevail
_STRETCH = 3000  # characters looked through before asking whether that is enough
_PARTED = "\1"
_SHORT_STEM = 3  # letters of a stem that says no more than the word's first letter
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*\s+|[。！？；…][”’」』）]*|\n")
ELLIPSIS = "…"
_WHOLE_WORD = re.compile(f"(?<!{LETTER})(?<!{LETTER}'){WORD.pattern}")
_ANYWHERE = re.compile(r"[^\W_](?<![a-z0-9а-я].)", re.DOTALL)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a text shows best what was found: a block (from 1), a hit in it, the hit's sentence.

    ``count`` is how many different words and phrases of the query the block holds, ``spans`` every
    hit in it.
    """

    block: int
    span: Span
    sentence: Span
    count: int
    spans: tuple[Span, ...]


class Matcher:
    """What one query looks for; finds it in any text as the index does.

    ``most`` is how many different words and phrases that are. One serves one request: it remembers
    the words it met.
    """

    def __init__(self, q: str) -> None:
        leaves = parse(q).leaves
        words = [leaf.text for leaf in leaves if isinstance(leaf, Word)]
        self._stems = frozenset(stems(words))
        self._near = [
            leaf for leaf in dict.fromkeys(leaves) if isinstance(leaf, Beginning | Roughly)
        ]
        self._phrases = [leaf for leaf in dict.fromkeys(leaves) if isinstance(leaf, Phrase)]
        self.most = len(self._stems) + len(self._near) + len(self._phrases)
        self._known: dict[str, tuple[object, ...]] = {}
        self._likely = _likely(self._stems, self._near)

    def __bool__(self) -> bool:
        return self.most > 0

    def spans(self, text: str) -> list[Span]:
        """The parts of a text to be marked, ``text[start:end]``, in order and apart."""
        return merge(span for _, span in self.hits(text))

    def hits(self, text: str) -> list[tuple[object, Span]]:
        """Every hit in a text, with what it is a hit of: a word, a phrase of the query."""
        found = list(self._found(separated(folded(text)))) if self else []
        if not found:
            return []
        original = fold(text)
        return [(what, original.span(*span)) for what, span in found]

    def fullest(self, blocks: Sequence[str]) -> Span:
        """Which of some blocks, from 0, holds most different words and phrases, and how many.

        Of equal ones it is the first.
        """
        counts = [*map(len, self._held(blocks))]
        most = max(counts)
        return counts.index(most), most

    def holders(self, texts: Sequence[str]) -> frozenset[int]:
        """Which of some texts, from 0, hold any of the words and phrases."""
        return frozenset(place for place, held in enumerate(self._held(texts)) if held)

    def _held(self, blocks: Sequence[str]) -> list[set[object]]:
        """The words and phrases that each block holds.

        They are folded and looked through in one go, parted by a control character, as for the
        index.
        """
        text = separated(folded(_PARTED.join(blocks)))
        ends = [*(match.start() for match in re.finditer(_PARTED, text)), len(text)]
        held: list[set[object]] = [set() for _ in blocks]
        for what, (start, end) in self._found(text):
            place = bisect_left(ends, end)
            if place == bisect_left(ends, start + 1):
                held[place].add(what)
        return held

    def _found(self, text: str) -> Iterator[tuple[object, Span]]:
        """Every hit in a folded text, with what it is a hit of."""
        if self._likely:
            words = list(_words(text, self._likely))
            self._learn({word[0] for word in words})
            for word in words:
                yield from ((what, word.span()) for what in self._known[word[0]])
        broken = []
        for phrase in self._phrases:
            if phrase.is_han_run:
                run = "".join(phrase.units)
                place = text.find(run)
                while place >= 0:
                    yield phrase, (place, place + len(run))
                    place = text.find(run, place + 1)
            elif all(unit in text for unit in phrase.units if unit != BREAK):
                broken.append(phrase)
        if broken:
            units = list(UNIT.finditer(text))
            names = [unit[1] or BREAK for unit in units]
            for phrase in broken:
                yield from ((phrase, span) for span in _occurrences(phrase, units, names))

    def _learn(self, words: set[str]) -> None:
        """Finds out what each of some words is a hit of; most are of nothing."""
        new = [word for word in words if word not in self._known]
        if not new:
            return
        for word, stem in zip(new, stems(new), strict=True):
            near = [leaf for leaf in self._near if _is_near(leaf, word)]
            self._known[word] = (stem, *near) if stem in self._stems else tuple(near)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _likely(
    word_stems: Iterable[str], near: Sequence[Beginning | Roughly]
) -> re.Pattern[str] | None:
    """Finds where a word that is looked for may begin: by its first letters, as far as is sure.

    Stemming changes a word's last letters, and of the stem itself at most the last (happy, happi),
    but for a few words of three letters (dying, die). None where no words are looked for. It is
    made for each query, so it must be a small pattern: one that knows all letters takes longer to
    compile than a page of texts to look through.
    """
    if any(isinstance(leaf, Roughly) for leaf in near):
        return _ANYWHERE
    openings = {stem[: len(stem) - 1 if len(stem) > _SHORT_STEM else 1] for stem in word_stems}
    openings |= {leaf.text for leaf in near}
    if not openings:
        return None
    # First a set of letters, which alone is searched for quickly.
    initials = re.escape("".join(sorted({opening[0] for opening in openings})))
    rests = "|".join(
        f"(?<={re.escape(opening[0])}){re.escape(opening[1:])}" for opening in sorted(openings)
    )
    return re.compile(f"[{initials}](?<![a-z0-9а-я].)(?:{rests})", re.DOTALL)


def _words(text: str, likely: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The words of a folded text that begin where a pattern finds something."""
    for start in likely.finditer(text):
        if word := _WHOLE_WORD.match(text, start.start()):
            yield word


def _is_near(leaf: Beginning | Roughly, word: str) -> bool:
    if isinstance(leaf, Beginning):
        return word.startswith(leaf.text)
    far = allowed(leaf.text)
    return distance(leaf.text, word, far) <= far


def hit_passages(blocks: Sequence[str], language: str, matcher: Matcher) -> Passage | None:
    """The sentence of a text that holds most of what was looked for; None if none holds any."""
    best, most = 0, 0
    for first, some in _stretches(blocks):
        place, count = matcher.fullest(some)
        if count > most:
            best, most = first + place, count
            if count == matcher.most:
                break
    if not most:
        return None
    block = blocks[best]
    hits = matcher.hits(block)
    spans = merge(span for _, span in hits)
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
    return Passage(best + 1, span, sentence, most, tuple(spans))


def _stretches(blocks: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """A text's blocks as they are looked through: some pages at a time, each with its number."""
    first = length = 0
    for place, block in enumerate(blocks, start=1):
        length += len(block)
        if length >= _STRETCH or place == len(blocks):
            yield first, blocks[first:place]
            first, length = place, 0


def clip(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[tuple[str, bool], ...]:
    """The part of a text between two places, in pieces; shortened round its hits if it is long."""
    inside = [(first - start, last - start) for first, last in spans if start <= first < end]
    part = text[start:end]
    inside = [(first, min(last, len(part))) for first, last in inside]
    low, high = _passage(part, inside)
    return tuple(_pieces(part, inside, low, high))


def _occurrences(
    phrase: Phrase, units: Sequence[re.Match[str]], names: list[str]
) -> Iterator[Span]:
    """Where the names of a text's units run as a phrase's do: looked at only where it may begin."""
    wanted = list(phrase.units)
    for place, name in enumerate(names):
        if name == wanted[0] and names[place : place + len(wanted)] == wanted:
            yield units[place].start(), units[place + len(wanted) - 1].end()


def _passage(text: str, spans: Sequence[Span]) -> Span:
    """Where to cut: around the most hits, at the border of a sentence, else of a word."""
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
    if unicodedata.combining(after):
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
