"""The digests that an index's documents hold of what each was made of, to verify them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from documents.search.open_index import OpenIndex


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """The digest a document was written with, and the sort number of when it was recorded."""

    digest: bytes
    recorded: int


def read_document_digests(index: OpenIndex, identifier: str) -> Sequence[DocumentDigest]:
    """The documents of an article: there should be one. Raises `SearchFailed`."""
    itself = tantivy.Query.term_query(index.schema, "identifier", identifier)
    addresses = [address for _, address in index.searcher.search(itself, 2, count=False).hits]
    numbers = index.searcher.fast_field_values("recorded", addresses) if addresses else []
    return [
        DocumentDigest(bytes(index.searcher.doc(address).to_dict()["digest"][0]), int(number or 0))
        for address, number in zip(addresses, numbers, strict=True)
    ]


def count_documents(index: OpenIndex) -> int:
    """The number of documents of an index."""
    return index.searcher.num_docs
