"""A suggested search: a link with the number of articles it finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from documents.presentation.labels import Names, quote_words, say_articles
from documents.query.addresses import list_address
from documents.query.paging import default_sort
from documents.query.typed_filters import read_typed_filters
from documents.search import CountBudget, OpenIndex, count_articles
from documents.search.clauses import Clause, Leaf, write
from documents.search.cost import SPELLINGS
from documents.search.near_spellings import near_spellings
from documents.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class SuggestedSearch:
    """A suggested search: its words, its address, its number of articles."""

    said: SafeString
    url: str
    count: int

    @property
    def articles(self) -> str:
        return say_articles(self.count)


@dataclass(frozen=True, slots=True)
class SearchSuggester:
    """Counts searches before they are suggested, within one budget a page."""

    index: OpenIndex
    names: Names
    allowance: CountBudget = field(default_factory=CountBudget)
    _spelt: dict[str, list[str]] = field(default_factory=dict)

    def suggest(self, said: SafeString, request: SearchRequest) -> SuggestedSearch | None:
        """A search as a link with its count, if it finds something.

        None too for words that would be read as filters once they stand alone.
        """
        request = replace(request, sort=default_sort(request.q), offset=0)
        reading = read_typed_filters(request, self.names.sources.values(), ())
        if reading is not None and not reading.offered and reading.request != request:
            return None
        count = count_articles(self.index, request, self.allowance)
        return SuggestedSearch(said, list_address(request), count) if count else None

    def spellings(self, word: str, limit: int) -> list[str]:
        """The words of the archive spelt most nearly as one; looked up once a page."""
        if any(map(str.isdigit, word)):
            return []  # another number is another thing
        if word not in self._spelt:
            if self.allowance.left <= 0:
                return []
            self.allowance.left -= SPELLINGS
            self._spelt[word] = near_spellings(self.index, word, limit)
        return self._spelt[word]

    def holds(self, leaf: Leaf) -> bool:
        """Whether the archive has a word anywhere."""
        request = SearchRequest(q=write([Clause((leaf,))]))
        return count_articles(self.index, request, self.allowance) > 0


def list_words(parts: Iterable[str]) -> SafeString:
    """Typed parts, each between quotation marks, as a list in words."""
    quoted = [quote_words(part) for part in parts]
    said = quoted[0]
    for part in quoted[1:]:
        said = format_html("{}{}{}", said, gettext(", "), part)
    return said
