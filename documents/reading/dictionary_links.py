"""The words of a text that a dictionary of the collection has, for links to the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from documents.dictionaries.bilingual_dictionary import FoundWord
from documents.dictionaries.installed import find_dictionaries


def link_dictionary_words(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """The words in order, none overlapping another: start, end, the word to look up.

    Where several dictionaries have words of the language, the first one's stand.
    """
    words: list[FoundWord] = []
    for dictionary in find_dictionaries(language):
        taken = {place for word in words for place in range(word.start, word.end)}
        words += [
            word for word in dictionary.words(text) if taken.isdisjoint(range(word.start, word.end))
        ]
    for word in sorted(words):
        # A stroke parts an address; the word as it is written has none.
        named = text[word.start : word.end] if "/" in word.headword else word.headword
        yield word.start, word.end, named
