"""Words of the index that are spelt nearly as one that stands nowhere."""

from __future__ import annotations

from documents.search.searcher import OpenIndex
from documents.search.spelling import allowed, distance


def nearest(index: OpenIndex, word: str, most: int) -> list[str]:
    """The words nearest to one, the commonest first among equals; only those with its first letter.

    The index's words with one first letter are some thousands: they are all compared.
    """
    far = max(allowed(word), 1)
    terms = index.searcher.terms_with_prefix("exact", word[:1])
    near = [
        (distance(word, term, far), -count, term)
        for term, count in terms
        if abs(len(term) - len(word)) <= far and term != word
    ]
    return [term for apart, _, term in sorted(near) if apart <= far][:most]
