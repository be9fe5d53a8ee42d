"""How often sentence pairs render a Chinese word by each of its dictionary senses.

The prior of a sense is its place in the dictionary; each pair that has it counts, less what chance
alone would bring. Far from word sense disambiguation: one sense of a word, for all its places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache

from documents.chinese.dictionary import dictionary
from documents.renderings.words import SMALL_WORDS, read_words

PRIOR_WEIGHT = 4.0  # sentence pairs that the dictionary's order counts for
SENSE_DECAY = 0.7  # of each further sense, before anything was counted


class SenseCounts:
    """Sentence pairs that have some Chinese words, counted by the senses of these words."""

    def __init__(self, forms: Collection[str]) -> None:
        self._forms = frozenset(forms)
        self._pairs = 0
        self._words: Counter[str] = Counter()  # English, in how many of all pairs
        self._of_form: Counter[str] = Counter()
        self._beside: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, chinese: str, english: str) -> None:
        """Count a sentence and its counterpart."""
        held = {token.form for token in dictionary().words(chinese)} & self._forms
        words = {word.key for word in read_words(english)}
        self._pairs += 1
        self._words.update(words)
        self._of_form.update(held)
        for form in held:
            self._beside[form].update(words)

    def choose(self, form: str, senses: Sequence[str]) -> str:
        """The likeliest of a word's senses: one or more, in the dictionary's order."""
        counted = self._of_form[form]
        if not counted or not sense_keys(senses[0]):  # a word of grammar is rendered in any way
            return senses[0]
        total = sum(SENSE_DECAY**rank for rank in range(len(senses)))
        scores = [
            PRIOR_WEIGHT * SENSE_DECAY**rank / total + self._lift(form, counted, sense)
            for rank, sense in enumerate(senses)
        ]
        return senses[scores.index(max(scores))]

    def _lift(self, form: str, counted: int, sense: str) -> float:
        """The pairs of a word whose counterpart has a sense, less those expected by chance."""
        keys = sense_keys(sense)
        if not keys:
            return 0.0
        beside = self._beside[form]
        lifts = [beside[key] - counted * self._words[key] / self._pairs for key in keys]
        return max(min(lifts), 0.0)


@lru_cache(maxsize=8192)
def sense_keys(sense: str) -> frozenset[str]:
    """The words of a sense that say something, by what all their forms have in common."""
    return frozenset(word.key for word in read_words(sense.lower())) - SMALL_WORDS
