"""Discovery for programs: sitemaps, the OpenSearch description, the API catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it only writes

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from archive.context import Site
from archive.languages import interface_languages
from archive.query_parameters import costly
from documents.citation.signposting import LINKSET_TYPE, Link
from documents.edition import current_edition
from documents.exchange import article_lists, sitemaps
from documents.exchange.citation_records import permanent_url
from documents.harvesting.atom_feed import ATOM_TYPE
from documents.models import Source
from documents.presentation.search_prompts import search_label
from documents.views.machine_response import machine_response
from documents.views.suggest import CONTENT_TYPE as SUGGESTIONS_TYPE

XML = "application/xml"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
CATALOGUE_TYPE = f'{LINKSET_TYPE}; profile="https://www.rfc-editor.org/info/rfc9727"'
NO_ADDRESS = (
    "This archive has no public address, and what was asked for holds only absolute ones: "
    "set ARCHIVE_BASE_URL.\n"
)
_PAGES = (
    *("home", "articles", "sources", "on_this_day", "editions", "help", "api_docs", "about"),
    "data",
)
_SHORT = 16  # characters a search engine's name may have, by OpenSearch 1.1
_SHORT_DESCRIPTION = 1024


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemap index. No ``lastmod``: to know it, every article would have to be read."""
    if Site().is_local:
        return _no_address()
    names = ["pages", *sitemaps.list_shards(_articles())]
    addresses = [Site().permalink(reverse("sitemap", args=(name,))) for name in names]
    return machine_response(sitemaps.write_index(addresses), XML)


@costly
def sitemap(request: HttpRequest, shard: str) -> HttpResponse:
    """One sitemap: the pages that are no articles, or the articles of one shard."""
    if Site().is_local:
        return _no_address()
    if shard == "pages":
        return machine_response(sitemaps.write_sitemap(_pages()), XML)
    if shard not in sitemaps.list_shards(_articles()):
        raise Http404
    # Reversed once: 20,000 times would take longer than reading them.
    before, after = permanent_url("article", "-").rsplit("-", 1)
    pages = ((f"{before}{name}{after}", moment) for name, moment in sitemaps.shard_members(shard))
    return machine_response(sitemaps.write_sitemap(pages), XML)


def _pages() -> Iterator[tuple[str, datetime | None]]:
    for name in _PAGES:
        yield permanent_url(name), None
    for key in Source.objects.values_list("key", flat=True):
        yield permanent_url("source", key), None


def _articles() -> int:
    edition = current_edition()
    return edition.articles if edition else 0


def opensearch(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description, for browsers; in the language of the address."""
    if Site().is_local:
        return _no_address()
    name = Site().name
    description = search_label()
    page = Site().permalink(reverse("documents:articles"))
    feed = Site().permalink(reverse("feed"))
    suggest = Site().permalink(reverse("documents:suggest"))
    urls = "".join(
        f"<Url type={quoteattr(kind)} rel={quoteattr(relation)} template={quoteattr(template)}/>\n"
        for kind, relation, template in (
            ("text/html", "results", f"{page}?q={{searchTerms}}&page={{startPage?}}"),
            (ATOM_TYPE, "results", f"{feed}?q={{searchTerms}}"),
            (SUGGESTIONS_TYPE, "suggestions", f"{suggest}?q={{searchTerms}}"),
            (OPENSEARCH_TYPE, "self", Site().permalink(request.path)),
        )
    )
    languages = "".join(f"<Language>{one.tag}</Language>\n" for one in interface_languages())
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:_SHORT].strip())}</ShortName>\n"
        f"<Description>{escape(description[:_SHORT_DESCRIPTION])}</Description>\n"
        f"{urls}"
        f"{languages}"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    )
    return machine_response(body, OPENSEARCH_TYPE)


def api_catalogue(request: HttpRequest) -> HttpResponse:
    """The API catalogue (RFC 9727): the site's interfaces by address."""
    site = Site()
    here = site.permalink(reverse("api_catalogue"))
    lists = [
        {"href": site.permalink(reverse("export_list", args=(suffix,))), "type": kind}
        for suffix, kind in article_lists.MEDIA_TYPES.items()
    ]
    search = {"href": site.permalink(reverse("documents:opensearch")), "type": OPENSEARCH_TYPE}
    articles: dict[str, Any] = {
        "anchor": lists[0]["href"],
        "service-doc": [{"href": permanent_url("api_docs"), "type": "text/html"}],
        "service-desc": [{"href": site.permalink(reverse("openapi")), "type": "application/json"}],
        "status": [{"href": site.permalink(reverse("readyz")), "type": "application/json"}],
        "alternate": lists[1:],
        "related": [{"href": permanent_url("data"), "type": "text/html"}],
    }
    if not site.is_local:
        articles["service-desc"].append(search)
    feed = {"href": site.permalink(reverse("feed")), "type": ATOM_TYPE}
    harvests = {"href": site.permalink(f"{reverse('oai')}?verb=Identify"), "type": "text/xml"}
    items = [*lists, feed, harvests, *([] if site.is_local else [search])]
    document = {"linkset": [{"anchor": here, "item": items}, articles]}
    links = [Link(here, "api-catalog", LINKSET_TYPE)]
    return machine_response(json.dumps(document, indent=1) + "\n", CATALOGUE_TYPE, links)


def _no_address() -> HttpResponse:
    return machine_response(NO_ADDRESS, "text/plain; charset=utf-8", status=404)
