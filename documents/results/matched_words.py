"""Which words of a query an article answers in another language: cooperation → 合作."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.models import Article
from documents.search.clauses import Leaf
from documents.search.query import parse
from documents.search.request import TranslatedQuery
from documents.search.text_matches import Matcher


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """A word as it was asked, and the translations of it that stand in an article."""

    asked: str
    lang: str
    translations: tuple[str, ...]
    other: str  # the language of the translations


class MatchedWordFinder:
    """Finds the words of a translated query that articles answer."""

    def __init__(self, translated: TranslatedQuery) -> None:
        self._matcher = Matcher(translated.query)
        self._languages = translated.language, translated.other
        self._words = [
            (word.asked, {one.text: _leaf(one.search) for one in word.used})
            for word in translated.required
        ]

    def find(self, article: Article) -> tuple[MatchedWord, ...]:
        """The words that an article answers, in the order asked."""
        held: set[Leaf] = set()
        for text in article.texts:
            parts = [text.title, text.byline, *text.passages]
            held |= self._matcher.in_language(text.language).leaves_in(parts)
        found = ((asked, _standing(leaves, held)) for asked, leaves in self._words)
        lang, other = self._languages
        return tuple(MatchedWord(asked, lang, texts, other) for asked, texts in found if texts)


def _standing(leaves: Mapping[str, Leaf | None], held: set[Leaf]) -> tuple[str, ...]:
    standing = [text for text, leaf in leaves.items() if leaf in held]
    return tuple(
        one for one in standing if not any(one in other for other in standing if other != one)
    )


def _leaf(search: str) -> Leaf | None:
    """The part of a query that a translation is."""
    return next(iter(parse(search).leaves), None)
