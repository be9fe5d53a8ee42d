"""Exports the seed store as a folder: what was ingested, wherever it lay, byte for byte.

The archive's own seeds stand at the top, every other collection in a folder of its own beside
them (`export_paths`); each brings its register. Ingested on an empty machine, the folder gives
the same edition.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings

from archive.archive_toml import FILE_NAME
from documents.ingest.append_register import append_lines
from documents.ingest.edition_history import read_history, write_history
from documents.ingest.export_paths import PathAllocator, PathSpellings
from documents.ingest.publication import BATCH
from documents.models import SeedFile
from documents.seed_store.accession_register import RegisterLine, version_label
from documents.seed_store.seed_names import EDITIONS_NAME, REGISTER_NAME


def export_seeds(folder: Path) -> int:
    """Write every seed file and register below a folder, and the site's ``archive.toml``.

    Returns how many files of the store.
    Raises `FileExistsError` unless the folder is empty or not there yet.
    """
    collections = _collections()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    files = 0
    with closing(PathSpellings()) as spellings:
        places = PathAllocator(collections, spellings)
        for collection in collections:
            files += _export(collection, folder, places)
    if lines := list(read_history()):
        write_history(folder / EDITIONS_NAME, lines)
    said = Path(settings.ARCHIVE_SEEDS) / FILE_NAME
    if said.is_file():
        (folder / FILE_NAME).write_bytes(said.read_bytes())
    _export_dictionaries(folder)
    return files


def _export_dictionaries(folder: Path) -> None:
    """Copy the dictionaries that the rows were made with.

    Whatever lies in their folders goes along: a licence may ask for its own text.
    """
    main = Path(settings.ARCHIVE_SEEDS).resolve()
    for dictionary in settings.ARCHIVE_DICTIONARIES:
        place = folder / dictionary.resolve().relative_to(main)
        place.mkdir(parents=True, exist_ok=True)
        for file in sorted(one for one in dictionary.iterdir() if one.is_file()):
            shutil.copyfile(file, place / file.name)


def _export(collection: str, folder: Path, places: PathAllocator) -> int:
    root = places.open(collection)
    apart: dict[int, str] = {}  # files that cannot lie at the root, and where they do
    files = 0
    for row in _stored(collection):
        place = places.place(collection, row.path)
        if place != root:
            apart[row.pk] = place
        file = folder / place / row.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(row.content)
        files += 1
    (folder / root).mkdir(parents=True, exist_ok=True)
    # An empty one as well: it is what makes the folder a collection of its own.
    append_lines(
        folder / root / REGISTER_NAME,
        (line for pk, line in _lines(collection) if pk not in apart),
    )
    for place in sorted(set(apart.values())):
        append_lines(
            folder / place / REGISTER_NAME,
            (line for pk, line in _lines(collection) if apart.get(pk) == place),
        )
    return files


def _stored(collection: str) -> Iterator[SeedFile]:
    """The stored seed files of a collection, a few at a time: an export may exceed memory."""
    rows = SeedFile.objects.filter(collection=collection).order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk


def _lines(collection: str) -> Iterator[tuple[int, RegisterLine]]:
    rows = (
        SeedFile.objects.filter(collection=collection)
        .exclude(kind=SeedFile.Kind.SOURCES)
        .order_by("pk")
        .values_list("pk", "accession", "kind", "version", "sha256", "recorded_at")
    )
    for pk, accession, kind, version, sha256, recorded_at in rows.iterator(chunk_size=2000):
        yield pk, RegisterLine(accession, version_label(kind, version), sha256, recorded_at)


def _collections() -> list[str]:
    """Collections in order, each after the one that contains it."""
    return sorted(set(SeedFile.objects.values_list("collection", flat=True).distinct()))
