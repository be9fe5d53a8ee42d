"""Finds a facet's values by any of their names, as originals and translations write them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

from documents.author_names import normalise_typed_pinyin
from documents.current_index import index_of, open_current
from documents.models import Translation
from documents.search import OpenIndex, SearchRequest, count_articles, search
from documents.search.completions import values_by_name, values_by_sound
from documents.search.folding import fold_text

LONGEST_NAME = 200  # characters, as many as a row holds of one
_CANDIDATES = 8  # values whose translations are read for one name
_EXAMPLES = 20  # articles of each
_SHARE = 0.25  # of a value's translated articles that must give it the name
_LONGEST_LOOKED_UP = 60


def find_values_by_name(facet: str, name: str, *, by_first_words: bool = False) -> tuple[str, ...]:
    """The values of a facet with a given name; none where no article has it.

    ``facet`` is a column of articles and of their translations. A value is called so where it is
    written so, in either script, or where the translations of its articles say so: *Moscow* is
    莫斯科, untranslated reports included. ``by_first_words`` takes *Xinhua* for *Xinhua News
    Agency*, too.
    """
    index = open_current()
    plain = _plain(name)
    if index is None or not plain or len(plain) > _LONGEST_LOOKED_UP:
        return ()
    return _called(index.edition, facet, plain, by_first_words)


def find_exact_values(facet: str, name: str) -> tuple[str, ...]:
    """The values of a facet of one value an article that are written so, in either script."""
    index, wanted = open_current(), _plain(name)
    if index is None or not wanted:
        return ()
    return _written(index.edition, facet, wanted)


@lru_cache(maxsize=512)
def _written(edition: str, facet: str, wanted: str) -> tuple[str, ...]:
    index = index_of(edition)
    values = index.whole.values[facet] if index else ()
    return tuple(sorted(value for value in values if _plain(value) == wanted))


def find_people_by_name(facet: str, name: str) -> tuple[str, ...]:
    """The people whom a text calls so, in either script; else those whose name sounds so."""
    index = open_current()
    if index is None or len(name) > LONGEST_NAME:
        return ()
    found = values_by_name(index, facet, name) or values_by_sound(
        index, facet, normalise_typed_pinyin(name)
    )
    return tuple(sorted(found))


def _plain(name: str) -> str:
    return " ".join(fold_text(name.replace('"', " ")).split())


@lru_cache(maxsize=512)
def _called(edition: str, facet: str, name: str, by_first_words: bool) -> tuple[str, ...]:
    """The same, cached by edition, whose articles never change."""
    index = index_of(edition)
    if index is None:
        return ()
    words = SearchRequest(q=f'"{name}"', limit=0)
    listed = [count.value for count in search(index, words).facets.get(facet, ())]
    written = [value for value in listed if fold_text(value) == name]
    others = [value for value in listed if value not in written][:_CANDIDATES]
    translated = _translated(index, facet, name, others, f"{name} " if by_first_words else "")
    return tuple(sorted({*written, *translated}))


def _translated(
    index: OpenIndex, facet: str, name: str, values: list[str], beginning: str
) -> list[str]:
    """The values with a name in a quarter or more of their translated articles.

    One slip of a translator must not rename a place, and one may well have two names (Peking).
    Names with the ``beginning``, where there is one, count too.
    """
    examples: dict[str, str] = {}
    weights: dict[str, float] = {}
    for value in values:
        chosen: dict[str, Any] = {facet: (value,)}
        held = SearchRequest(translation=("held",), sort="oldest", limit=_EXAMPLES, **chosen)
        found = search(index, replace(held, q=f'"{name}"'))
        examples |= {hit.identifier: value for hit in found.hits}
        if found.hits:  # how much of the value's articles one example stands for
            every = count_articles(index, held)
            weights[value] = found.total / len(found.hits) / every
    rows = Translation.objects.filter(
        article__identifier__in=examples, article__is_newest=True
    ).values_list("article__identifier", facet)
    named = Counter(
        examples[identifier]
        for identifier, said in rows
        if (plain := fold_text(said)) == name or (beginning and plain.startswith(beginning))
    )
    return [value for value, count in named.items() if count * weights[value] >= _SHARE]
