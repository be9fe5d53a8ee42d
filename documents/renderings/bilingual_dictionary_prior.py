"""The prior of renderings by a bilingual dictionary; `dictionary_prior` has that of CC-CEDICT.

Words of the counterpart are known by the key that `words` gives them, and meet the dictionary by
the stems of its own languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.dictionary_arrays import gloss_words
from documents.dictionaries.installed import find_dictionary
from documents.renderings.words import SMALL_WORDS, Word, read_words

LEAST_CHANCE = 0.1  # that a headword means the words asked, to be a rendering by the dictionary
LEAST_SHARE = 0.03  # of a word in the glosses, to answer one that was found

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BilingualDictionaryPrior:
    """The shares of renderings by a dictionary; ``is_forward`` if its headwords are asked."""

    dictionary: BilingualDictionary
    is_forward: bool

    def prior(self, asked: str, counterparts: Iterable[str]) -> dict[str, float]:
        """The share of each word of some counterparts in what the words asked may become."""
        found: dict[str, float] = {}
        if self.is_forward:
            shares = self._shares_of(asked)
            for text in counterparts:
                for word in read_words(text):
                    if share := self._share(shares, text[word.start : word.end]):
                        found[word.key] = max(share, found.get(word.key, 0.0))
            return found
        sought = frozenset(gloss_words(asked, self.dictionary.languages[1]))
        for text in counterparts:
            for keys, headword in self._headwords(text):
                shares = self.dictionary.gloss_shares(headword)
                best = [shares.get(one, 0.0) for one in sought]
                chance = sum(best) * sum(share >= LEAST_CHANCE for share in best)
                if chance >= LEAST_CHANCE:
                    found |= {key: max(chance, found.get(key, 0.0)) for key in keys}
        total = sum(found.values())
        return {key: chance / total for key, chance in found.items()}

    def explained(
        self, sentence: str, spans: Sequence[Span], words: Sequence[Word], text: str
    ) -> dict[str, float]:
        """How well the ``words`` of a counterpart answer other words of a sentence."""
        found = dict.fromkeys((word.key for word in words), 0.0)
        if self.is_forward:
            chances: defaultdict[str, float] = defaultdict(float)
            for one in self.dictionary.words(sentence):
                if not any(one.start < high and low < one.end for low, high in spans):
                    for key, share in self.dictionary.gloss_shares(one.headword).items():
                        chances[key] += share
            for word in words:
                share = self._share(chances, text[word.start : word.end])
                found[word.key] = max(share, found[word.key])
            return found
        rest = "".join(
            character if not any(low <= place < high for low, high in spans) else " "
            for place, character in enumerate(sentence)
        )
        others = frozenset(gloss_words(rest, self.dictionary.languages[1]))
        for keys, headword in self._headwords(text):
            shares = self.dictionary.gloss_shares(headword)
            chance = sum(shares[key] for key in others & shares.keys())
            found |= {key: max(chance, found.get(key, 0.0)) for key in keys if key in found}
        return found

    def answers(self, found: Iterable[str], text: str) -> Iterator[Span]:
        """Where in a text stand words that answer any of those found."""
        keys = {
            key
            for form in found
            for key, share in self.prior(form, [text]).items()
            if share >= LEAST_SHARE and key not in SMALL_WORDS
        }
        for word in read_words(text):
            if word.key in keys:
                yield word.start, word.end

    def _shares_of(self, asked: str) -> Mapping[str, float]:
        """The shares of a headword's glosses; of a phrase that is none, of the words in it."""
        if whole := self.dictionary.gloss_shares(asked):
            return whole
        mixed: defaultdict[str, float] = defaultdict(float)
        parts = self.dictionary.words(asked)
        for part in parts:
            for key, share in self.dictionary.gloss_shares(part.headword).items():
                mixed[key] += share / len(parts)
        return mixed

    def _share(self, shares: Mapping[str, float], written: str) -> float:
        keys = _stems_of(written, self.dictionary.languages[1])
        return max((shares.get(key, 0.0) for key in keys), default=0.0)

    def _headwords(self, text: str) -> Iterator[tuple[list[str], str]]:
        """The dictionary's words in a text, each with the keys of the words that it covers."""
        words = read_words(text)
        for found in self.dictionary.words(text):
            keys = [one.key for one in words if found.start <= one.start and one.end <= found.end]
            yield keys, found.headword


@lru_cache(maxsize=16_384)
def _stems_of(written: str, language: str) -> Sequence[str]:
    return tuple(gloss_words(written, language))


def find_bilingual_dictionary_prior(language: str, other: str) -> BilingualDictionaryPrior | None:
    """The prior for words asked in a language and counterparts in another; None without a list."""
    if (dictionary := find_dictionary(language, other)) is not None:
        return BilingualDictionaryPrior(dictionary, is_forward=True)
    if (dictionary := find_dictionary(other, language)) is not None:
        return BilingualDictionaryPrior(dictionary, is_forward=False)
    return None
