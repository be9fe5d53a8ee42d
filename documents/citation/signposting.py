"""FAIR Signposting: typed links from a landing page to its identifier, metadata and content.

Level 1 is a ``Link`` header (RFC 8288), level 2 the same and the links back as a linkset (RFC
9264).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from documents.citation.exports import EXPORTS
from documents.citation.record import CitedArticle

LINKSET_TYPE = "application/linkset+json"
LINKSET_SUFFIX = "linkset.json"
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_PLAIN = re.compile(f"[A-Za-z0-9{re.escape(_SAFE)}]*")
HEADER_LIMIT = 8192  # bytes: what common servers and proxies take for one header

_METADATA = tuple((e.suffix, e.media_type) for e in EXPORTS.values() if e.describes)
_ITEMS = tuple((e.suffix, e.media_type) for e in EXPORTS.values() if not e.describes)
_TYPES = {"newspaper": "https://schema.org/NewsArticle", "other": "https://schema.org/Article"}


class Link(NamedTuple):
    """A typed link. ``type`` is a media type; ``extra`` further target attributes, in order."""

    target: str
    rel: str
    type: str = ""
    extra: tuple[tuple[str, str], ...] = ()


def header(links: Iterable[Link]) -> str:
    """The value of a ``Link`` header. Raises ValueError past the size servers take."""
    value = ", ".join(_header_link(link) for link in links)
    if len(value.encode()) > HEADER_LIMIT:
        raise ValueError(f"Link header: found {len(value)} bytes expected at most {HEADER_LIMIT}")
    return value


def fitting(links: Iterable[Link], order: Sequence[str]) -> list[Link]:
    """The links that fit into a header, chosen by the order of relations, in their own order."""
    found = list(links)
    room = HEADER_LIMIT
    kept: list[int] = []
    for place in sorted(range(len(found)), key=lambda place: order.index(found[place].rel)):
        room -= len(_header_link(found[place]).encode()) + 2
        if room >= 0:
            kept.append(place)
    return [found[place] for place in sorted(kept)]


def landing_links(article: CitedArticle, *, versioned: bool = False) -> list[Link]:
    """Links of an article's page (of a version's page with ``versioned``), for GET and HEAD."""
    links = [
        Link(article.cite_as, "cite-as"),
        Link("https://schema.org/AboutPage", "type"),
        Link(_TYPES.get(article.genre, _TYPES["other"]), "type"),
    ]
    if article.rights_uri:
        links.append(Link(article.rights_uri, "license"))
    for rel, formats in (("describedby", _METADATA), ("item", _ITEMS)):
        links += [
            Link(article.address(suffix, versioned=versioned), rel, kind)
            for suffix, kind in formats
        ]
    linkset_address = article.address(LINKSET_SUFFIX, versioned=versioned)
    return [*links, Link(linkset_address, "linkset", LINKSET_TYPE)]


def metadata_links(article: CitedArticle, *, versioned: bool = False) -> list[Link]:
    """The links of a metadata export (bib, ris, csl.json, jsonld)."""
    return [Link(article.address(versioned=versioned), "describes", "text/html")]


def item_links(article: CitedArticle, *, versioned: bool = False) -> list[Link]:
    """The links of a content export (json, txt, md, tei.xml)."""
    return [Link(article.address(versioned=versioned), "collection", "text/html")]


def linkset(article: CitedArticle, *, versioned: bool = False) -> dict[str, Any]:
    """The linkset: every link of the landing page, its items and its metadata, by context."""
    contexts = [(article.address(versioned=versioned), landing_links(article, versioned=versioned))]
    for formats, back in ((_METADATA, metadata_links), (_ITEMS, item_links)):
        contexts += [
            (article.address(suffix, versioned=versioned), back(article, versioned=versioned))
            for suffix, _ in formats
        ]
    return {"linkset": [_context(anchor, links) for anchor, links in contexts]}


def _context(anchor: str, links: Iterable[Link]) -> dict[str, Any]:
    context: dict[str, Any] = {"anchor": anchor}
    for link in links:
        if link.rel == "linkset":
            continue  # a linkset does not list itself
        target = {"href": link.target}
        if link.type:
            target["type"] = link.type
        context.setdefault(link.rel, []).append(target)
    return context


def _header_link(link: Link) -> str:
    # A target outside ASCII, or one with ">" in it, cannot stand in a header as it is.
    target = link.target if _PLAIN.fullmatch(link.target) else quote(link.target, safe=_SAFE)
    attributes = [("rel", link.rel), *([("type", link.type)] if link.type else []), *link.extra]
    return f"<{target}>" + "".join(f'; {name}="{value}"' for name, value in attributes)
