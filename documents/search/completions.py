"""Completions: words of the index that begin with a given text."""

from __future__ import annotations

from collections.abc import Iterable

from documents.search.folding import folded
from documents.search.open_index import OpenIndex


def words_with_prefix(index: OpenIndex, beginning: str, limit: int) -> list[str]:
    """The commonest words with a prefix; the prefix itself first if it is a word."""
    if len(beginning) < 2 or not beginning.isalnum():
        return []
    found = [word for word, _ in index.searcher.terms_with_prefix("exact", beginning, limit=limit)]
    return sorted(found, key=lambda word: word != beginning)


def most_frequent(index: OpenIndex, words: Iterable[str], limit: int) -> list[str]:
    """The Chinese words whose first two characters are the most frequent pairs, short first."""
    held = [(index.searcher.doc_freq("han", folded(word)[:2]), word) for word in words]
    ranked = sorted((-count, len(word), word) for count, word in held if count)
    return [word for _, _, word in ranked[:limit]]
