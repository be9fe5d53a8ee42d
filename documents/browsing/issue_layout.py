"""An issue as its newspaper laid it out: pages in order, headlines sized by the length of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.models import Article
from documents.results.entries import ListEntry

MANY = 5  # articles from which a page has the whole width, and columns of its own
# What share of the issue's longest text a text has at least: the size of its headline.
_SIZES = ((0.6, "lead"), (0.25, "second"), (0.0, "brief"))


@dataclass(frozen=True, slots=True)
class SizedHeadline:
    """An article of an issue; ``size`` is lead, second or brief."""

    entry: ListEntry
    size: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of an issue with its articles in order; ``number`` is None where none is given."""

    number: int | None
    headlines: tuple[SizedHeadline, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it has articles enough for columns of its own."""
        return len(self.headlines) >= MANY


def lay_out_issue(rows: Sequence[Article], entries: Sequence[ListEntry]) -> list[IssuePage]:
    """The pages of an issue. The rows have their texts; the entries are theirs, in order."""
    lengths = [_measure(row) for row in rows]
    longest = max(lengths, default=0) or 1
    sized = [
        SizedHeadline(entry, next(size for least, size in _SIZES if length >= least * longest))
        for entry, length in zip(entries, lengths, strict=True)
    ]
    pages = groupby(sized, key=lambda one: one.entry.page)
    return [IssuePage(number, tuple(some)) for number, some in pages]


def _measure(article: Article) -> int:
    """The length of an article: that of its first text held, in bytes of UTF-8.

    A Han character has three, about as many as the letters of English that say the same.
    """
    return sum(len(passage.encode()) for passage in article.texts[0].passages)
