"""Renderings: how a word or phrase was said in the other language, read from aligned sentences."""

from __future__ import annotations

from documents.renderings.answering_words import answering_spans, link_words, link_words_by_list
from documents.renderings.extraction import Rendering, find_renderings
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.word_list_prior import find_word_list_prior

__all__ = [
    "Rendering",
    "SentencePair",
    "answering_spans",
    "find_renderings",
    "find_word_list_prior",
    "link_words",
    "link_words_by_list",
]
