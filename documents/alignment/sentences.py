"""Aligns the sentences inside a bead, to light up a sentence's counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from documents.alignment.aligner import align
from documents.sentences import sentences

Span: TypeAlias = tuple[int, int, int]  # passage within the bead, from 0; start and end in it


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A pair of spans of both texts; one side may be empty."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    confidence: float


def align_sentences_within(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str = "zh-Hans",
    target_language: str = "en",
    *,
    cache: Path | None = None,
) -> list[SentencePair]:
    """Align the sentences of one bead. The spans cover both texts exactly, in order."""
    ours, theirs = _spans(source, source_language), _spans(target, target_language)
    beads = align(
        [source[place][start:end] for place, start, end in ours],
        [target[place][start:end] for place, start, end in theirs],
        source_language,
        target_language,
        "sentence",
        cache=cache,
    )
    return [
        SentencePair(
            tuple(ours[k] for k in bead.source),
            tuple(theirs[k] for k in bead.target),
            bead.confidence,
        )
        for bead in beads
    ]


def _spans(passages: Sequence[str], language: str) -> list[Span]:
    return [
        (place, start, end)
        for place, passage in enumerate(passages)
        for start, end in sentences(passage, language)
    ]
