"""Renderings: how a word or phrase was said in the other language, read from aligned sentences."""

from __future__ import annotations

from documents.renderings.extraction import Rendering, find_renderings
from documents.renderings.sentence_pairs import SentencePair

__all__ = ["Rendering", "SentencePair", "find_renderings"]
