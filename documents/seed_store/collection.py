"""Collections of seed files: folders, single files and archives, read as a stream of members.

Nothing is extracted to disk, and no more than one member is in memory at a time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from documents.seed_store.archives import walk_tar, walk_zip
from documents.seed_store.members import (
    BROKEN,
    MAIN,
    Collection,
    Found,
    Member,
    find_oversize,
    find_unsafe,
    normalise_path,
    refuse_member,
)
from documents.seed_store.records import Fault
from documents.seed_store.seed_names import (
    DICTIONARY_NAME,
    REGISTER_NAME,
    SOURCES_NAME,
    is_not_seed,
)

ARCHIVE_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst")


def open_collection(path: Path, main: Path) -> Collection:
    """Open the collection that a path on the command line names. Raises `FileNotFoundError`.

    Whatever lies in ``main`` belongs to the archive's own seeds; a single file elsewhere belongs
    to the folder it lies in.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    place, main = path.resolve(), main.resolve()
    is_archive = place.is_file() and place.name.lower().endswith(ARCHIVE_ENDINGS)
    if place == main:
        return Collection(MAIN, main)
    if main in place.parents and not is_archive:
        return Collection(MAIN, main, place.relative_to(main).as_posix())
    if place.is_dir() or is_archive:
        return Collection(normalise_path(place.name), place)
    return Collection(normalise_path(place.parent.name), place.parent, place.name)


def open_collections(paths: Iterable[Path], main: Path) -> list[Collection]:
    """Open the collections of a run, each under its own name. Raises `FileNotFoundError`."""
    opened: dict[tuple[Path, str], Collection] = {}
    roots: dict[str, Path] = {}
    for path in paths:
        collection = open_collection(path, main)
        name, number = collection.name, 1
        while roots.setdefault(name, collection.root) != collection.root:
            number += 1
            name = f"{collection.name}-{number}"
        opened[collection.root, collection.only] = replace(collection, name=name)
    return list(opened.values())


def walk(collection: Collection) -> Iterator[Found]:
    """The members of a collection in turn, hidden ones left out; a `Fault` for an unsafe one.

    A folder is walked in order of names, an archive in its own order. A broken archive ends in a
    fault, after the members before the break.
    """
    root = collection.root
    if collection.is_folder:
        yield from _walk_folder(collection)
        return
    try:
        if root.name.lower().endswith(".zip"):
            yield from walk_zip(collection)
        else:
            yield from walk_tar(collection)
    except BROKEN as error:
        yield Fault(
            collection.shown(""),
            0,
            "archive",
            f"a break: {str(error) or type(error).__name__}",
            "an archive that can be read to its end",
        )


def _walk_folder(collection: Collection) -> Iterator[Found]:
    root, only = collection.root, collection.only
    if only:
        # The folders above speak for what lies below them.
        above = [Path(), *reversed([p for p in Path(only).parents if p != Path()])]
        for folder in above:
            for name in (SOURCES_NAME, REGISTER_NAME):
                if (root / folder / name).is_file() and (folder / name).as_posix() != only:
                    yield from _file(collection, (folder / name).as_posix())
    if (root / only).is_file():
        yield from _file(collection, only)
    else:
        yield from _folder(collection, only)


def _folder(collection: Collection, inner: str) -> Iterator[Found]:
    with os.scandir(collection.root / inner) as listing:
        names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing)
    for name, is_dir in names:
        if is_not_seed(name):
            continue
        path = f"{inner}/{name}" if inner else name
        if is_dir and (collection.root / path / DICTIONARY_NAME).is_file():
            continue  # a dictionary, which archive.toml names
        if is_dir:
            yield from _folder(collection, path)
        else:
            yield from _file(collection, path)


def _file(collection: Collection, path: str) -> Iterator[Found]:
    fault = find_unsafe(collection, path)
    if fault:
        yield fault
        return
    whole = collection.root / path
    target = os.path.realpath(whole)  # `Path.resolve` raises for a link to itself
    if whole.is_symlink() and not Path(target).is_relative_to(collection.root.resolve()):
        found = "a link to a file outside the folder"
        yield refuse_member(collection, path, found, "the file itself, copied there")
        return
    try:
        state = whole.stat()
        if not stat.S_ISREG(state.st_mode):
            yield refuse_member(collection, path, "a link to a folder, or a device", "a plain file")
        elif fault := find_oversize(collection, path, state.st_size):
            yield fault
        else:
            with whole.open("rb") as stream:
                yield Member(normalise_path(path), stream, state.st_size)
    except OSError as error:
        yield refuse_member(
            collection, path, error.strerror or str(error), "a file that can be read"
        )
