"""The lexicon of a pair of languages that a bilingual dictionary other than CC-CEDICT gives. Pure.

Its tokens stand beside those that a text has without a dictionary, under signs of their own: a
word's crude stem and its headword are no two words of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from documents.alignment.lexicon import Lexicon
from documents.alignment.tokens import PassageTokens

HEADWORD, GLOSS = "<", ">"  # signs before the tokens of headwords and of words in glosses
PRIOR_WORDS = 2000  # running words that a text is taken to have beyond its own


@dataclass(frozen=True, slots=True, eq=False)
class PairLexicon:
    """A lexicon with the languages of headwords and glosses, and how each is read from a text.

    Languages are primary subtags. The tokens of ``table`` begin with `HEADWORD` and `GLOSS`;
    ``read_headwords`` and ``read_gloss_words`` give them without.
    """

    languages: tuple[str, str]
    table: Lexicon
    read_headwords: Callable[[str], Iterable[str]]
    read_gloss_words: Callable[[str], Iterable[str]]

    def fits(self, source_language: str, target_language: str) -> bool:
        """Whether headwords are of the first language and glosses of the second."""
        return self.languages == (_primary(source_language), _primary(target_language))


def add_words(
    source: Sequence[PassageTokens],
    target: Sequence[PassageTokens],
    texts: tuple[Sequence[str], Sequence[str]],
    dictionary: PairLexicon,
) -> Lexicon:
    """Add the dictionary's words to passages; returns the lexicon with these texts' own shares.

    A word that is common in these very texts says little, whatever its share in glosses is.
    """
    table = dictionary.table
    for passage, text in zip(source, texts[0], strict=True):
        for key in dictionary.read_headwords(text):
            if (token := HEADWORD + key) in table.words:
                passage.add(token)
    counts: dict[int, int] = {}
    total = 0
    for passage, text in zip(target, texts[1], strict=True):
        for key in dictionary.read_gloss_words(text):
            total += 1
            column = table.stems.get(GLOSS + key)
            if column is not None:
                passage.add(GLOSS + key)
                counts[column] = counts.get(column, 0) + 1
    _keep_answered(source, target, table)
    if not counts:
        return table
    shares = table.shares.copy()
    columns = np.fromiter(counts, np.intp, len(counts))
    own = np.fromiter(counts.values(), np.float32, len(counts)) / np.float32(total + PRIOR_WORDS)
    shares[columns] = np.maximum(shares[columns], own)
    return replace(table, shares=shares)


def _keep_answered(
    source: Sequence[PassageTokens], target: Sequence[PassageTokens], table: Lexicon
) -> None:
    """Drop the dictionary's words that nothing in the other text answers: they say nothing."""
    present = np.zeros(len(table.stems), bool)
    for passage in target:
        for token in passage.counts:
            if token[0] == GLOSS and (column := table.stems.get(token)) is not None:
                present[column] = True
    answered = np.zeros(len(table.stems), bool)
    known: dict[str, bool] = {}
    for passage in source:
        for token in passage.counts:
            row = table.words.get(token)
            if row is not None and token not in known:
                columns = table.columns[table.starts[row] : table.starts[row + 1]]
                known[token] = bool(present[columns].any())
                answered[columns] = True
    for passage in source:
        passage.counts = {t: n for t, n in passage.counts.items() if known.get(t, True)}
    for passage in target:
        passage.counts = {
            token: count
            for token, count in passage.counts.items()
            if token not in table.stems or answered[table.stems[token]]
        }


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
