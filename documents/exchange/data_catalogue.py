"""JSON-LD of the archive as a catalogue of data, of each source as a data set, and of lists.

In schema.org's terms. Every ``@id`` is the address of the page that shows what it names: it leads
somewhere, and all pages speak of one thing by one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.context import Site
from archive.languages import interface_languages, interface_tag
from archive.safe_html import write_script_data
from documents.citation.jsonld import schema_type
from documents.citation.language_tags import in_language
from documents.citation.record import CitedWork
from documents.citation.runs import one_line
from documents.edition import current_edition
from documents.exchange import article_lists
from documents.exchange.citation_records import permanent_url
from documents.models import Source
from documents.presentation.labels import name_source, say_articles, typeset

_CONTEXT = {"@context": "https://schema.org"}
_PERIODICALS = {
    "newspaper": "Newspaper",
    "periodical": "Periodical",
    "documents": "Collection",
}


def write_json_ld(node: dict[str, Any]) -> SafeString:
    """A node as the content of ``<script type="application/ld+json">``."""
    return write_script_data(orjson.dumps(_CONTEXT | node).decode())


def describe_archive(datasets: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """The archive: a site that can be searched, and a catalogue of its sources."""
    address = permanent_url("home")
    edition = current_edition()
    return _kept(
        {
            "@type": ["WebSite", "DataCatalog"],
            "@id": address,
            "url": address,
            "name": Site().name,
            "alternateName": [name.text for name in Site().other_names],
            "description": gettext(
                "A read-only archive of historical articles. Each stands as it was printed, beside"
                " its translation where there is one, at an address that will show the same words"
                " in twenty years."
            ),
            "inLanguage": [language.tag for language in interface_languages()],
            "isAccessibleForFree": True,
            "version": str(edition.digest) if edition else "",
            "dateModified": edition.published_at.strftime("%Y-%m-%dT%H:%M:%SZ") if edition else "",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{permanent_url('articles')}?q={{query}}",
                },
                "query-input": "required name=query",
            },
            "dataset": list(datasets),
        }
    )


def describe_dataset(source: Source, count: int, years: tuple[int, int] | None) -> dict[str, Any]:
    """A source as a data set: what is held of it, of which years, and in which forms it comes."""
    address, name = permanent_url("source", source.key), name_source(source).text
    others = dict.fromkeys(typeset(other) for other in source.names.values())
    edition = current_edition()
    return _kept(
        {
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": name,
            "alternateName": [other for other in others if other != name],
            "description": _describe(source, name, count),
            "identifier": source.key,
            "inLanguage": list(source.languages),
            "temporalCoverage": "/".join(f"{year:04}" for year in dict.fromkeys(years or ())),
            "size": say_articles(count),
            "license": source.rights_uri,
            "usageInfo": source.rights_uri,
            "copyrightNotice": one_line(source.rights_line),
            "version": str(edition.digest) if edition else "",
            "isAccessibleForFree": True,
            "isBasedOn": _publication(source, name),
            "includedInDataCatalog": {"@id": permanent_url("home")},
            "distribution": [
                _download(source, *form) for form in article_lists.MEDIA_TYPES.items()
            ],
        }
    )


def name_dataset(source: Source, count: int) -> dict[str, Any]:
    """A source as a data set, in short: its page says the rest."""
    address, name = permanent_url("source", source.key), name_source(source).text
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": name,
        "description": _describe(source, name, count),
        "license": source.rights_uri,
    }


def describe_list(
    address: str, name: str, works: Sequence[CitedWork], *, first: int = 1, total: int | None = None
) -> dict[str, Any]:
    """A page that lists articles: those it shows, from rank ``first`` of ``total``."""
    return {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": one_line(name),
        "isPartOf": {"@id": permanent_url("home")},
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(works) if total is None else total,
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "item": _kept(
                        {
                            "@type": schema_type(work),
                            "@id": work.cite_as,
                            "url": work.permalink,
                            "name": one_line(work.lead.title),
                        }
                    ),
                }
                for place, work in enumerate(works, first)
            ],
        },
    }


def _describe(source: Source, name: str, count: int) -> str:
    """What the data set is, and what the source's notes say of it."""
    said = gettext(
        "%(source)s: articles as printed, each beside its translation where there is one "
        "(%(count)s)."
    ) % {"source": name, "count": say_articles(count)}
    notes = (one_line(in_language(texts, interface_tag())) for texts in source.notes.values())
    return " ".join([said, *filter(None, notes)])


def _publication(source: Source, name: str) -> dict[str, Any]:
    tag = interface_tag()
    publisher = one_line(in_language(source.publisher, tag))
    place = one_line(in_language(source.place, tag))
    body = _kept({"@type": "Organization", "name": publisher, "location": place})
    return _kept(
        {
            "@type": _PERIODICALS.get(source.kind, "Book"),
            "name": name,
            "bookEdition": str(source.edition or ""),
            "publisher": body if publisher else {},
        }
    )


def _download(source: Source, suffix: str, media_type: str) -> dict[str, Any]:
    path = reverse("export_list", args=(suffix,))
    return {
        "@type": "DataDownload",
        "contentUrl": f"{Site().permalink(path)}?{urlencode({'source': source.key})}",
        "encodingFormat": media_type,
    }


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
