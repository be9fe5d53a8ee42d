"""Archival Resource Keys: a parser of ARKs as people type them, and the record behind ``?info``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.citation import dating
from documents.citation.names import read_names
from documents.citation.pieces import archive_name
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.identifiers import normalise

INFO_TYPE = "text/plain; charset=utf-8"

# Hyphens carry no meaning in an ARK: text formatting puts them in.
_HYPHENS = re.compile("[\u002d\u00ad\u2010-\u2015]")
_FORM = re.compile(
    r"(?:https?://[^/\s]+/)?ark:/?(?P<naan>[0-9bcdfghjkmnpqrstvwxz]{5,9})/(?P<name>[^/.?#\s]+)"
    r"(?P<qualifier>[/.][^?#\s]*)?(?P<inflection>\?[^#\s]*)?",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"[%|{}]")


@dataclass(frozen=True, slots=True)
class Ark:
    """An ARK in its parts. ``name`` is normalised, not known to exist; ``qualifier`` is ``v2``."""

    naan: str
    name: str
    qualifier: str = ""
    wants_info: bool = False

    def __str__(self) -> str:
        return f"ark:{self.naan}/{self.name}"


def parse(text: str) -> Ark:
    """Parse ``ark:12345/x…`` or ``ark:/12345/x…``, a resolver before it or not. Raises ValueError.

    ``?``, ``??`` and ``?info`` ask for the record. A path and its query may be joined by ``?``.
    """
    found = _FORM.fullmatch(_HYPHENS.sub("", text.strip()))
    if not found:
        raise ValueError(f"ARK: found {text!r} expected the form ark:12345/identifier")
    return Ark(
        found["naan"].lower(),
        normalise(found["name"]),
        (found["qualifier"] or "").strip("/."),
        found["inflection"] is not None and found["inflection"] in {"?", "??", "?info"},
    )


def info(article: CitedArticle) -> str:
    """The ERC record of an article (Electronic Resource Citation, THUMP), with its promise.

    Unknown values are ERC's own ``(:unkn)``; nobody named as author is ``(:unav)``.
    """
    lead = article.lead
    authors = "; ".join(n.sortable for n in read_names(article.authors_of(lead), article.language))
    promise = (
        "trial identifier, no promise is made for it"
        if article.ark_is_trial or not article.ark
        else "this identifier is kept; every version stays readable at its own address"
    )
    lines = [
        "erc:",
        _line("who", authors, "(:unav) no author named"),
        _line("what", lead.title, "(:unkn) untitled"),
        _line("when", dating.iso(article.date), "(:unkn) undated"),
        _line("where", article.version_address),
        _line("in", article.in_lead(article.source_names)),
        _line("rights", article.rights_line or article.rights_uri, "(:unkn) not stated"),
        "erc-support:",
        _line("who", archive_name(article)),
        _line("what", promise),
        _line("when", article.recorded_utc),
        _line("where", article.ark_address or article.permalink),
    ]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """A value escaped for one line of ERC, by percent-encoding."""
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", one_line(text))


def _line(label: str, value: str, unknown: str = "(:unkn)") -> str:
    return f"{label}: {escape(value) or unknown}"
