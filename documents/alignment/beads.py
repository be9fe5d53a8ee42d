"""Beads, the units of an alignment: passages of one text and those that answer them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """A bead: indexes (from 0) of the passages paired, with confidence.

    One side may be empty: an untranslated or an added passage. ``confidence`` is a calibrated
    probability that both index lists are exactly right. ``reason`` says in a word why a bead is
    uncertain: ``length``, ``no shared words``, ``count``, ``order``; empty for a sure one.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    reason: str = ""


def explain(bead: Bead) -> str:
    """The reason why a bead is uncertain, as a word to translate; empty for a sure one."""
    return bead.reason
