"""The authors of a source from A to Z: by pinyin and by letters, with counts and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext

from documents.author_names import pinyin_order
from documents.citation.language_tags import base
from documents.citation.names import read_name
from documents.models import Source
from documents.presentation.labels import Label, say_dates
from documents.presentation.text_languages import guess_language
from documents.query.addresses import list_address
from documents.search import OpenIndex
from documents.search.completions import translation_of
from documents.search.folding import fold_text
from documents.search.request import SearchRequest
from documents.search.value_spans import ValueSpan, count_with_spans

ON_A_PAGE = 400  # authors; where a source has more, each letter has a page
NO_LETTER = "other"  # of names that have none, in addresses
_OTHER_READINGS = frozenset({"ja", "ko", "vi"})  # of names in Han characters: they stand by these
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Author:
    """An author's name with its translation, the articles, their years, and their list."""

    name: Label
    count: int
    years: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the list, with how many authors it has; the ``current`` ones are shown."""

    letter: str
    count: int
    url: str
    current: bool = False
    authors: tuple[Author, ...] = ()

    @property
    def label(self) -> str:
        """The letter as the page prints it."""
        return gettext("other") if self.letter == NO_LETTER else self.letter


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of a source in order: all letters there are, each with its span of authors."""

    source: Source
    spans: Sequence[ValueSpan]
    letters: dict[str, tuple[int, int]]

    @property
    def is_paged(self) -> bool:
        """Whether there are too many authors for one page."""
        return len(self.spans) > ON_A_PAGE

    def path(self, letter: str = "") -> str:
        """The address of a letter: its page, or its place on the only one."""
        path = reverse("documents:source_authors", args=[self.source.key])
        if not letter:
            return path
        return f"{path}?letter={letter}" if self.is_paged else f"#letter-{letter}"

    def show(self, index: OpenIndex, letter: str, page: int) -> list[Letter]:
        """Every letter, with the authors of one page: of one letter, or of all."""
        shown = []
        for each, (first, last) in self.letters.items():
            current = not self.is_paged or each == letter
            start = first + (page - 1) * ON_A_PAGE
            spans = self.spans[start : min(start + ON_A_PAGE, last)] if current else ()
            authors = tuple(_author(index, self.source, span) for span in spans)
            shown.append(Letter(each, last - first, self.path(each), current, authors))
        return shown


def list_authors(index: OpenIndex, source: Source) -> AuthorList:
    """The authors of a source, in the order of their letters."""
    language = source.languages[0] if source.languages else ""
    keyed = sorted(
        (_sort_key(span.value, language), span.value, span)
        for span in count_with_spans(index, "author", source.key)
    )
    letters: dict[str, tuple[int, int]] = {}
    for letter, group in groupby(range(len(keyed)), key=lambda place: keyed[place][0][1]):
        places = list(group)
        letters[letter] = (places[0], places[-1] + 1)
    return AuthorList(source, [span for _, _, span in keyed], letters)


def _sort_key(name: str, language: str) -> tuple[int, str, list[tuple[str, str]]]:
    """A to Z, then other alphabets, then what has no letter; and the name word by word."""
    is_read_otherwise = base(language) in _OTHER_READINGS
    words = [] if is_read_otherwise else pinyin_order(name)
    if not words:
        words = [
            (word, "") for word in _WORD.findall(fold_text(read_name(name, language).sortable))
        ]
    first = words[0][0][:1].upper() if words else ""
    if "A" <= first <= "Z":
        return 0, first, words
    return (1, first, words) if first.isalpha() else (2, NO_LETTER, words)


def _author(index: OpenIndex, source: Source, span: ValueSpan) -> Author:
    translated = translation_of(index, "author", span.value) or ()
    request = SearchRequest(source=(source.key,), author=(span.value,), sort="oldest")
    return Author(
        Label(span.value, guess_language(span.value), *translated),
        span.count,
        _say_years(span.first, span.last),
        list_address(request),
    )


def _say_years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return say_dates(date(first.year, 1, 1), date(last.year, 12, 31))
