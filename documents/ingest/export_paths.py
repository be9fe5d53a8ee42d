"""Allocates a path to every exported seed file, also where file names ignore case.

A path inside its collection is part of the edition, so it is never changed. What a file system that
ignores case (or how an accent is composed) would put in one place goes into a further collection,
a folder ``apart-2`` inside the first.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from itertools import accumulate, count

from documents.models import SeedFile
from documents.seed_store.members import MAIN
from documents.seed_store.seed_names import is_ignored
from documents.seed_store.survey import tree_of


def fold(path: str) -> str:
    """A path normalised so that those equal on some file system are equal."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def join(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder and path else folder or path


class PathSpellings:
    """The spellings of paths taken so far, in a temporary file: an export may exceed memory."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE spelt (folded PRIMARY KEY, path) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def take(self, path: str) -> bool:
        """Take a path; refused where it, or a folder of it, exists in another spelling."""
        whole = [(fold(part), part) for part in accumulate(path.split("/"), join)]
        for folded, part in whole:
            row = self._db.execute("SELECT path FROM spelt WHERE folded = ?", [folded]).fetchone()
            if row and row[0] != part:
                return False
        self._db.executemany("INSERT OR IGNORE INTO spelt VALUES (?, ?)", whole)
        return True


class PathAllocator:
    """The folders of collections below an export's root. Ask in order of their names."""

    def __init__(self, collections: list[str], spellings: PathSpellings) -> None:
        self._spellings = spellings
        self._roots = _trees(collections)
        self._given = {fold(root) for root in self._roots.values()}
        self._apart: dict[str, list[str]] = {}  # by collection, the folders inside it

    def open(self, collection: str) -> str:
        """Open a collection: returns the folder at which it begins."""
        if collection not in self._roots:
            above = collection
            while above not in self._roots:
                above = above.rpartition("/")[0] or MAIN
            root = join(self._roots[above], collection.removeprefix(above).strip("/"))
            numbers = count(1)
            while not self._spellings.take(root):
                root = self._folder_apart(above, next(numbers))
            self._roots[collection] = root
        return self._roots[collection]

    def place(self, collection: str, path: str) -> str:
        """The folder for one file of an open collection."""
        folder = self._roots[collection]
        numbers = count(1)
        while not self._spellings.take(join(folder, path)):
            folder = self._folder_apart(collection, next(numbers))
        return folder

    def _folder_apart(self, collection: str, number: int) -> str:
        """The n-th folder ``apart-n`` beside a collection's own files, made on demand."""
        made = self._apart.setdefault(collection, [])
        if len(made) < number:
            names = (f"apart-{n}" for n in count(2))
            free = (name for name in names if not self._is_used(collection, name))
            made.append(join(self._roots[collection], next(free)))
            self._given.add(fold(made[-1]))
        return made[number - 1]

    def _is_used(self, collection: str, name: str) -> bool:
        inside = SeedFile.objects.filter(collection=collection, path__istartswith=f"{name}/")
        below = SeedFile.objects.filter(collection__istartswith=f"{collection.rstrip('/')}/{name}")
        given = fold(join(self._roots[collection], name)) in self._given
        return given or inside.exists() or below.exists()


def _trees(collections: list[str]) -> dict[str, str]:
    """The top folder of each tree of collections: its own name, unless the main seeds use that."""
    places = {MAIN: ""}
    trees = [tree for tree in dict.fromkeys(map(tree_of, collections)) if tree != MAIN]
    taken = _top_names() if trees else set()
    for tree in trees:
        name = tree if tree and not is_ignored(tree) else "collection"
        names = (f"{name}-{number}" if number > 1 else name for number in count(1))
        places[tree] = next(name for name in names if fold(name) not in taken)
        taken.add(fold(places[tree]))
    return places


def _top_names() -> set[str]:
    """The names at the top of the main seeds."""
    rows = SeedFile.objects.filter(collection__startswith=MAIN).values_list("collection", "path")
    return {
        fold(join(collection.strip("/"), path).partition("/")[0])
        for collection, path in rows.iterator(chunk_size=2000)
    }
