"""Where temporary files lie: where the system has them, else beside the database.

Python and SQLite look for a folder that they may write (``TMPDIR``, ``/tmp``, ``/var/tmp`` and the
like). Where there is none, or each is full, an ingest could not sort and a command not start.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
