"""Rows of two texts paired by position: the pairing that assumes nothing. Pure."""

from __future__ import annotations

from typing import TypeAlias

Bead: TypeAlias = list[
    object
]  # [[original block numbers], [translation block numbers], confidence]

_PLAIN, _UNEVEN = 0.5, 0.2  # position alone says little, and less where the counts differ


def pair_by_position(original: int, translation: int) -> list[Bead]:
    """Beads for texts of so many blocks: first with first, and the longer text's rest alone.

    Covers every block of both once and in order.
    """
    confidence = _PLAIN if original == translation else _UNEVEN
    return [
        [
            [number] if number <= original else [],
            [number] if number <= translation else [],
            confidence,
        ]
        for number in range(1, max(original, translation) + 1)
    ]
