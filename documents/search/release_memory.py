"""Hands merged index segments back to the system (madvise).

An ingest's memory then does not grow with the archive. Tantivy maps the segments that it merges.
What it has read of them counts as this process's memory until somebody else needs the room: two
gigabytes where eight large segments become one. The pages are the system's copies of files, so that
letting go of them loses nothing; they are read again where they are wanted again. Only Linux is
asked, elsewhere nothing is done.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from pathlib import Path

_EVERY = 0.5  # seconds; a merge reads some fifty megabytes in them
_DONT_NEED = 4  # MADV_DONTNEED
_MAPS = Path("/proc/self/maps")
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r--s \S+ \S+ \S+ +(.+)")


class MemoryReleaser:
    """A thread that releases a folder's mapped files again and again, until `stop`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="releasing", daemon=True)
        if _MAPS.exists():
            self._thread.start()

    def stop(self) -> None:
        """Stop the thread; harmless when it was stopped before."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(_EVERY):
            release_mapped_pages(self._folder)


def release_mapped_pages(folder: Path) -> int:
    """Release the mapped pages of every file below a folder. Returns how many files.

    Only files that cannot be written through their mapping are meant: nothing is waiting there.
    """
    system = ctypes.CDLL(None, use_errno=True)
    system.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    return sum(system.madvise(start, size, _DONT_NEED) == 0 for start, size in _mappings(folder))


def _mappings(folder: Path) -> Iterator[tuple[int, int]]:
    """The address ranges at which a folder's files are mapped, shared and read-only."""
    inside = f"{folder.resolve()}/"
    for line in _MAPS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        match = _MAPPING.fullmatch(line)
        if match and match[3].startswith(inside):
            start, end = int(match[1], 16), int(match[2], 16)
            yield start, end - start
