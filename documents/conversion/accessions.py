"""Accessions of a collection's records: by an identifier, else by a digest of the record. Pure.

They do not depend on the order of the records, so a table may be sorted anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from documents.conversion.field_mapping import MappedRecord
from documents.conversion.records import CollectionRecord
from documents.seed_store.seed_names import read_name
from documents.text import drop_piled_marks

_LONGEST = 150  # bytes: file systems end names at 255, and versions and endings follow
_KEPT = re.compile(r"[^\w.,+@=()（）-]+")
# Names of devices on Windows, and of a file that is read by people alone.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|readme)(?:\.|$)", re.IGNORECASE)


def accession_of_identifier(identifier: str) -> str:
    """An identifier as an accession that can be a file's name on every system.

    >>> accession_of_identifier("DOC/1958 001"), accession_of_identifier(".a~2")
    ('DOC-1958-001', 'a-2')
    """
    name = _KEPT.sub("-", unicodedata.normalize("NFC", drop_piled_marks(identifier.strip())))
    name = name.strip("-. ") or digest_of({"id": identifier})
    if _RESERVED.match(name):
        name = f"{name}-"
    if len(name.encode()) > _LONGEST:
        start = name.encode()[: _LONGEST - 17].decode("utf-8", "ignore")
        name = f"{start}-{digest_of({'id': identifier})}"
    seed = read_name(f"{name}.md")
    # A name such as 000_7f36bf76d8e05e4c.md carries an accession of its own.
    return seed.accession(by_path=False) if seed else name


def digest_of(values: Mapping[str, Any]) -> str:
    """The accession of a record without an identifier: sixteen digits of a SHA-256 of its values.

    Empty values and the order of the columns do not count.
    """
    kept = {key: value for key, value in values.items() if value not in ("", None, [], {})}
    written = json.dumps(kept, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def accession_of_record(record: CollectionRecord, mapped: MappedRecord) -> tuple[str, str]:
    """A record's accession, and the identifier it comes from; empty for a digest."""
    for value in mapped.fields.get("id", ()):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, (str, int)) and str(value).strip():
            return accession_of_identifier(str(value)), str(value).strip()
    if record.identity:
        return accession_of_identifier(record.identity), record.identity
    return digest_of(record.values), ""


def digest_of_accession(accession: str) -> int:
    """An accession as a number of 64 bits: many of them are compared in little memory."""
    return int.from_bytes(hashlib.sha256(accession.encode()).digest()[:8], "big")
