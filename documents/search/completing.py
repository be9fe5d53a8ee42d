"""Words of the index that begin as something typed."""

from __future__ import annotations

from documents.search.searcher import OpenIndex


def words_with(index: OpenIndex, beginning: str, most: int) -> list[str]:
    """The commonest words with a beginning, the beginning itself first if it is one."""
    if len(beginning) < 2 or not beginning.isalnum():
        return []
    found = [word for word, _ in index.searcher.terms_with_prefix("exact", beginning, limit=most)]
    return sorted(found, key=lambda word: word != beginning)
