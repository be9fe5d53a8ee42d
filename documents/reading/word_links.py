"""The words of two texts that answer each other, sentence by sentence, for the parallel view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from documents.chinese.scripts import is_chinese
from documents.dictionaries.installed import has_dictionary
from documents.reading.rows import NumberedBlock, Row
from documents.renderings import (
    find_bilingual_dictionary_prior,
    link_words,
    link_words_by_dictionary,
)
from documents.renderings.word_alignment import WordLink

LONGEST = 4000  # characters of a sentence, or of a paragraph without any, that is looked through
MOST = 20_000  # links of one article; what follows has none


class PlacedSpan(NamedTuple):
    """A stretch of a block, in characters."""

    anchor: str
    start: int
    end: int


class PlacedLink(NamedTuple):
    """Words of the original, and those of the translation that answer them."""

    original: tuple[PlacedSpan, ...]
    translation: tuple[PlacedSpan, ...]


_Part = tuple[NumberedBlock, int, int]  # a block, and what of it is read


def can_link(language: str, other: str) -> bool:
    """Whether a dictionary says anything of two languages: Chinese and English, or one brought."""
    return any(
        (is_chinese(one) and is_english(counterpart)) or has_dictionary(one, counterpart)
        for one, counterpart in ((language, other), (other, language))
    )


def is_english(language: str) -> bool:
    """Whether a language tag is of English."""
    return language.partition("-")[0] == "en"


def find_word_links(rows: Iterable[Row], languages: tuple[str, str]) -> list[PlacedLink]:
    """The words that answer each other in paired sentences, and in rows that have none.

    ``languages`` are the original's and the translation's. Of an uncertain row nothing is said.
    """
    links: list[PlacedLink] = []
    linker = _find_linker(*languages)
    if linker is None:
        return links
    for row in rows:
        if row.uncertain or not row.original or not row.translation:
            continue
        for ours, theirs in _paired(row):
            links += _link(ours, theirs, linker)
        if len(links) >= MOST:
            break
    return links[:MOST]


class _Linker(NamedTuple):
    """Links the words of two sentences; ``original_first``: the first is the original's."""

    link: Callable[[str, str], list[WordLink]]
    original_first: bool


def _find_linker(language: str, other: str) -> _Linker | None:
    """What links the words of two languages, an original's and a translation's."""
    brought = find_bilingual_dictionary_prior(language, other)
    if brought is not None and brought.is_forward:
        return _Linker(partial(link_words_by_dictionary, brought), original_first=True)
    if (
        brought is not None
        and (turned := find_bilingual_dictionary_prior(other, language)) is not None
    ):
        return _Linker(partial(link_words_by_dictionary, turned), original_first=False)
    if can_link(language, other):
        return _Linker(link_words, original_first=is_chinese(language))
    return None


def _paired(row: Row) -> Iterator[tuple[Sequence[_Part], Sequence[_Part]]]:
    sides = (row.original, row.translation)
    if not any(item.sentences for side in sides for item in side):
        whole = [[(item, 0, len(item.block.text)) for item in side] for side in sides]
        yield whole[0], whole[1]
        return
    by_pair: dict[int, tuple[list[_Part], list[_Part]]] = {}
    for place, side in enumerate(sides):
        for item in side:
            for one in item.sentences:
                both = by_pair.setdefault(one.pair, ([], []))
                both[place].append((item, one.start, one.end))
    yield from by_pair.values()


def _link(ours: Sequence[_Part], theirs: Sequence[_Part], linker: _Linker) -> Iterator[PlacedLink]:
    own, other = (ours, theirs) if linker.original_first else (theirs, ours)
    for link in linker.link(_read(own), _read(other)):
        sides = (_place(own, link.own), _place(other, link.other))
        yield PlacedLink(*(sides if linker.original_first else sides[::-1]))


def _read(parts: Sequence[_Part]) -> str:
    return "\n".join(item.block.text[start:end] for item, start, end in parts)[:LONGEST]


def _place(parts: Sequence[_Part], spans: Iterable[tuple[int, int]]) -> tuple[PlacedSpan, ...]:
    """Spans of the parts read in one, as they stand in their blocks."""
    placed, before = [], 0
    starts = []
    for item, start, end in parts:
        starts.append((before, before + end - start, item.anchor, start))
        before += end - start + 1
    for low, high in spans:
        for first, last, anchor, offset in starts:
            if first <= low and high <= last:
                placed.append(PlacedSpan(anchor, low - first + offset, high - first + offset))
                break
    return tuple(placed)
