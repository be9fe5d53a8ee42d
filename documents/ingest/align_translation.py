"""Aligns a translation's blocks and sentences with the original's, by the dictionary of the pair.

Pure, but for the dictionaries that the settings name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from documents.alignment import Bead, align, explain
from documents.blocks import Block
from documents.dictionaries.installed import find_pair_lexicon
from documents.sentences import sentences

Steps: TypeAlias = list[list[int]] | int

ONE_BY_ONE = 0
_TOLERANCE = 0.35  # of the log ratio of two sentences' lengths, beside what short ones are allowed
_SHORT = 4.0  # that allowance, over the root of the shorter one's length


@dataclass(frozen=True, slots=True)
class Text:
    """A text to align: its blocks and its language."""

    language: str
    blocks: Sequence[Block]

    @property
    def passages(self) -> list[str]:
        return [block.text for block in self.blocks]


@dataclass(frozen=True, slots=True)
class TranslationAlignment:
    """An alignment in the form that `models.Translation` keeps."""

    alignment: list[list[object]]
    doubts: dict[str, str]
    sentences: list[Steps]


def pair_texts(original: Text, translation: Text, cache: Path | None) -> TranslationAlignment:
    """Align two texts. ``cache`` is the folder where the dictionary's table is kept.

    Of texts of one paragraph each nothing is in doubt: there is no other pairing.
    """
    if len(original.blocks) == len(translation.blocks) == 1:
        return keep_beads(original, translation, [Bead((0,), (0,), 1.0)], cache)
    beads = align(
        original.passages,
        translation.passages,
        original.language,
        translation.language,
        cache=cache,
        dictionary=find_pair_lexicon(original.language, translation.language, cache),
    )
    return keep_beads(original, translation, beads, cache)


def keep_beads(
    original: Text, translation: Text, beads: Sequence[Bead], cache: Path | None
) -> TranslationAlignment:
    """Beads in the stored form, with the sentences inside each."""
    ours, theirs = original.passages, translation.passages
    return TranslationAlignment(
        [
            [[k + 1 for k in bead.source], [k + 1 for k in bead.target], bead.confidence]
            for bead in beads
        ],
        {str(place): why for place, bead in enumerate(beads, 1) if (why := explain(bead))},
        [
            pair_sentences(
                Passages(original.language, [ours[k] for k in bead.source]),
                Passages(translation.language, [theirs[k] for k in bead.target]),
                cache,
            )
            for bead in beads
        ],
    )


@dataclass(frozen=True, slots=True)
class Passages:
    """One side of a bead."""

    language: str
    texts: Sequence[str]

    def sentences(self) -> list[str]:
        return [
            text[start:end] for text in self.texts for start, end in sentences(text, self.language)
        ]


def pair_sentences(left: Passages, right: Passages, cache: Path | None) -> Steps:
    """Align the sentences inside a bead, in the form that `models.Translation` keeps.

    As many on both sides, none much longer than the others let expect, are taken one by one.
    """
    if not left.texts or not right.texts:
        return ONE_BY_ONE
    ours, theirs = left.sentences(), right.sentences()
    if len(ours) == 1 or len(theirs) == 1:
        return ONE_BY_ONE if len(ours) == len(theirs) else [[len(ours), len(theirs)]]
    if len(ours) == len(theirs) and _lengths_agree(ours, theirs):
        return ONE_BY_ONE
    beads = align(
        *(ours, theirs, left.language, right.language, "sentence"),
        cache=cache,
        dictionary=find_pair_lexicon(left.language, right.language, cache),
    )
    steps = [[len(bead.source), len(bead.target)] for bead in beads]
    return ONE_BY_ONE if all(step == [1, 1] for step in steps) else steps


def _lengths_agree(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    ratio = math.log(sum(map(len, theirs)) / sum(map(len, ours)))
    return all(
        abs(math.log(len(target) / len(source)) - ratio)
        <= _TOLERANCE + _SHORT / math.sqrt(min(len(source), len(target)))
        for source, target in zip(ours, theirs, strict=True)
    )
