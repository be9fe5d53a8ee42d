"""Sitemaps for crawlers: every article once, in files of a size they take. Read by key, not paged.

Identifiers are spread evenly, being minted from a hash; so all that begin with the same characters
make a file, and the more articles there are, the more characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product
from xml.sax.saxutils import escape  # nosec B406  # it only writes

from documents.identifiers import ALPHABET
from documents.models import Article

IN_A_FILE = 20_000  # on average: far enough from the protocol's 50,000 for chance to reach it
WHOLE = "all"  # the name of the only file of a small archive

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def list_shards(articles: int) -> list[str]:
    """The shards: beginnings of identifiers, one file each; ``all`` where one file is enough."""
    length = 0
    while articles > IN_A_FILE * len(ALPHABET) ** length:
        length += 1
    return ["".join(letters) for letters in product(ALPHABET, repeat=length)] if length else [WHOLE]


def shard_members(shard: str) -> Iterator[tuple[str, datetime]]:
    """The articles of a shard, and when their newest version was recorded."""
    rows = Article.objects.newest().order_by("identifier")
    if shard != WHOLE:
        # A range and not a pattern: LIKE would not use the index in every collation.
        rows = rows.filter(identifier__gte=shard)
        if following := _following(shard):
            rows = rows.filter(identifier__lt=following)
    yield from rows.values_list("identifier", "seed__recorded_at")


def _following(shard: str) -> str:
    """The next shard's name, "" behind the last."""
    kept = shard.rstrip(ALPHABET[-1])
    return kept[:-1] + ALPHABET[ALPHABET.index(kept[-1]) + 1] if kept else ""


def write_index(addresses: Iterable[str]) -> str:
    """Write a sitemap index."""
    body = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return _document("sitemapindex", body)


def write_sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """Write a sitemap: addresses, and when what they show was recorded, where that is known."""
    body = "".join(
        f"<url><loc>{escape(address)}</loc>"
        + (f"<lastmod>{moment:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if moment else "")
        + "</url>\n"
        for address, moment in pages
    )
    return _document("urlset", body)


def _document(root: str, body: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_SPACE}">\n{body}</{root}>\n'
