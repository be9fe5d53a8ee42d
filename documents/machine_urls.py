"""URL patterns for programs. They have one language, so no prefixed form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.urls import path, register_converter

from documents import url_converters  # noqa: F401 - registers its converters
from documents.exchange import article_lists
from documents.views import (
    api_docs,
    arks,
    article_exports,
    collocations,
    concordance,
    data,
    discovery,
    feed,
    health,
    keywords,
    list_exports,
    llms_text,
    oai,
    provenance,
    reading_list,
    renderings,
    robots,
    trends,
)
from documents.views.json_pages import JSON_PAGES


class _Identifier:
    """A path converter of identifiers as typed, up to the dot; the view validates them."""

    regex = r"[^/.]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def _one_of(suffixes: Iterable[str]) -> type[_Identifier]:
    """A path converter for a closed list of suffixes."""

    class Suffix(_Identifier):
        regex = "|".join(re.escape(suffix) for suffix in suffixes)

    return Suffix


register_converter(_Identifier, "identifier")
register_converter(_one_of(article_exports.ARTICLE_SUFFIXES), "suffix")
register_converter(_one_of(article_exports.VERSION_SUFFIXES), "version_suffix")
register_converter(_one_of(article_lists.SUFFIXES), "list_suffix")
register_converter(_one_of(reading_list.SUFFIXES), "reading_list_suffix")
register_converter(_one_of(("csv", "tsv")), "table_suffix")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("llms.txt", llms_text.llms_text, name="llms_text"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap_index"),
    path("sitemaps/<slug:shard>.xml", discovery.sitemap, name="sitemap"),
    path(".well-known/api-catalog", discovery.api_catalogue, name="api_catalogue"),
    path("data/<str:name>", data.data_file, name="data_file"),
    path("oai", oai.oai, name="oai"),
    path("articles.atom", feed.feed, name="feed"),
    path("articles.<list_suffix:suffix>", list_exports.export_list, name="export_list"),
    path("articles/<identifier:identifier>.<suffix:suffix>", article_exports.export, name="export"),
    path(
        "articles/<identifier:identifier>/v<version_no:version>.<version_suffix:suffix>",
        article_exports.export,
        name="export_version",
    ),
    path(
        "articles/<identifier:identifier>/v<version_no:version>/source/file",
        provenance.source_file,
        name="source_file",
    ),
    path(
        "list.<reading_list_suffix:suffix>",
        reading_list.export_reading_list,
        name="export_reading_list",
    ),
    path(
        "concordance.<table_suffix:kind>", concordance.concordance_table, name="concordance_table"
    ),
    path("collocations.csv", collocations.collocations_table, name="collocations_table"),
    path("keywords.csv", keywords.keywords_table, name="keywords_table"),
    path("renderings.csv", renderings.renderings_table, name="renderings_table"),
    path("trends.svg", trends.trends_drawing, name="trends_drawing"),
    path("trends.csv", trends.trends_table, name="trends_table"),
    path("openapi.json", api_docs.openapi, name="openapi"),
    *(path(one.route, one.view, name=one.name) for one in JSON_PAGES),
    path("ark:<path:name>", arks.ark, name="ark"),
]
