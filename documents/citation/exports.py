"""The registry of exports: every format by its suffix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.citation import (
    bibtex,
    csl,
    jsonld,
    pairs_tsv,
    plain,
    ris,
    tei,
    tmx,
    zotero_rdf,
)
from documents.citation.record import CitedArticle


@dataclass(frozen=True, slots=True)
class Export:
    """An export format: ``/articles/<id>.{suffix}`` (and ``/articles/<id>/v<n>.{suffix}``).

    ``name`` is for people, ``unapi_name`` what unAPI's clients know the format by.
    ``one`` and ``many`` write an article and a list (None where a list has no such form); those of
    a ``dated`` format take ``accessed``. ``describes`` is true of records about the article, false
    of the article itself (Signposting's ``describedby`` and ``item``). ``of_pairs`` is true of what
    two texts answer each other by, and ``options`` names what else the writers can be told.
    """

    suffix: str
    name: str
    media_type: str
    one: Callable[..., str]
    many: Callable[..., str] | None = None
    describes: bool = False
    dated: bool = False
    of_pairs: bool = False
    options: frozenset[str] = frozenset()
    unapi_name: str = ""  # "" where it is the suffix

    @property
    def content_type(self) -> str:
        """The ``Content-Type``: text types with charset; JSON types have none (RFC 8259)."""
        named = self.media_type.endswith(("json", "xml"))
        return self.media_type if named else f"{self.media_type}; charset=utf-8"

    def write(self, article: CitedArticle, accessed: date | None = None, **told: str | None) -> str:
        """Write an article; with the access date where the format has a place for it."""
        return self.one(article, **self._arguments(accessed, told))

    def write_list(
        self, articles: Iterable[CitedArticle], accessed: date | None = None, **told: str | None
    ) -> str:
        """Write a list of articles. Raises ValueError for a format of single articles."""
        if self.many is None:
            raise ValueError(f"export: found {self.suffix!r} expected one of {', '.join(LISTS)}")
        return self.many(articles, **self._arguments(accessed, told))

    def _arguments(self, accessed: date | None, told: Mapping[str, str | None]) -> dict[str, Any]:
        """What the writers take of it all."""
        known: dict[str, Any] = {"accessed": accessed} if self.dated else {}
        return known | {name: value for name, value in told.items() if name in self.options}


def _one_item(article: CitedArticle, *, accessed: date | None = None) -> str:
    return csl.items([article], accessed=accessed)


def _json_ld(article: CitedArticle) -> str:
    return json.dumps(jsonld.node(article), ensure_ascii=False, indent=1) + "\n"


EXPORTS: dict[str, Export] = {
    export.suffix: export
    for export in (
        Export(
            "zotero.rdf",
            "Zotero RDF",
            zotero_rdf.MEDIA_TYPE,
            zotero_rdf.record,
            zotero_rdf.records,
            describes=True,
            unapi_name="rdf_zotero",
        ),
        Export(
            "csl.json",
            "CSL-JSON",
            csl.MEDIA_TYPE,
            _one_item,
            csl.items,
            describes=True,
            dated=True,
            unapi_name="csljson",
        ),
        Export(
            "bib",
            "BibTeX",
            bibtex.MEDIA_TYPE,
            bibtex.entry,
            bibtex.entries,
            describes=True,
            dated=True,
            unapi_name="bibtex",
        ),
        Export(
            "ris",
            "RIS",
            ris.MEDIA_TYPE,
            ris.record,
            ris.records,
            describes=True,
            dated=True,
        ),
        Export(
            "jsonld",
            "JSON-LD",
            jsonld.MEDIA_TYPE,
            _json_ld,
            describes=True,
        ),
        Export("json", "JSON", plain.MEDIA_TYPE_JSON, plain.twin),
        Export("tei.xml", "TEI", tei.MEDIA_TYPE, tei.document, unapi_name="tei"),
        Export(
            "pairs.tsv",
            "Pairs (TSV)",
            pairs_tsv.MEDIA_TYPE,
            pairs_tsv.table,
            pairs_tsv.table,
            of_pairs=True,
            options=frozenset({"level", "cells"}),
        ),
        Export(
            "tmx",
            "TMX",
            tmx.MEDIA_TYPE,
            tmx.document,
            tmx.document,
            of_pairs=True,
            options=frozenset({"level"}),
        ),
        Export("txt", "TXT", plain.MEDIA_TYPE_TEXT, plain.text),
        Export("md", "Markdown", plain.MEDIA_TYPE_MARKDOWN, plain.markdown),
    )
}
LISTS: tuple[str, ...] = tuple(export.suffix for export in EXPORTS.values() if export.many)
