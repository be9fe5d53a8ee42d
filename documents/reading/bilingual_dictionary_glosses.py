"""The glossed view of a text by a bilingual dictionary of the collection.

As `glosses` has it for Chinese: under each word its likeliest sense, by a program, never quoted,
cited, exported or found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from documents.dictionaries.bilingual_dictionary import BilingualDictionary, FoundWord
from documents.dictionaries.description import DictionaryDescription
from documents.dictionaries.dictionary_arrays import gloss_words
from documents.dictionaries.installed import find_dictionary
from documents.dictionaries.word_senses import list_word_senses
from documents.models import Article
from documents.reading.glosses import LONGEST, WordGloss
from documents.reading.nearest_sentence_pairs import find_nearest_sentence_pairs
from documents.renderings.sense_counts import SenseCounts


@dataclass(slots=True)
class BilingualDictionaryGlosses:
    """Glosses the blocks of a text by a dictionary and one set of counts."""

    dictionary: BilingualDictionary
    counts: SenseCounts
    held: frozenset[str]  # the blocks that are glossed
    is_cut: bool
    _made: dict[str, Sequence[WordGloss]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.dictionary.descriptions[0].gloss_language

    @property
    def sources(self) -> tuple[DictionaryDescription, ...]:
        """The word lists that the senses are of."""
        return self.dictionary.descriptions

    def of(self, text: str) -> Sequence[WordGloss]:
        if text not in self._made:
            self._made[text] = list(self._gloss(text)) if text in self.held else []
        return self._made[text]

    def _gloss(self, text: str) -> Iterator[WordGloss]:
        for word in self.dictionary.words(text):
            if senses := list_word_senses(self.dictionary, word.headword):
                sense = self.counts.choose(word.headword, senses)
                yield WordGloss(word.start, word.end, sense)


def gloss_by_bilingual_dictionary(
    shown: Article, language: str
) -> BilingualDictionaryGlosses | None:
    """The glosses of an article in a reader's language; None where there is no such dictionary."""
    dictionary = find_dictionary(shown.language, language)
    if dictionary is None:
        return None
    words: dict[str, Sequence[FoundWord]] = {}
    room = LONGEST
    for block in shown.blocks:
        if (room := room - len(block.text)) < 0:
            break
        words[block.text] = dictionary.words(block.text)
    headwords = {word.headword for found in words.values() for word in found}
    own, other = dictionary.languages

    def read_forms(text: str) -> set[str]:
        return {word.headword for word in dictionary.words(text)}

    def read_keys(text: str) -> Collection[str]:
        return gloss_words(text, other)

    counts = SenseCounts(
        [one for one in headwords if len(list_word_senses(dictionary, one)) > 1],
        read_forms,
        read_keys,
        read_keys,
    )
    for sentence, counterpart in find_nearest_sentence_pairs(shown, (own, other)):
        counts.add(sentence, counterpart)
    return BilingualDictionaryGlosses(dictionary, counts, frozenset(words), is_cut=room < 0)
