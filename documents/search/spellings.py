"""Words of the index that are spelt nearly as one that stands nowhere."""

from __future__ import annotations

from documents.search.searcher import OpenIndex
from documents.search.spelling import allowed, near


def nearest(index: OpenIndex, word: str, most: int) -> list[str]:
    """The words nearest to one, the commonest first among equals; only those with its first letter.

    The index's words with one first letter are some thousands: they are all compared.
    """
    far = max(allowed(word), 1)
    terms = index.searcher.terms_with_prefix("exact", word[:1])
    counts = {term: count for term, count in terms if term != word}
    found = sorted((apart, -counts[term], term) for term, apart in near(word, counts, far))
    return [term for _, _, term in found][:most]
