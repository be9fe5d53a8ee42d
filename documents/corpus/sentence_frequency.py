"""The archive's own frequencies: the share of all its sentences that have a word."""

from __future__ import annotations

from documents.search import OpenIndex
from documents.search.folding import folded
from documents.text import is_han

SENTENCES = 20.0  # of an article, by which the index's counts become shares of sentences


class SentenceFrequency:
    """The share of the archive's sentences that have a word, by the index's counts of articles."""

    def __init__(self, index: OpenIndex) -> None:
        self._searcher = index.searcher
        self._whole = max(1, index.searcher.num_docs)

    def __call__(self, key: str) -> float:
        held: int
        plain = folded(key)
        if is_han(plain[:1] or " "):
            if len(plain) < 2:
                return 0.02
            held = min(
                self._searcher.doc_freq("han", plain[place : place + 2])
                for place in range(len(plain) - 1)
            )
        else:
            held = self._searcher.doc_freq("words", plain)
        return float(1 - (1 - min(held / self._whole, 0.999)) ** (1 / SENTENCES))
