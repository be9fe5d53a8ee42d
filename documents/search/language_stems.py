"""Stems of words in the languages, besides English and Russian, for which Tantivy has a stemmer.

A text in one of them is indexed by its own language's stems, each with the language before it
(``de|haus|``), so that no word of another language is taken for it. A query's word, whose language
nobody says, is looked for by its stem in every language that the archive holds.

An Arabic word leaves its article before it is stemmed, with the conjunction and preposition that
are written on to it: القرية, والقرية, بالقرية and للقرية are قرية. Two letters must be left, and
the name الله stays whole. A conjunction without the article stays, since it may be the word's own.
"""

from __future__ import annotations

import re
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
_ARABIC_ARTICLE = re.compile("[وف]?(?:[بكل]?(?:(?=الله$)|ال(?!له$)(?=..))|لل(?=..))")


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
    if language == "ar":
        words = [_without_article(word) for word in words]
    stems = _analyzer(_STEMMERS[language]).analyze(" ".join(words))
    return [f"{language}|{stem}|" for stem in stems]


def _without_article(word: str) -> str:
    """A folded Arabic word without its article and what is written on to it.

    >>> _without_article("والقريه")
    'قريه'
    """
    article = _ARABIC_ARTICLE.match(word)
    return word[article.end() :] if article else word


@cache
def _analyzer(stemmer: str) -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.stemmer(stemmer))
        .build()
    )
