"""The aligner's lexicon of a word list: its table, and how its words are read from texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from documents.alignment.lexicon import Lexicon
from documents.alignment.pair_lexicon import HEADWORD, PairLexicon
from documents.dictionaries.word_units import find_longest, loose_stems, split_units


def make_pair_lexicon(table: Lexicon, languages: tuple[str, str]) -> PairLexicon:
    """The lexicon of a table that `pair_table.build_table` made for these languages."""
    return PairLexicon(
        languages, table, _headword_reader(table, languages[0]), _gloss_reader(languages[1])
    )


def _headword_reader(table: Lexicon, language: str) -> Callable[[str], Iterable[str]]:
    def read(text: str) -> Iterable[str]:
        words = split_units(text)
        stems = loose_stems(words, language)
        units = [stem or word for stem, word in zip(stems, words, strict=True)]
        for _, _, key in find_longest(
            units, lambda unit: table.reach.get(unit, 0), lambda key: HEADWORD + key in table.words
        ):
            yield key

    return read


def _gloss_reader(language: str) -> Callable[[str], Iterable[str]]:
    def read(text: str) -> Iterable[str]:
        return filter(None, loose_stems(split_units(text), language))

    return read
