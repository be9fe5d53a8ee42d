"""Renderings: how a word or phrase was said in the other language, read from aligned sentences."""

from __future__ import annotations

from documents.renderings.answering_words import answering_spans, link_words
from documents.renderings.extraction import Rendering, find_renderings
from documents.renderings.sentence_pairs import SentencePair

__all__ = [
    "Rendering",
    "SentencePair",
    "answering_spans",
    "find_renderings",
    "link_words",
]
