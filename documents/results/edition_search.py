"""Searches the index of the edition being served, and quotes from the articles found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import F

from documents.current_index import index_of, open_current
from documents.edition import current_edition
from documents.models import Translation
from documents.presentation.labels import Label
from documents.presentation.text_languages import guess_language
from documents.query.exclusions import find_exclusions
from documents.query.filter_types import PersonFilter, TranslatedNameFilter
from documents.query.filters import FACET_FILTERS
from documents.search import (
    Hit,
    OpenIndex,
    PendingSearch,
    SearchRequest,
    SearchResponse,
    adjacent_hits,
    has_index,
    newest_index,
    open_index,
    read_etag_salt,
    read_history,
    search,
    start_search,
)
from documents.search.completions import translation_of

NAMED_VALUES = 60  # of a facet whose translations are looked up; rarer ones stay as written
_NAMED = tuple(name for name, one in FACET_FILTERS.items() if isinstance(one, TranslatedNameFilter))
_PEOPLE = tuple(name for name, one in FACET_FILTERS.items() if isinstance(one, PersonFilter))
_EMPTY = SearchResponse(total=0, hits=(), facets={})


@dataclass(frozen=True, slots=True)
class EditionSearch:
    """A search's answer, with the edition whose index gave it: "" where no index exists.

    The hits may be had before the whole response, whose counts take longer.
    """

    begun: PendingSearch | None = None
    edition: str = ""
    is_current: bool = True
    index: OpenIndex | None = None

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.begun.hits() if self.begun else ()

    @property
    def response(self) -> SearchResponse:
        return self.begun.answer() if self.begun else _EMPTY

    @property
    def is_missing(self) -> bool:
        """Whether there is an edition but no index at all that could answer."""
        return self.index is None and not self.is_current


def search_edition(request: SearchRequest) -> EditionSearch:
    """Search the edition's own index, else the newest there is, saying which."""
    edition = current_edition()
    if edition is None:
        return EditionSearch()
    index = index_of(edition.digest)
    if index is None:
        return EditionSearch(is_current=False)
    return EditionSearch(
        start_search(index, request), index.edition, index.edition == edition.digest, index
    )


def read_page_state() -> tuple[str, ...]:
    """What every page is derived from: the edition, the index that answers for it, its time.

    And the index's history, where it is not made of its articles alone, and the last repair.
    """
    edition = current_edition()
    if edition is None:
        return ("", "")
    stands = has_index(settings.INDEX_ROOT, edition.digest)
    index = edition.digest if stands else newest_index(settings.INDEX_ROOT)
    history = read_history(settings.INDEX_ROOT, index) if index else ""
    made = history + read_etag_salt(settings.INDEX_ROOT)
    return (edition.digest, index or "", edition.published_at.isoformat(), made)


def find_adjacent_results(
    request: SearchRequest, rank: int
) -> tuple[str | None, str | None, str | None]:
    """The identifiers before, at and after a rank (from 1) of a request's results."""
    index = open_current()
    return (None, None, None) if index is None else adjacent_hits(index, request, rank - 1)


def translate_names(request: SearchRequest, found: EditionSearch) -> dict[str, dict[str, Label]]:
    """The names a page lists, each with its translation, by filter: at most one query.

    A name is taken from the oldest translated article that has it, so it is the same on every page
    of an edition.
    """
    if found.index is None:
        return {}
    examples = {
        _example(found.edition, facet, value)
        for facet in _NAMED
        for value in dict.fromkeys((*_chosen(request, facet), *_listed(found, facet)))
    }
    people = {
        facet: dict(_people(found.index, facet, (*_chosen(request, facet), *_listed(found, facet))))
        for facet in _PEOPLE
    }
    return _names(found.edition, tuple(sorted(examples - {""}))) | people


def _people(index: OpenIndex, facet: str, names: Iterable[str]) -> Iterator[tuple[str, Label]]:
    """People with the name that most translations of their articles give them."""
    for name in names:
        if translated := translation_of(index, facet, name):
            yield name, Label(name, guess_language(name), *translated)


def _chosen(request: SearchRequest, facet: str) -> tuple[str, ...]:
    """The values of a facet that a request asks for or excludes."""
    excluded = (one.value for one in find_exclusions(request.q) if one.column == facet)
    return (*getattr(request, facet), *excluded)


def _listed(found: EditionSearch, facet: str) -> list[str]:
    return [count.value for count in found.response.facets.get(facet, ())][:NAMED_VALUES]


@lru_cache(maxsize=4096)
def _example(edition: str, facet: str, value: str) -> str:
    """A translated article with a value of a facet, "" if there is none."""
    chosen: dict[str, Any] = {facet: (value,)}
    request = SearchRequest(translation=("held",), sort="oldest", limit=1, **chosen)
    hits = search(open_index(settings.INDEX_ROOT, edition), request).hits
    return hits[0].identifier if hits else ""


@lru_cache(maxsize=256)
def _names(edition: str, identifiers: tuple[str, ...]) -> dict[str, dict[str, Label]]:
    """The names that originals and translations of some articles give to things."""
    rows = Translation.objects.filter(
        article__identifier__in=identifiers, article__is_newest=True
    ).order_by(F("article__date_from").desc(nulls_first=True), "-article__identifier", "-pk")
    columns = [column for facet in _NAMED for column in (facet, f"article__{facet}")]
    names: dict[str, dict[str, Label]] = {facet: {} for facet in _NAMED}
    for row in rows.values("language", "article__language", *columns):
        for facet, known in names.items():
            name, note = row[f"article__{facet}"], row[facet]
            if name and note and note != name:
                known[name] = Label(name, row["article__language"], note, row["language"])
    return names
