"""Reads an index's files into the system's memory before it is searched (read-ahead).

Searches that wait for the disk take half as long again. The system is told what will be needed,
some megabytes at a time; it does nothing about what it has already, and keeps what it has room for.
Only Linux is asked, elsewhere nothing is done.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

_AT_ONCE = 1 << 17  # bytes: of a larger piece, a system with a short read-ahead reads the beginning
_WAITED = 1 << 24  # bytes after which we wait for them: a search, too, may want something read
_SHARE = 2  # no index is read ahead that would take more than this part of the free memory
_MEMORY = Path("/proc/meminfo")
_AVAILABLE = re.compile(r"^MemAvailable: +([0-9]+) kB$", re.MULTILINE)


def read_ahead(folder: Path) -> threading.Thread | None:
    """Read every file of a folder ahead in a thread; None where there is no room or no support."""
    files = [(path, path.stat().st_size) for path in folder.iterdir() if path.is_file()]
    if sum(size for _, size in files) * _SHARE > _available():
        return None
    thread = threading.Thread(target=_announce, args=[files], name="reading ahead", daemon=True)
    thread.start()
    return thread


def _announce(files: list[tuple[Path, int]]) -> None:
    for path, size in files:
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:  # another edition's index has come meanwhile
            return
        try:
            for start in range(0, size, _AT_ONCE):
                os.posix_fadvise(handle, start, _AT_ONCE, os.POSIX_FADV_WILLNEED)
                if start % _WAITED == 0:
                    os.pread(handle, 1, start)
        finally:
            os.close(handle)


def _available() -> int:
    """The available memory in bytes; 0 if the system does not say."""
    said = _AVAILABLE.search(_MEMORY.read_text()) if _MEMORY.exists() else None
    return int(said[1]) * 1024 if said else 0
