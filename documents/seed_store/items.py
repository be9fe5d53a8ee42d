"""Seed files as items: named, claimed by a source, digested, not parsed. Touches no database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from documents.other_formats import format_by_name, format_of_text, way_out
from documents.seed_store import layouts
from documents.seed_store.accession_register import version_label
from documents.seed_store.collection import walk
from documents.seed_store.files import DecodedFile, decode
from documents.seed_store.members import read_whole
from documents.seed_store.records import ArticleRecord, Fault, Recognition, Refused
from documents.seed_store.report import Report
from documents.seed_store.seed_names import SeedName, read_name
from documents.seed_store.source_claims import Claim, Claims
from documents.seed_store.survey import READABLE, CollectionSources, ControlFile, Survey

_LONGEST_ACCESSION = 1000  # characters, as the database keeps it
_LONGEST_PATH = 1200  # bytes: PostgreSQL's indexes take 2700, and one holds path and accession


@dataclass(frozen=True, slots=True)
class Item:
    """A seed file with a valid name, not yet parsed."""

    kind: str
    collection: str
    path: str
    shown: str
    data: bytes
    sha256: str
    accession: str
    version: int
    claims: Claims

    @property
    def label(self) -> str:
        """The register's version column for this item."""
        return version_label(self.kind, self.version)

    def record(self) -> tuple[Claim, ArticleRecord]:
        """Parse the file: its article, and the source that claims it. Raises `Refused`."""
        decoded = _decode(self.data, self.shown)
        claim = self.claims.choose_claim(
            self.path, self.shown, lambda: recognise_source(decoded, self.claims)
        )
        return claim, layouts.parse_file(decoded, claim.layouts)


def recognise_source(file: DecodedFile, claims: Claims) -> Recognition:
    """What a file shows of its source. Raises `Refused` where it looks like no layout.

    A text without any marks is of the layout `layouts.FALLBACK`, if a source may claim it so.
    """
    seen = layouts.recognise_file(file)
    if seen.layouts:
        return seen
    if claims.offers_layout(layouts.FALLBACK) and not format_of_text(file.text):
        return Recognition((layouts.FALLBACK,))
    raise layouts.refuse_unrecognised(file)


def _decode(data: bytes, shown: str) -> DecodedFile:
    """Decode a file. Raises `Refused`, also where there is no text in it."""
    if not data:
        raise Refused(Fault(shown, 0, "file", "an empty file", "a text"))
    decoded = decode(data, shown)
    if not decoded.text.strip():
        raise Refused(Fault(shown, 0, "file", "nothing but white space", "a text"))
    return decoded


def read_items(
    found: Survey, sources_by_collection: CollectionSources, report: Report
) -> Iterator[Item]:
    """Read the articles and alignments of a collection in turn; faults go into the report."""
    collection = found.collection
    for member in walk(collection):
        if isinstance(member, Fault):
            report.refuse_file([member])
            continue
        name = read_name(member.path)
        shown = collection.shown(member.path)
        if name is None and collection.is_named(member.path):
            other = format_by_name(member.path)
            expected = way_out(other) if other else READABLE
            report.refuse_file(
                [Fault(shown, 0, "path", "a file that is no seed by its name", expected)]
            )
        elif name is None:
            report.skip(shown)
        elif name.kind in {"article", "alignment"}:
            inside, inner = found.locate(member.path)
            if sources_by_collection.is_closed(inside):
                report.not_looked_at += 1
                continue
            data = read_whole(collection, member)
            if isinstance(data, Fault):
                report.refuse_file([data])
                continue
            control = ControlFile(inside, inner, shown, data)
            try:
                yield make_item(control, sources_by_collection.claims_in(inside))
            except Refused as refused:
                report.refuse_file(refused.faults)


def make_item(file: ControlFile, claims: Claims) -> Item:
    """Make an item of a file. Raises `Refused` where its name gives no usable accession."""
    name = cast("SeedName", read_name(file.path))  # only files with such names come here
    accession = _accession(name, file, claims)
    if not accession.strip() or name.version < 1 or len(accession) > _LONGEST_ACCESSION:
        raise Refused(
            Fault(
                file.shown,
                0,
                "accession",
                repr(file.path[:200]),
                "a name that gives an accession, and a version from 1 if it has one",
            )
        )
    if len(file.path.encode()) > _LONGEST_PATH:
        found = f"{len(file.path.encode())} bytes"
        raise Refused(Fault(file.shown, 0, "path", found, f"at most {_LONGEST_PATH}"))
    return Item(
        kind=name.kind,
        collection=file.collection,
        path=file.path,
        shown=file.shown,
        data=file.data,
        sha256=hashlib.sha256(file.data).hexdigest(),
        accession=accession,
        version=0 if name.kind == "withdrawal" else name.version,
        claims=claims,
    )


def _accession(name: SeedName, file: ControlFile, claims: Claims) -> str:
    """The accession of a file.

    For some sources it is the path, so the source may have to be known first.
    """
    text_path = file.path if name.kind == "article" else f"{name.path}.txt"
    claim = claims.by_glob(text_path, file.shown)
    by_path = claim.by_path if claim else claims.counts_by_path()
    if by_path is None:
        if name.kind != "article":
            raise Refused(
                Fault(
                    file.shown,
                    0,
                    "accession",
                    "sources that count accessions in different ways",
                    "a source with a `files` pattern for the text this file is about",
                )
            )
        decoded = _decode(file.data, file.shown)
        settled = claims.choose_claim(
            file.path, file.shown, lambda: recognise_source(decoded, claims)
        )
        by_path = settled.by_path
    return name.accession(by_path=by_path)
