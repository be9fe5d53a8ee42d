"""Every export by its suffix, for an article and for lists, and the choice by ``Accept``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.citation import bibtex, csl, jsonld, plain, ris, tei
from documents.citation.record import CitedArticle

_HTML = frozenset({"text/html", "application/xhtml+xml", "text/*", "*/*"})
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Export:
    """One format: ``/articles/<id>.{suffix}`` (and ``/articles/<id>/v<n>.{suffix}``).

    ``write_list`` is None where a list has no such form. ``describes`` is true of records about the
    article, false of the article itself (Signposting's ``describedby`` and ``item``).
    """

    suffix: str
    media_type: str
    describes: bool
    write: Callable[[CitedArticle], str]
    write_list: Callable[[Iterable[CitedArticle]], str] | None = None

    @property
    def content_type(self) -> str:
        """The header: text types say their charset; JSON types have none (RFC 8259)."""
        named = self.media_type.endswith("json") or self.media_type.endswith("xml")
        return self.media_type if named else f"{self.media_type}; charset=utf-8"


EXPORTS: dict[str, Export] = {
    export.suffix: export
    for export in (
        Export("csl.json", csl.MEDIA_TYPE, True, lambda a: csl.items([a]), csl.items),
        Export("bib", bibtex.MEDIA_TYPE, True, bibtex.entry, bibtex.entries),
        Export("ris", ris.MEDIA_TYPE, True, ris.record, ris.records),
        Export(
            "jsonld",
            jsonld.MEDIA_TYPE,
            True,
            lambda a: json.dumps(jsonld.node(a), ensure_ascii=False, indent=1) + "\n",
        ),
        Export("json", plain.MEDIA_TYPE_JSON, False, plain.twin),
        Export("tei.xml", tei.MEDIA_TYPE, False, tei.document),
        Export("txt", plain.MEDIA_TYPE_TEXT, False, plain.text),
        Export("md", plain.MEDIA_TYPE_MARKDOWN, False, plain.markdown),
    )
}


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
