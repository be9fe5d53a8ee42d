"""Query translation: the words of a search in the other language, for articles held only in it.

The structured queries of Pirkola (1998): all translations of a word count as one word. Weights are
those of Darwish and Oard (2003): how likely each translation means the word.
"""

from __future__ import annotations

from documents.query_translation.structured_query import translate_query

__all__ = ["translate_query"]
