"""The aligner: pairs paragraphs, then sentences, of two texts, with confidence. Pure: no Django."""

from __future__ import annotations

from documents.alignment.aligner import align
from documents.alignment.beads import Bead, explain
from documents.alignment.overrides import BadOverride, override_languages, read_override
from documents.alignment.sentences import align_sentences_within

__all__ = [
    "BadOverride",
    "Bead",
    "align",
    "align_sentences_within",
    "explain",
    "override_languages",
    "read_override",
]
