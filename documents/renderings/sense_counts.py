"""How often sentence pairs render a word by each of its dictionary senses.

The prior of a sense is its place in the dictionary; each pair that has it counts, less what chance
alone would bring. Far from word sense disambiguation: one sense of a word, for all its places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from documents.chinese.dictionary import dictionary
from documents.renderings.words import SMALL_WORDS, read_words

PRIOR_WEIGHT = 4.0  # sentence pairs that the dictionary's order counts for
SENSE_DECAY = 0.7  # of each further sense, before anything was counted


def _chinese_forms(text: str) -> set[str]:
    return {token.form for token in dictionary().words(text)}


def _english_keys(text: str) -> set[str]:
    return {word.key for word in read_words(text)}


@lru_cache(maxsize=8192)
def sense_keys(sense: str) -> frozenset[str]:
    """The words of a sense that say something, by what all their forms have in common."""
    return frozenset(word.key for word in read_words(sense.lower())) - SMALL_WORDS


class SenseCounts:
    """Sentence pairs that have some words, counted by the senses of these words.

    Of Chinese and English, unless it is said how the words of both sides and of a sense are read.
    """

    def __init__(
        self,
        forms: Collection[str],
        read_forms: Callable[[str], Collection[str]] = _chinese_forms,
        read_keys: Callable[[str], Collection[str]] = _english_keys,
        read_sense: Callable[[str], Collection[str]] = sense_keys,
    ) -> None:
        self._forms = frozenset(forms)
        self._read_forms, self._read_keys, self._read_sense = read_forms, read_keys, read_sense
        self._pairs = 0
        self._words: Counter[str] = Counter()  # of the glosses' language, in how many of all pairs
        self._of_form: Counter[str] = Counter()
        self._beside: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, sentence: str, counterpart: str) -> None:
        """Count a sentence and its counterpart."""
        held = self._forms.intersection(self._read_forms(sentence))
        words = set(self._read_keys(counterpart))
        self._pairs += 1
        self._words.update(words)
        self._of_form.update(held)
        for form in held:
            self._beside[form].update(words)

    def choose(self, form: str, senses: Sequence[str]) -> str:
        """The likeliest of a word's senses: one or more, in the dictionary's order."""
        counted = self._of_form[form]
        # A word of grammar is rendered in any way.
        if not counted or not self._read_sense(senses[0]):
            return senses[0]
        total = sum(SENSE_DECAY**rank for rank in range(len(senses)))
        scores = [
            PRIOR_WEIGHT * SENSE_DECAY**rank / total + self._lift(form, counted, sense)
            for rank, sense in enumerate(senses)
        ]
        return senses[scores.index(max(scores))]

    def _lift(self, form: str, counted: int, sense: str) -> float:
        """The pairs of a word whose counterpart has a sense, less those expected by chance."""
        keys = self._read_sense(sense)
        if not keys:
            return 0.0
        beside = self._beside[form]
        lifts = [beside[key] - counted * self._words[key] / self._pairs for key in keys]
        return max(min(lifts), 0.0)
