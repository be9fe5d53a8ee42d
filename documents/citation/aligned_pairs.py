"""Aligned pairs of an article: what answers what, paragraph by paragraph, sentence by sentence.

Each level covers every block of both texts once and in order; what nothing answers has an empty
side. No pair is left out for being uncertain: each has its confidence, and the reader chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias, get_args

from documents.citation.record import CitedArticle, CitedText
from documents.sentences import sentences
from documents.text import strip_spaces

Level: TypeAlias = Literal["paragraph", "sentence"]
LEVELS: tuple[Level, ...] = get_args(Level)
_Part: TypeAlias = tuple[int, str]  # a block's number, and a sentence of it


class AlignedPair(NamedTuple):
    """A pair: passages of the original and of a translation that answer each other.

    ``key`` names it in its article's version: language, bead and, of a sentence, step, both from 1.
    The numbers are of the blocks that a passage stands in. ``confidence`` is the bead's, from 0 to
    1: how sentences answer each other inside it is not measured. ``doubt`` is the aligner's word on
    why a bead is uncertain, "" where it is not.
    """

    level: Level
    key: str
    languages: tuple[str, str]
    numbers: tuple[tuple[int, ...], tuple[int, ...]]
    texts: tuple[str, str]
    confidence: float
    doubt: str

    @property
    def is_answered(self) -> bool:
        """Whether both sides have words."""
        return all(self.texts)


def list_pairs(article: CitedArticle, levels: Iterable[Level] = LEVELS) -> Iterator[AlignedPair]:
    """The pairs of an article, bead by bead: a paragraph's first, then those of its sentences.

    None where the original is not held. The article is cited with bodies.
    """
    original, wanted = article.original, frozenset(levels)
    for translation in article.translations if original else ():
        for place in range(len(translation.alignment)):
            for pair in _bead_pairs(original, translation, place):
                if pair.level in wanted:
                    yield pair


def _bead_pairs(
    original: CitedText | None, translation: CitedText, place: int
) -> Iterator[AlignedPair]:
    if original is None:
        return
    ours, theirs, confidence = translation.alignment[place]
    doubt = translation.doubts.get(str(place + 1), "")
    languages = (original.language, translation.language)
    key = f"{translation.language}-{place + 1}"
    blocks = _parts(original, ours, whole=True), _parts(translation, theirs, whole=True)
    yield AlignedPair("paragraph", key, languages, (ours, theirs), _join(blocks), confidence, doubt)
    parts = _parts(original, ours), _parts(translation, theirs)
    reached = [0, 0]
    for number, step in enumerate(_steps(translation, place, parts), start=1):
        taken = [
            side[start : start + count]
            for side, start, count in zip(parts, reached, step, strict=True)
        ]
        reached = [start + count for start, count in zip(reached, step, strict=True)]
        numbers = tuple(tuple(dict.fromkeys(place for place, _ in side)) for side in taken)
        yield AlignedPair(
            "sentence",
            f"{key}.{number}",
            languages,
            (numbers[0], numbers[1]),
            _join((taken[0], taken[1])),
            confidence,
            doubt,
        )


def _parts(text: CitedText, numbers: Sequence[int], *, whole: bool = False) -> list[_Part]:
    """The sentences of some blocks, or the blocks."""
    return [
        (number, passage[start:end])
        for number in numbers
        for passage in (text.blocks[number - 1].text,)
        for start, end in ([(0, len(passage))] if whole else sentences(passage, text.language))
    ]


def _steps(
    translation: CitedText, place: int, parts: tuple[list[_Part], list[_Part]]
) -> list[tuple[int, int]]:
    """How many sentences of each side are a pair, in order; all are one where that is not known."""
    counts = (len(parts[0]), len(parts[1]))
    if not all(counts):
        return [(1, 0)] * counts[0] + [(0, 1)] * counts[1]
    stored = translation.steps[place] if place < len(translation.steps) else ()
    steps = [(1, 1)] * counts[0] if stored == 0 else [(step[0], step[1]) for step in stored or ()]
    if (sum(step[0] for step in steps), sum(step[1] for step in steps)) != counts:
        return [counts]
    return steps


def _join(sides: tuple[list[_Part], list[_Part]]) -> tuple[str, str]:
    """The text of each side, blocks parted by line ends."""
    ours, theirs = (
        "\n".join(
            strip_spaces("".join(text for _, text in run))
            for _, run in groupby(side, lambda part: part[0])
        )
        for side in sides
    )
    return ours, theirs
