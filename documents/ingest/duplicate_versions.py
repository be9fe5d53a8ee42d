"""Retracts versions that have two files: which is meant nobody knows, so none is published."""

from __future__ import annotations

from documents import identifiers
from documents.ingest.finish_run import reindex
from documents.ingest.publication import BATCH, batched
from documents.ingest.writer import Writer
from documents.models import Article, SeedFile
from documents.seed_store.accession_register import version_label
from documents.seed_store.report import first_outcome
from documents.seed_store.versions import duplicate_version_fault


def retract_duplicates(writer: Writer) -> None:
    """Refuse the first file of each version met twice, and undo what this run wrote of it.

    The second was refused when it was met. What an earlier run published stays.
    """
    for some in batched(writer.ledger.repeats(), BATCH):
        rows = SeedFile.objects.of(*(repeat.accession for repeat in some)).filter(
            pk__gte=writer.first_new
        )
        written = {
            (row.accession, version_label(row.kind, row.version)): row
            for row in rows.defer("content")
        }
        for repeat in some:
            row = written.get((repeat.accession, repeat.label))
            if row is None:
                continue
            writer.report.counts[first_outcome(row.kind, row.version)] -= 1
            writer.report.refuse_file(
                [
                    duplicate_version_fault(
                        repeat.shown, repeat.accession, repeat.label, repeat.others
                    )
                ]
            )
            writer.refused.add((repeat.accession, repeat.label))
            Article.objects.filter(seed=row).delete()
            row.delete()
        reindex([identifiers.mint(repeat.accession) for repeat in some], writer)
