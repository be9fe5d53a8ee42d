"""Search hits on an article's page: marked, numbered, each linked to the next.

A hit is a link to the one after it, so that Tab and Enter go from hit to hit without any script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from archive.safe_html import HtmlPattern, rewrite_html
from documents.search.clauses import Query
from documents.search.text_matches import Matcher

LISTED = 12  # hits named one by one above the text
_MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
_HIT = HtmlPattern('<mark id="hit{}">{}</mark>')
_NEXT_HIT = HtmlPattern('<a href="#hit{}" title="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of one page: how many in words, and links to the first ones and the last."""

    said: str
    numbers: tuple[int, ...]
    last: int  # 0 where every hit is listed


@dataclass(slots=True)
class HitCounter:
    """Finds a query's words in texts, and numbers their marks in a page's HTML, in order."""

    matcher: Matcher
    total: int = 0
    numbered: int = 0

    def find(self, text: str, language: str) -> list[tuple[int, int]]:
        """The spans of the words in a text; for `markup.BlockMarkup`."""
        return self.matcher.in_language(language).spans(text)

    def count(self, *pieces: SafeString) -> None:
        """Count the marks of a page before they are numbered, to know the last."""
        self.total += sum(piece.count("<mark>") for piece in pieces)

    def number(self, html: SafeString) -> SafeString:
        """The HTML with an anchor on each mark and, where nothing links there, a link on."""
        return rewrite_html(html, _MARK, self._number)

    def _number(self, inner: SafeString) -> SafeString:
        self.numbered += 1
        if "<a " in inner:  # a word of the dictionary is a link already
            return _HIT(self.numbered, inner)
        following = self.numbered % self.total + 1
        words = gettext("Hit %(number)s of %(total)s; follow it to the next") % {
            "number": self.numbered,
            "total": self.total,
        }
        return _HIT(self.numbered, _NEXT_HIT(following, words, inner))

    def summary(self) -> Hits:
        """The sentence about hits above the text."""
        said = ngettext("%(total)s hit", "%(total)s hits", self.total) % {"total": self.total}
        numbers = tuple(range(1, min(self.total, LISTED) + 1))
        return Hits(said, numbers, self.total if self.total > LISTED else 0)


def counter_for(words: str | Query) -> HitCounter | None:
    """A counter for the query in an address; None where there is none."""
    matcher = Matcher(words) if words else None
    return HitCounter(matcher) if matcher else None
