"""The index builder: makes the coming edition's index beside the one in use."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import tantivy

from documents.search.analysis import register_analysers
from documents.search.damage import find_fault
from documents.search.manifest import (
    NAME,
    find_altered_files,
    read_manifest,
    write_manifest,
)
from documents.search.release_memory import MemoryReleaser
from documents.search.request import IndexDocument
from documents.search.schema import SCHEMA_VERSION, Prepared, build_schema, prepare

# Bytes held before a segment is written. Merging takes longer than filling: large segments
# spare most of it, and some 40,000 articles of 3.5 KB fit.
HEAP = 400_000_000
_BUILDING = ".building-"
# Tantivy writes these again; everything else it only ever adds or removes.
_REWRITTEN = {"meta.json", ".managed.json"}


def index_path(root: Path, edition: str) -> Path:
    """The path of an edition's index under this release's schema."""
    return root / f"{SCHEMA_VERSION}-{edition}"


class IndexBuilder:
    """A builder of one edition's index in its own folder, from the previous one or from nothing.

    ``previous`` is the edition to start from; None, or one whose index is not there or not as it
    was written (its files are read and compared: damage is never inherited), starts empty: ask
    ``starts_empty`` and then add every article. ``heap`` bounds the memory of the writer in bytes.
    Nothing is seen by a reader before `finish`.
    """

    def __init__(
        self, root: Path, previous: str | None, *, heap: int = HEAP, threads: int = 1
    ) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self.folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=root))
        self.starts_empty = previous is None or not is_intact(index_path(root, previous))
        self.has_removed = False
        self._linked: dict[str, tuple[int, str]] = {}
        if previous is not None and not self.starts_empty:
            self._linked = _link(index_path(root, previous), self.folder)
        self._schema = build_schema()
        index = tantivy.Index(self._schema, path=str(self.folder))
        register_analysers(index)
        self._writer: tantivy.IndexWriter | None = index.writer(heap, threads)
        self._releasing = MemoryReleaser(self.folder)

    def add(self, article: IndexDocument) -> None:
        """Add an article, replacing the one with the same identifier if there is one."""
        if not self.starts_empty:
            self.remove(article.identifier)
        self.add_new(prepare(article))

    def add_new(self, article: Prepared) -> None:
        """Add an article that the index does not hold, prepared before, perhaps elsewhere.

        None is looked for to be replaced: Tantivy would keep each such order, of more than a
        kilobyte, until the end.
        """
        self._open().add_document(tantivy.Document.from_dict(article, self._schema))

    def remove(self, identifier: str) -> None:
        """Remove an article; one that is not there is no error."""
        self.has_removed = True
        self._open().delete_documents_by_term("identifier", identifier)

    def finish(self, edition: str) -> Path:
        """Commit, flush everything to disk and give the folder the edition's name."""
        writer = self._open()
        writer.commit()
        writer.wait_merging_threads()
        self._writer = None
        self._releasing.stop()
        self._sweep()
        manifest = write_manifest(self.folder, self._linked, edition)
        for path in self.folder.iterdir():
            if path.name not in self._linked:
                # Tantivy makes its files for this user alone; Python makes them by the umask.
                path.chmod(manifest.stat().st_mode)
                _flush(path)
        self.folder.chmod(_of_folder(manifest.stat().st_mode))
        _flush(self.folder)
        target = index_path(self.root, edition)
        if target.exists():  # left by a run that was killed before its commit
            shutil.rmtree(target)
        self.folder.rename(target)
        _flush(self.root)
        return target

    def discard(self) -> None:
        """Delete the unfinished index; harmless after `finish`."""
        self._writer = None
        self._releasing.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise RuntimeError("this index is finished or discarded: start another IndexBuilder")
        return self._writer

    def _sweep(self) -> None:
        """Delete files left over by merges, and Tantivy's locks."""
        meta = json.loads((self.folder / "meta.json").read_text(encoding="utf-8"))
        segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
        for path in list(self.folder.iterdir()):
            if path.name not in {*_REWRITTEN, NAME} and path.name.partition(".")[0] not in segments:
                path.unlink()


def has_index(root: Path, edition: str) -> bool:
    """Whether an edition has an index of this release's schema that nothing is known against.

    Every file of its manifest is there, can be read and has its size.
    """
    return not find_fault(index_path(root, edition))


def is_intact(folder: Path) -> bool:
    """Whether every file of an index is as it was written: reads them all."""
    return not find_fault(folder) and not any(find_altered_files(folder))


def read_history(root: Path, edition: str) -> str:
    """What tells an edition's index from one made of its articles alone; "" where nothing does.

    Tantivy goes on counting the words of articles that were removed until their segment is merged,
    so that hits of almost equal score may stand otherwise.
    """
    try:
        meta = (index_path(root, edition) / "meta.json").read_bytes()
        if all(not segment.get("deletes") for segment in json.loads(meta)["segments"]):
            return ""
    except (OSError, ValueError, KeyError):  # gone since, or damaged: whoever opens it says so
        return ""
    return hashlib.sha256(meta).hexdigest()[:16]


def remove_stale(root: Path, keep: Collection[str]) -> None:
    """Delete every index but those of the editions to keep, unfinished ones too.

    For the one process that ingests: a builder at work beside it would lose its folder.
    """
    names = {index_path(root, edition).name for edition in keep}
    for path in root.iterdir() if root.exists() else ():
        if path.is_dir() and path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


def newest_index(root: Path) -> str | None:
    """The edition whose index of this schema was finished last, if there is any."""
    prefix = f"{SCHEMA_VERSION}-"
    finished = []
    with suppress(OSError):  # the folder cannot be read, or is gone just now: there is none
        for path in root.glob(f"{prefix}*"):
            if not find_fault(path):
                at = (path / "meta.json").stat().st_mtime_ns
                finished.append((at, path.name.removeprefix(prefix)))
    return max(finished)[1] if finished else None


def _link(source: Path, target: Path) -> dict[str, tuple[int, str]]:
    """Hard-link an index's files into another folder. Returns the manifest's lines of them.

    What the manifest does not name is no part of the index.
    """
    files = dict(read_manifest(source).files)
    for name in files:
        if name in _REWRITTEN:
            shutil.copyfile(source / name, target / name)
        else:
            os.link(source / name, target / name)
    return {name: line for name, line in files.items() if name not in _REWRITTEN}


def _of_folder(mode: int) -> int:
    """A folder's permissions out of those of the files in it: who may read may also enter."""
    return stat.S_IMODE(mode) | (mode & 0o444) >> 2


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
