"""Renderings: how a word or phrase was said in the other language, read from aligned sentences."""

from __future__ import annotations

from documents.renderings.bilingual_dictionary_prior import find_bilingual_dictionary_prior
from documents.renderings.extraction import Rendering, find_renderings
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.word_alignment import (
    find_aligned_spans,
    link_words,
    link_words_by_dictionary,
)

__all__ = [
    "Rendering",
    "SentencePair",
    "find_aligned_spans",
    "find_bilingual_dictionary_prior",
    "find_renderings",
    "link_words",
    "link_words_by_dictionary",
]
