"""Pairs the paragraphs, then the sentences, of two texts; says how sure it is. Pure: no Django."""

from __future__ import annotations

from documents.alignment.aligner import align
from documents.alignment.beads import Bead, explain

__all__ = ["Bead", "align", "explain"]
