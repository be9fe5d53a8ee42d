"""An identifier typed into the search box: bare, with a slip, as an ARK, or as a whole address."""

from __future__ import annotations

import re
from urllib.parse import unquote

from documents import identifiers
from documents.models import Article, Withdrawal

# What may stand before an identifier that was copied with its address, and behind it.
_ADDRESS = re.compile(
    r"(?:https?://[^/\s]+/|/)?(?:[a-z][\w-]*/)?articles/(?P<page>[^/.?#\s]+)\S*"
    r"|(?:https?://[^/\s]+/)?ark:/?[^/\s]+/(?P<ark>[^/.?#\s]+)\S*",
    re.IGNORECASE,
)


def read_identifier(q: str) -> str:
    """What of a query may be an identifier, in its true form; "" where the query is words."""
    typed = unquote(q.strip())
    address = _ADDRESS.fullmatch(typed)
    text = identifiers.normalise((address["page"] or address["ark"]) if address else typed)
    if address or identifiers.is_valid(text):
        return text
    near = abs(len(text) - identifiers.LENGTH) <= 1 and any(map(str.isdigit, text))
    strange = sum(character not in identifiers.ALPHABET for character in text)
    return text if near and strange <= 1 and " " not in typed else ""


def is_held(identifier: str) -> bool:
    """Whether an article has, or had, this identifier: its address then says what it is."""
    return (
        Article.objects.filter(identifier=identifier).exists()
        or Withdrawal.objects.filter(identifier=identifier).exists()
    )


def find_similar_identifiers(identifier: str) -> list[Article]:
    """The articles whose identifiers are one slip away from a mistyped one."""
    names = identifiers.repairs(identifier)
    rows = Article.objects.newest().filter(identifier__in=names) if names else ()
    return sorted(rows, key=lambda article: article.identifier)
