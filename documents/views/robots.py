"""``robots.txt``: what crawlers may read, and where they find all of it as files."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.context import Site
from archive.languages import interface_languages
from documents.query.addresses import PARAMETERS

# Pages that answer whatever words are asked, or another thing each time.
_ENDLESS = ("concordance", "renderings", "trends", "suggest", "random_article", "reading_list")
_ENDLESS_FILES = ("/concordance.", "/renderings.", "/trends.")


@transaction.non_atomic_requests
def robots(request: HttpRequest) -> HttpResponse:
    """``robots.txt``: articles, sources and issues; not the endless combinations of a query.

    Not every parser knows ``*`` in an address, or takes the longest rule: what is refused is also
    refused by its beginning, and nothing hangs on the order.
    """
    files = Site().permalink(reverse("documents:data"))
    lines = [
        f"# All of the archive lies as files at {files}",
        "# Please take these: nobody has to crawl the pages for its texts.",
        "User-agent: *",
        "Disallow: /*?",
        *(f"Disallow: {beginning}" for beginning in list_unbounded_addresses()),
    ]
    if not Site().is_local:  # a sitemap's own address must be absolute
        lines.append(f"Sitemap: {Site().permalink(reverse('sitemap_index'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def list_unbounded_addresses() -> Iterator[str]:
    """How the addresses begin that have no end, in every language."""
    for language in interface_languages():
        articles = language.address(reverse("documents:articles"))
        yield from (f"{articles}?{name}=" for name in PARAMETERS)
        yield from (language.address(reverse(f"documents:{name}")) for name in _ENDLESS)
    yield from _ENDLESS_FILES
