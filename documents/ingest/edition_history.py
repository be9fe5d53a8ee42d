"""The history of editions: kept in the database, and beside the archive's own seeds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Q

from documents.ingest.append_register import append_text
from documents.ingest.writer import Writer
from documents.models import Edition, SeedFile
from documents.seed_store.edition_register import HEADER, EditionLine, parse_edition, read_editions
from documents.seed_store.records import Fault
from documents.seed_store.seed_names import EDITIONS_NAME
from documents.seed_store.survey import Survey


def count_changes(writer: Writer) -> dict[str, int]:
    """The articles that a run brought, changed and took back, against the edition before it."""
    rows = SeedFile.objects.filter(pk__gte=writer.first_new)
    came = rows.filter(kind=SeedFile.Kind.ARTICLE, version=1)
    other = rows.filter(
        Q(kind=SeedFile.Kind.ALIGNMENT) | Q(kind=SeedFile.Kind.ARTICLE, version__gt=1)
    )
    changed = other.exclude(accession__in=came.values("accession"))
    return {
        "came": came.count(),
        "changed": changed.values("accession").distinct().count(),
        "went": rows.filter(kind=SeedFile.Kind.WITHDRAWAL).count(),
    }


def restore_history(surveys: list[Survey], digest: str) -> EditionLine | None:
    """Write the rows of editions that a register names and the database does not know.

    The archive's own register is believed, and any on a machine where nothing was published yet:
    it has the history of what is taken in there. Returns the last line, where it is that of the
    edition about to be published.
    """
    is_first = not Edition.objects.exists()
    lines = [
        line for found in surveys if found.collection.is_main or is_first for line in found.editions
    ]
    known = set(Edition.objects.values_list("digest", flat=True))
    last = lines[-1] if lines and lines[-1].digest == digest else None
    for line in lines[:-1] if last else lines:
        if line.digest not in known:
            known.add(line.digest)
            Edition.objects.create(
                digest=line.digest,
                derivation=line.rules,
                articles=line.articles,
                published_at=line.time,
                came=line.came,
                changed=line.changed,
                went=line.went,
            )
    return last


def append_history(folder: Path) -> None:
    """Append the editions that a folder's register does not name yet, where it can be written.

    The present one is not among them: its line comes with the next, so that an archive whose seeds
    stay as they are leaves their folder as it is.
    """
    if not os.access(folder, os.W_OK):
        return
    file = folder / EDITIONS_NAME
    named: set[str] = set()
    if file.is_file():
        with file.open("rb") as stream:
            lines = (line for line in read_editions(stream, str(file)))
            named = {line.digest for line in lines if not isinstance(line, Fault)}
    missing = [line for line in read_history() if line.digest not in named]
    if missing:
        write_history(file, missing)


def write_history(file: Path, lines: Iterable[EditionLine]) -> None:
    """Append lines to a register of editions, flushed to disk."""
    append_text(file, HEADER, map(str, lines), is_whole=lambda line: bool(parse_edition(line)))


def read_history() -> Iterator[EditionLine]:
    """Every edition known, oldest first; of one published twice the first time."""
    seen: set[str] = set()
    for row in Edition.objects.order_by("published_at", "pk"):
        if row.digest not in seen:
            seen.add(row.digest)
            yield EditionLine(
                row.digest,
                row.published_at,
                row.derivation,
                row.articles,
                row.came,
                row.changed,
                row.went,
            )
