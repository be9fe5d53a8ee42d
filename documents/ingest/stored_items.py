"""A stored seed file as an ingest reads it."""

from __future__ import annotations

from documents.models import SeedFile
from documents.seed_store.items import Item
from documents.seed_store.source_claims import Claims


def make_stored_item(seed: SeedFile, claims: Claims) -> Item:
    """A stored file, with the claims of its collection."""
    return Item(
        kind=seed.kind,
        collection=seed.collection,
        path=seed.path,
        shown=seed.path,
        data=seed.content,
        sha256=seed.sha256,
        accession=seed.accession,
        version=seed.version,
        claims=claims,
    )
