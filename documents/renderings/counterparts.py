"""Finds the counterpart of a passage in the other text: the sentences paired with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from documents.alignment import align_sentences_within
from documents.sentences import sentences

SURE = 0.9  # what the aligner calls certain; below it a whole paragraph is shown, and said to be
_UNSURE = 0.5  # at most, where no sentence is known to answer
_REMEMBERED = 4096  # beads whose sentences were paired on the way
_RECENT = 256  # blocks whose sentences are kept

Span: TypeAlias = tuple[int, int]
Part: TypeAlias = tuple[int, int, int]  # a block of the bead, from 0; start and end in it
Pair: TypeAlias = tuple[tuple[Part, ...], tuple[Part, ...], float]


@dataclass(frozen=True, slots=True)
class TextSide:
    """One side of an alignment: a text's blocks and its language."""

    blocks: Sequence[str]
    language: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A passage and its counterpart in the other text.

    ``shown`` is where the passage lies in its block, widened to the sentences that are answered
    together. ``text`` is "" where nothing in the other text answers it. Where the pairing is not
    ``sure``, ``text`` is everything the passage may answer to, paragraph by paragraph.
    ``confidence`` is that of the paragraphs' pairing and of the sentences' in it, the lower.
    """

    shown: Span
    text: str
    sure: bool
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class StoredAlignment:
    """An alignment of two texts, as `models.Translation` keeps it."""

    alignment: Sequence[Sequence[Any]]
    sentences: Sequence[Any] = ()


def find_answer(
    original: TextSide,
    translation: TextSide,
    pairing: StoredAlignment,
    number: int,
    span: Span,
    *,
    of_translation: bool = False,
) -> Counterpart | None:
    """The counterpart of ``span`` in block ``number`` (from 1); None where no bead has it."""
    mine = int(of_translation)
    rank, bead = next(
        ((rank, bead) for rank, bead in enumerate(pairing.alignment) if number in bead[mine]),
        (0, None),
    )
    if bead is None:
        return None
    sides = (original, translation)
    texts = [
        tuple(side.blocks[place - 1] for place in places)
        for side, places in zip(sides, bead[:2], strict=True)
    ]
    whole = "\n".join(texts[1 - mine])
    if not whole:
        return Counterpart(span, "", sure=bead[2] >= SURE, confidence=bead[2])
    steps = pairing.sentences[rank] if rank < len(pairing.sentences) else None
    pairs = _pairs(texts[0], texts[1], original.language, translation.language, steps)
    if of_translation:
        pairs = [(theirs, ours, chance) for ours, theirs, chance in pairs]
    place = list(bead[mine]).index(number)
    touched = [
        pair
        for pair in pairs
        if any(at == place and low < span[1] and span[0] < high for at, low, high in pair[0])
    ]
    within = [(low, high) for ours, _, _ in touched for at, low, high in ours if at == place]
    if not within:
        return Counterpart(span, whole, sure=False, confidence=min(bead[2], _UNSURE))
    shown = (min(low for low, _ in within), max(high for _, high in within))
    sure = bead[2] >= SURE and all(theirs and chance >= SURE for _, theirs, chance in touched)
    confidence = min(bead[2], *(chance if theirs else _UNSURE for _, theirs, chance in touched))
    if not sure:
        return Counterpart(shown, whole, sure=False, confidence=confidence)
    answered = [part for _, theirs, _ in touched for part in theirs]
    return Counterpart(shown, _cut(texts[1 - mine], answered), sure=True, confidence=confidence)


def _cut(texts: Sequence[str], parts: Iterable[Part]) -> str:
    """Cut parts out of several blocks, in order, blocks separated by line ends."""
    lines: dict[int, str] = {}
    for place, start, end in parts:
        lines[place] = lines.get(place, "") + texts[place][start:end]
    return "\n".join(line.strip() for line in lines.values())


def _pairs(
    ours: tuple[str, ...], theirs: tuple[str, ...], language: str, other: str, steps: Any
) -> Iterable[Pair]:
    """The sentence pairs of a bead: as stored, else paired now."""
    if steps is None:
        return _aligned(ours, theirs, language, other)
    left, right = _parts(ours, language), _parts(theirs, other)
    if steps == 0:
        steps = [(1, 1)] * max(len(left), len(right))
    pairs: list[Pair] = []
    i = j = 0
    for taken, answered in steps:
        pairs.append((left[i : i + taken], right[j : j + answered], 1.0))
        i, j = i + taken, j + answered
    return pairs


def _parts(texts: Sequence[str], language: str) -> tuple[Part, ...]:
    return tuple(
        (place, start, end)
        for place, text in enumerate(texts)
        for start, end in recent_sentences(text, language)
    )


@lru_cache(maxsize=_RECENT)
def recent_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a block, kept while its hits are looked at one after another."""
    return tuple(sentences(text, language))


@lru_cache(maxsize=_REMEMBERED)
def _aligned(
    ours: tuple[str, ...], theirs: tuple[str, ...], language: str, other: str
) -> tuple[Pair, ...]:
    return tuple(
        (pair.source, pair.target, pair.confidence)
        for pair in align_sentences_within(ours, theirs, language, other)
    )
