"""Suggestions for a misspelt word: words of the index spelt almost the same."""

from __future__ import annotations

from collections.abc import Iterator

from documents.search.edit_distance import allowed_distance, words_within
from documents.search.open_index import OpenIndex

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def near_spellings(index: OpenIndex, word: str, limit: int) -> list[str]:
    """The nearest words with the same first letter, the commonest first among equals.

    And of its next two letters one may be wrong: an index may hold a hundred thousand words with
    the same first letter.
    """
    far = max(allowed_distance(word), 1)
    counts: dict[str, int] = {}
    for beginning in {*_beginnings(word)}:
        counts |= index.searcher.terms_with_prefix("exact", beginning)
    counts.pop(word, None)
    found = sorted((apart, -counts[term], term) for term, apart in words_within(word, counts, far))
    return [term for _, _, term in found][:limit]


def _beginnings(word: str) -> Iterator[str]:
    """The beginnings of similar words: the second letter is right, or one is wrong."""
    first, second, third, fourth = word[:1], word[1:2], word[2:3], word[3:4]
    yield first + second
    yield first + third + fourth  # the second is too much
    yield first + third + second
    for letter in _CYRILLIC if "а" <= first <= "я" else _LATIN:
        yield first + letter + third
        yield first + letter + second
