"""The titles of a withdrawn article: it has no row, so they are read again from its file."""

from __future__ import annotations

from documents.models import SeedFile, Withdrawal
from documents.presentation.titles import order_texts
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.records import Refused, TextRecord


def read_withdrawn_titles(withdrawal: Withdrawal) -> list[TextRecord]:
    """The texts with a title of the newest version whose file is kept, the interface's first.

    None where the files were deleted with the withdrawal, or no layout reads them by themselves.
    """
    seeds = SeedFile.objects.filter(
        accession=withdrawal.seed.accession, kind=SeedFile.Kind.ARTICLE
    ).order_by("-version")
    for seed in seeds[:1]:
        try:
            record = parse_file(decode(bytes(seed.content), seed.path))
        except Refused:
            return []
        return order_texts(text for text in record.texts if text.title)
    return []
