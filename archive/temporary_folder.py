"""Where temporary files lie: where the system has them, else beside the database.

Python and SQLite look for a folder that they may write (``TMPDIR``, ``/tmp``, ``/var/tmp`` and the
like). Where there is none, or each is full, an ingest could not sort and a command not start.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_USUAL = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  # nosec B108  # what is made there is 0700


def choose_temporary_folder(otherwise: Path) -> None:
    """Have temporary files of this process, and of those it starts, where they can be written.

    Before SQLite is imported, which reads the environment then.
    """
    if not can_write_temporary_files():
        os.environ["TMPDIR"] = str(otherwise)


def can_write_temporary_files() -> bool:
    """Whether there is a folder for temporary files; found once a process."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return False
    return True


def list_temporary_folders(otherwise: Path) -> Iterator[Path]:
    """Where temporary files may lie, the system's choice first: it may be gone or full by now."""
    if can_write_temporary_files():
        yield Path(tempfile.gettempdir())
    yield from map(Path, _USUAL)
    yield otherwise
