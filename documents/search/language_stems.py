"""Stems of words in the languages, besides English and Russian, for which Tantivy has a stemmer.

A text in one of them is indexed by its own language's stems, each with the language before it
(``de|haus|``), so that no word of another language is taken for it. A query's word, whose language
nobody says, is looked for by its stem in every language that the archive holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import tantivy

_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}


@cache
def stemmed_language(tag: str) -> str:
    """The primary subtag of a BCP 47 tag whose language has a stemmer here; "" for all others."""
    primary = tag.partition("-")[0].lower()
    return primary if primary in _STEMMERS else ""


def stemmed_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """The languages with a stemmer here among those of some tags, in alphabetical order."""
    return tuple(sorted({*map(stemmed_language, tags)} - {""}))


def language_stems(words: Sequence[str], language: str) -> list[str]:
    """The index terms of folded words of a language that `stemmed_language` names, in order."""
    stems = _analyzer(_STEMMERS[language]).analyze(" ".join(words))
    return [f"{language}|{stem}|" for stem in stems]


@cache
def _analyzer(stemmer: str) -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.stemmer(stemmer))
        .build()
    )
