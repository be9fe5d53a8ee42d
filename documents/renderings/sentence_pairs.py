"""A sentence with hits of a query, and the sentence of the other language paired with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence and its counterpart; ``spans`` are the hits in ``sentence``, start and end."""

    sentence: str
    counterpart: str
    spans: tuple[tuple[int, int], ...] = ()
