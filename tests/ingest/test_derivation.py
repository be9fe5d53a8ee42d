"""The rules by which rows are made have a number, which is raised when they give other rows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from documents.fields import unpack_beside
from documents.ingest.derivation import DERIVATION
from documents.ingest.rows import make_rows
from documents.seed_store.items import Item
from documents.seed_store.source_claims import Claim, Claims, read_globs
from tests.helpers.site_process import ROOT

LAYOUTS = {"000": "peoples_daily", "002": "great_soviet_encyclopedia"}


def test_the_seeds_give_the_rows_of_this_derivation() -> None:
    """Where this fails, raise DERIVATION: archives made before keep their old rows otherwise."""
    rows = []
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        item = item_of(seed)
        claim, record = item.record()
        article, translations = make_rows(item, claim.key, record, None)
        for row in (article, *translations):
            columns = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
            stored = columns["stored_blocks"]
            columns["stored_blocks"] = unpack_beside(stored, item.data) if stored else []
            rows.append(json.dumps(columns, sort_keys=True, default=str))
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
    assert (DERIVATION, digest) == (11, "29dbb19200f03092")


def item_of(seed: Path) -> Item:
    claims = Claims((Claim("source", (LAYOUTS[seed.name[:3]],), read_globs(["**"])),))
    data = seed.read_bytes()
    accession = seed.stem.partition("_")[2]
    digest = hashlib.sha256(data).hexdigest()
    return Item("article", "/", seed.name, seed.name, data, digest, accession, 1, claims)
