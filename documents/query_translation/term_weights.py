"""The weights of translations in a structured query, so that they score as one word."""

from __future__ import annotations

import math
from collections.abc import Mapping

from documents.search import OpenIndex
from documents.search.analysis import word_terms
from documents.search.clauses import Leaf, Phrase, Word
from documents.search.compile import pair_places
from documents.search.language_stems import stemmed_languages
from documents.search.schema import LANGUAGES


def count_articles_with(index: OpenIndex, leaf: Leaf) -> int:
    """About how many articles have a word or phrase: as many as its rarest term."""
    return min((index.searcher.doc_freq(*term) for term in _terms(index, leaf)), default=0)


def weigh_synonyms(
    index: OpenIndex, shares: Mapping[Leaf, float]
) -> tuple[float, tuple[float, ...]]:
    """The rarity of a word, and the weight of each translation's score by how likely it means it.

    A score holds how rare the leaf is; it is set to how rare the word itself is: as frequent as its
    translations together, each counted by its share (Darwish and Oard 2003).
    """
    most = max(shares.values())
    parts = {leaf: share / most for leaf, share in shares.items()}
    held = sum(part * count_articles_with(index, leaf) for leaf, part in parts.items())
    whole = _rarity(index, held)
    return whole, tuple(part * whole / _own_rarity(index, leaf) for leaf, part in parts.items())


def _own_rarity(index: OpenIndex, leaf: Leaf) -> float:
    """The inverse document frequency that the index gives a leaf: of a phrase the sum."""
    return sum(_rarity(index, index.searcher.doc_freq(*term)) for term in _terms(index, leaf))


def _rarity(index: OpenIndex, held: float) -> float:
    """The inverse document frequency of BM25."""
    whole = index.searcher.num_docs
    return math.log(1 + (whole - min(held, whole) + 0.5) / (held + 0.5))


def _terms(index: OpenIndex, leaf: Leaf) -> list[tuple[str, str]]:
    """The index terms of a leaf, as `compile` asks for them."""
    prefix = "title_" if leaf.field == "title" else ""
    if isinstance(leaf, Word):
        terms = [(f"{prefix}words", term) for term in word_terms(leaf.text, _languages(index))]
        return [max(terms, key=lambda term: index.searcher.doc_freq(*term))] if terms else []
    if not isinstance(leaf, Phrase):
        return []
    if leaf.is_han_run and len(leaf.units) > 1:
        run = "".join(leaf.units)
        return [(f"{prefix}han", run[place : place + 2]) for place in pair_places(run)]
    return [(f"{prefix}exact", unit) for unit in leaf.units]


def _languages(index: OpenIndex) -> tuple[str, ...]:
    """The languages, besides English and Russian, by whose stemmers the index has words."""
    held = index.whole.values.get(LANGUAGES, ())
    return stemmed_languages(tag for value in held for tag in value.split())
