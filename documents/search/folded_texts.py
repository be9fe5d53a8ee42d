"""Several texts folded in one go, parted by a control character, as the index takes them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from documents.search.folding import ELLIPSIS, folded_by_character

Span = tuple[int, int]

_PARTED = "\1"  # no seed holds one, and folding keeps it


class FoldedTexts:
    """Texts in which several queries may be looked for: they are folded once, when first needed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.whole = _PARTED.join(texts)

    @cached_property
    def _folded(self) -> tuple[str, bool]:
        return folded_by_character(self.whole)

    @property
    def text(self) -> str:
        """All of them, folded."""
        return self._folded[0]

    def is_in_place(self, place: int) -> bool:
        """Whether every character of a text stands where it stood before it was folded."""
        first = self._ends[place - 1] + 1 if place else 0
        original = self.texts[place]
        return (
            self._folded[1]
            and self._ends[place] - first == len(original)
            and ELLIPSIS not in original
        )

    @cached_property
    def _ends(self) -> list[int]:
        return [*(match.start() for match in re.finditer(_PARTED, self.text)), len(self.text)]

    def locate(self, span: Span) -> tuple[int, Span] | None:
        """The text (from 0) that a span of the whole lies in, and where; None across two texts."""
        start, end = span
        place = bisect_left(self._ends, end)
        if place != bisect_left(self._ends, start + 1):
            return None
        first = self._ends[place - 1] + 1 if place else 0
        return place, (start - first, end - first)
