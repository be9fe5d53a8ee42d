"""The registry of exports: every format by its suffix, and content negotiation by ``Accept``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from documents.citation import bibtex, csl, jsonld, plain, ris, tei, zotero_rdf
from documents.citation.record import CitedArticle

_HTML = frozenset({"text/html", "application/xhtml+xml", "text/*", "*/*"})
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Export:
    """An export format: ``/articles/<id>.{suffix}`` (and ``/articles/<id>/v<n>.{suffix}``).

    ``name`` is for people, ``unapi_name`` what unAPI's clients know the format by.
    ``one`` and ``many`` write an article and a list (None where a list has no such form); those of
    a ``dated`` format take ``accessed``. ``describes`` is true of records about the article, false
    of the article itself (Signposting's ``describedby`` and ``item``).
    """

    suffix: str
    name: str
    media_type: str
    one: Callable[..., str]
    many: Callable[..., str] | None = None
    describes: bool = False
    dated: bool = False
    unapi_name: str = ""  # "" where it is the suffix

    @property
    def content_type(self) -> str:
        """The ``Content-Type``: text types with charset; JSON types have none (RFC 8259)."""
        named = self.media_type.endswith(("json", "xml"))
        return self.media_type if named else f"{self.media_type}; charset=utf-8"

    def write(self, article: CitedArticle, accessed: date | None = None) -> str:
        """Write an article; with the access date where the format has a place for it."""
        return self.one(article, accessed=accessed) if self.dated else self.one(article)

    def write_list(self, articles: Iterable[CitedArticle], accessed: date | None = None) -> str:
        """Write a list of articles. Raises ValueError for a format of single articles."""
        if self.many is None:
            raise ValueError(f"export: found {self.suffix!r} expected one of {', '.join(LISTS)}")
        return self.many(articles, accessed=accessed) if self.dated else self.many(articles)


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
        Export("txt", "TXT", plain.MEDIA_TYPE_TEXT, plain.text),
        Export("md", "Markdown", plain.MEDIA_TYPE_MARKDOWN, plain.markdown),
    )
}
LISTS: tuple[str, ...] = tuple(export.suffix for export in EXPORTS.values() if export.many)


def by_accept(accept: str) -> Export | None:
    """The export an ``Accept`` header asks for rather than the page; None means the page.

    HTML wins a tie: a browser or ``*/*`` never gets a file. A header that cannot be read asks for
    nothing.
    """
    wishes = dict(_wishes(accept))
    html = max((quality for kind, quality in wishes.items() if kind in _HTML), default=0.0)
    offered = [(wishes.get(export.media_type, 0.0), export) for export in EXPORTS.values()]
    quality, best = max(offered, key=lambda pair: pair[0])
    return best if quality > html else None


def _wishes(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        kind, *parameters = part.split(";")
        found = [match for each in parameters if (match := _QUALITY.fullmatch(each))]
        yield kind.strip().lower(), float(found[0][1]) if found else 1.0
