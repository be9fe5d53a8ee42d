"""The archive's own frequencies: the share of all its sentences that have a word."""

from __future__ import annotations

from documents.search import OpenIndex
from documents.search.analysis import stems
from documents.search.folding import fold_text
from documents.text import is_han

SENTENCES = 20.0  # of an article, by which the index's counts become shares of sentences


class SentenceFrequency:
    """The share of the archive's sentences that have a word, by the index's counts of articles."""

    def __init__(self, index: OpenIndex) -> None:
        self._searcher = index.searcher
        self.whole = max(1, index.searcher.num_docs)

    def __call__(self, key: str) -> float:
        plain = fold_text(key)
        if len(plain) == 1 and is_han(plain):
            return 0.02
        held = self._held(plain)
        return float(1 - (1 - min(held / self.whole, 0.999)) ** (1 / SENTENCES))

    def articles(self, word: str) -> int:
        """The number of articles that may have a word, by the index's lists; never too few."""
        plain = fold_text(word)
        return self._held(plain if is_han(plain[:1] or " ") else stems([plain])[0])

    def _held(self, plain: str) -> int:
        if not is_han(plain[:1] or " "):
            return int(self._searcher.doc_freq("words", plain))
        if len(plain) == 1:
            return int(self._searcher.doc_freq("exact", plain))
        return min(
            int(self._searcher.doc_freq("han", plain[place : place + 2]))
            for place in range(len(plain) - 1)
        )
