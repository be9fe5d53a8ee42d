"""The seed store as a folder: what was ingested, wherever it lay, byte for byte.

The archive's own seeds stand at the top, every other collection in a folder of its own beside
them; each brings its register. Ingested on an empty machine, the folder gives the same edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from documents.ingest.members import MAIN
from documents.ingest.naming import REGISTER_NAME, is_ignored
from documents.ingest.publication import BATCH
from documents.ingest.register import RegisterLine, append_lines, version_label
from documents.ingest.survey import tree_of
from documents.models import SeedFile


def export_seeds(folder: Path) -> int:
    """Write every seed file and register below a folder. Returns how many files.

    Raises `FileExistsError` unless the folder is empty or not there yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    places = _places()
    count = 0
    for collection, rows in groupby(_stored(), key=lambda row: row.collection):
        tree = tree_of(collection)
        root = folder / places[tree] / collection.removeprefix(tree).strip("/")
        root.mkdir(parents=True, exist_ok=True)
        for row in rows:
            file = root / row.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(row.content)
            count += 1
        # An empty one as well: it is what makes the folder a collection of its own.
        append_lines(root / REGISTER_NAME, _lines(collection))
    return count


def _stored() -> Iterator[SeedFile]:
    """Every seed file by collection, a few at a time: an export may be larger than memory."""
    for collection in _collections():
        rows = SeedFile.objects.filter(collection=collection).order_by("pk")
        last = 0
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            yield from batch
            last = batch[-1].pk


def _lines(collection: str) -> Iterator[RegisterLine]:
    rows = (
        SeedFile.objects.filter(collection=collection)
        .exclude(kind=SeedFile.Kind.SOURCES)
        .order_by("pk")
        .values_list("accession", "kind", "version", "sha256", "recorded_at")
    )
    for accession, kind, version, sha256, recorded_at in rows.iterator(chunk_size=2000):
        yield RegisterLine(accession, version_label(kind, version), sha256, recorded_at)


def _collections() -> list[str]:
    names = SeedFile.objects.order_by("collection").values_list("collection", flat=True)
    return list(names.distinct())


def _places() -> dict[str, str]:
    """The folder of each tree of collections: its own name, unless the main seeds use that."""
    places = {MAIN: ""}
    for tree in dict.fromkeys(map(tree_of, _collections())):
        name = tree if tree and not is_ignored(tree) else "collection"
        candidate, number = name, 1
        while tree != MAIN and (candidate in places.values() or _is_taken(candidate)):
            number += 1
            candidate = f"{name}-{number}"
        places.setdefault(tree, candidate)
    return places


def _is_taken(name: str) -> bool:
    main = SeedFile.objects.filter(collection=MAIN)
    inner = SeedFile.objects.filter(collection__startswith=f"{MAIN}{name}")
    return main.filter(path__startswith=f"{name}/").exists() or any(
        collection == MAIN + name or collection.startswith(f"{MAIN}{name}/")
        for collection in inner.values_list("collection", flat=True).distinct()
    )
