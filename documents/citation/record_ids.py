"""Record identifiers: an article, a version and a passage in one word of plain characters.

``h4x9k2m7q0b`` is an article, ``h4x9k2m7q0b-v1`` a version and ``h4x9k2m7q0b-v1.p3-4.7`` a passage
of it; ``h4x9k2m7q0b-v1-en-x-legge`` is a version with another translation than the first. unAPI
asks for records by them, and the addresses of reading lists are made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from documents import identifiers
from documents.citation.passage import Passage

# Clients put it into an address as it stands, so only characters that need no escape there are in
# it: spans of paragraphs are parted by full stops.
_SPANS = r"\d{1,6}(?:-\d{1,6})?(?:\.\d{1,6}(?:-\d{1,6})?)*"
_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
_RECORD = re.compile(
    r"(?P<identifier>[0-9a-z]+)"
    rf"(?:-v(?P<version>[1-9]\d{{0,5}})(?:-(?P<beside>{_TAG}))?)?"
    rf"(?:\.(?P<letter>[pt])(?P<spans>{_SPANS}))?",
    re.ASCII,
)
_IN_PATH = re.compile(
    r"(?:^|/)(?:articles|ark:/?[^/]+)/(?P<identifier>[^/.]+)(?:/v(?P<version>[1-9]\d{0,5}))?"
)
_ANCHOR = re.compile(r"(?P<letter>[pt])(?P<spans>\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class RecordId:
    """What a record identifier asks for; no such article, version or passage need exist.

    ``spans`` are paragraphs as `read_passage` takes them (``3-4,7``), of the translation where
    ``letter`` is ``t``; both are "" where the whole article is meant. ``beside`` is the tag of the
    translation that is meant, "" the first.
    """

    identifier: str
    version: int | None = None
    letter: str = ""
    spans: str = ""
    beside: str = ""

    def __str__(self) -> str:
        version = f"-v{self.version}" if self.version else ""
        if version and self.beside:
            version += f"-{self.beside}"
        passage = f".{self.letter}{self.spans.replace(',', '.')}" if self.spans else ""
        return f"{self.identifier}{version}{passage}"


def read_record_id(text: str) -> RecordId:
    """Parse a record identifier. Raises ValueError for anything else."""
    read = _RECORD.fullmatch(text)
    if read is None or not identifiers.is_well_formed(read["identifier"]):
        raise ValueError(f"record: found {text[:40]!r} expected h4x9k2m7q0b-v1 or the like")
    return _record(
        read["identifier"], read["version"], read["letter"], read["spans"], read["beside"] or ""
    )


def read_record_name(text: str) -> RecordId:
    """The same, of what a reader types: capitals and spaces are mended, and addresses are read.

    Of an address count the article, the version, the translation behind ``?beside=``, and the
    passage behind ``?p=`` or ``#p``.
    """
    typed = "".join(text.split())
    whole, _, fragment = typed.partition("#")
    path, _, query = whole.partition("?")
    found = _IN_PATH.search(path)
    if found is None:
        return read_record_id(typed.lower())
    identifier = identifiers.normalise(found["identifier"])
    if not identifiers.is_well_formed(identifier):
        raise ValueError(f"record: found {text[:40]!r} expected the address of an article")
    asked = parse_qs(query)
    said = asked.get("beside", [""])[0]
    beside = said if re.fullmatch(_TAG, said) else ""
    for letter in ("p", "t"):
        spans = ".".join(asked.get(letter, ())).replace(",", ".")
        if re.fullmatch(_SPANS, spans, re.ASCII):
            return _record(identifier, found["version"], letter, spans, beside)
    anchor = _ANCHOR.fullmatch(fragment)
    letter, spans = (anchor["letter"], anchor["spans"]) if anchor else ("", "")
    return _record(identifier, found["version"], letter, spans, beside)


def write_record_id(record_id: str, passage: Passage | None = None) -> str:
    """The identifier of a passage of a version's record: ``h4x9k2m7q0b-v1.p3-4.7``."""
    return f"{record_id}.{passage.key}" if passage else record_id


def _record(
    identifier: str, version: str | None, letter: str | None, spans: str | None, beside: str
) -> RecordId:
    return RecordId(
        identifier,
        int(version) if version else None,
        letter or "",
        (spans or "").replace(".", ","),
        beside,
    )
