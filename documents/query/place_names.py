"""Places by any of their names: an article's own datelines say what one is called in both texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from documents.current_index import index_of, open_current
from documents.models import Translation
from documents.search import OpenIndex, SearchRequest, count_articles, search
from documents.search.folding import folded

_CANDIDATES = 8  # places whose translated datelines are read for one name
_EXAMPLES = 20  # articles of each
_SHARE = 0.25  # of a place's translated reports that must give it the name
_LONGEST = 60


def places_called(name: str) -> tuple[str, ...]:
    """The values of the place facet that a name stands for; none where no dateline has it.

    A place is called so where it is written so, in either script, or where the datelines of its
    translated reports say so: *Moscow* is 莫斯科, untranslated reports included.
    """
    index = open_current()
    plain = " ".join(folded(name.replace('"', " ")).split())
    if index is None or not plain or len(plain) > _LONGEST:
        return ()
    return _called(index.edition, plain)


@lru_cache(maxsize=512)
def _called(edition: str, name: str) -> tuple[str, ...]:
    """Remembered by edition, whose datelines never change."""
    index = index_of(edition)
    if index is None:
        return ()
    words = SearchRequest(q=f'"{name}"', limit=0)
    listed = [count.value for count in search(index, words).facets.get("place", ())]
    written = [place for place in listed if folded(place) == name]
    others = [place for place in listed if place not in written][:_CANDIDATES]
    return tuple(sorted({*written, *_translated(index, words.q, name, others)}))


def _translated(index: OpenIndex, q: str, name: str, places: list[str]) -> list[str]:
    """Those of some places that a quarter of their translated reports or more give a name to.

    One slip of a translator must not rename a place, and one may well have two names (Peking).
    """
    examples: dict[str, str] = {}
    weights: dict[str, float] = {}
    for place in places:
        held = SearchRequest(place=(place,), translation=("held",), sort="oldest", limit=_EXAMPLES)
        found = search(index, replace(held, q=q))
        examples |= {hit.identifier: place for hit in found.hits}
        if found.hits:  # how much of the place's reports one example stands for
            every = count_articles(index, held)
            weights[place] = found.total / len(found.hits) / every
    rows = Translation.objects.filter(
        article__identifier__in=examples, article__is_newest=True
    ).values_list("article__identifier", "place")
    named = Counter(examples[identifier] for identifier, said in rows if folded(said) == name)
    return [place for place, count in named.items() if count * weights[place] >= _SHARE]
