"""Everything that programs may ask for: the JSON pages, and what other forms there are.

The manual and OpenAPI are made of this list. Exports come from the registries of their suffixes.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from archive.query_parameters import read_view_inputs
from documents.api.openapi import Operation
from documents.api.schemas.articles import ArticleJson
from documents.api.schemas.listed_articles import ListJson
from documents.api.schemas.site import StatusJson
from documents.citation.exports import EXPORTS
from documents.exchange import article_lists
from documents.harvesting.atom_feed import ATOM_TYPE
from documents.views import (
    article_exports,
    concordance,
    feed,
    list_exports,
    provenance,
    reading_list,
    suggest,
    trends,
)
from documents.views.json_pages import JSON_PAGES


def list_operations() -> list[Operation]:
    """Everything that programs may ask for, in the order of the manual."""
    return [
        *_list_exports(),
        *_reading_list_exports(),
        *_article_exports(),
        *(one.operation for one in JSON_PAGES),
        *_tables(),
    ]


def _list_exports() -> Iterator[Operation]:
    types = {
        representation.arguments.get("suffix"): representation.media_type
        for representation in list_exports.represent_list()
    }
    said = gettext_lazy("The list of articles, slice by slice")
    for suffix in article_lists.SUFFIXES:
        yield Operation(
            f"export_list_{_plain(suffix)}",
            f"/articles.{suffix}",
            said,
            "articles",
            ListJson if suffix == "json" else None,
            types[suffix],
            read_view_inputs(list_exports.export_list).parameters,
            counted=True,
        )
    yield Operation(
        "feed",
        "/articles.atom",
        gettext_lazy("What came, changed and went, newest first, as a feed"),
        "articles",
        None,
        ATOM_TYPE,
        tuple(name for name in read_view_inputs(feed.feed).parameters if name != "page"),
    )


def _reading_list_exports() -> Iterator[Operation]:
    types = {"csv": "text/csv", reading_list.BIBLIOGRAPHY: "text/plain"}
    said = gettext_lazy("A reading list for other programs, or as a bibliography")
    for suffix in reading_list.SUFFIXES:
        yield Operation(
            f"export_reading_list_{_plain(suffix)}",
            f"/list.{suffix}",
            said,
            "articles",
            None,
            types.get(suffix) or EXPORTS[suffix].media_type,
            read_view_inputs(reading_list.export_reading_list).parameters,
        )


def _article_exports() -> Iterator[Operation]:
    names = {
        "export": (
            "/articles/<identifier>",
            gettext_lazy("An article, its newest version"),
            article_exports.ARTICLE_SUFFIXES,
        ),
        "export_version": (
            "/articles/<identifier>/v<version>",
            gettext_lazy("A version of an article, for good"),
            article_exports.VERSION_SUFFIXES,
        ),
    }
    for name, (path, said, suffixes) in names.items():
        for suffix in sorted(suffixes, key=lambda suffix: suffix != "json"):
            yield Operation(
                f"{name}_{_plain(suffix)}",
                f"{path}.{suffix}",
                said,
                "articles",
                ArticleJson if suffix == "json" else None,
                EXPORTS[suffix].media_type
                if suffix in EXPORTS
                else article_exports.MORE_TYPES[suffix],
                read_view_inputs(article_exports.export).parameters,
            )


def _tables() -> Iterator[Operation]:
    table = gettext_lazy("Every line of a concordance for a spreadsheet")
    for kind, media_type in (("csv", "text/csv"), ("tsv", "text/tab-separated-values")):
        yield Operation(
            f"concordance_{kind}",
            f"/concordance.{kind}",
            table,
            "words",
            None,
            media_type,
            read_view_inputs(concordance.concordance_table).parameters,
        )
    numbers = read_view_inputs(trends.trends_table).parameters
    said = gettext_lazy("Trends in numbers")
    yield Operation("trends_csv", "/trends.csv", said, "words", None, "text/csv", numbers)
    drawn = gettext_lazy("Trends as a drawing")
    yield Operation(
        "trends_svg",
        "/trends.svg",
        drawn,
        "words",
        None,
        "image/svg+xml",
        read_view_inputs(trends.trends_drawing).parameters,
    )
    yield Operation(
        "source_file",
        "/articles/<identifier>/v<version>/source/file",
        gettext_lazy("The exact bytes of a version’s file"),
        "articles",
        None,
        "application/octet-stream",
        read_view_inputs(provenance.source_file).parameters,
    )
    yield Operation(
        "suggest",
        "/suggest",
        gettext_lazy("Suggestions while typing, as OpenSearch has them"),
        "words",
        None,
        suggest.CONTENT_TYPE,
        read_view_inputs(suggest.suggestions).parameters,
    )
    said = gettext_lazy("Whether every page can be answered")
    yield Operation("readyz", "/readyz", said, "site", StatusJson)


def _plain(suffix: str) -> str:
    return suffix.replace(".", "_")
