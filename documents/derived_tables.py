"""Cache files named by a digest: a new one removes those that no release uses any more. Pure.

Releases and archives may share the folder, so a file is kept while it is used: its time is that of
its last use. A process that has a removed file mapped keeps it; the next one builds it anew.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

DAY = 86_400  # seconds
KEPT = 7 * DAY  # after the last use
_DIGEST = re.compile(r"[-.][0-9a-f]{8}(?:[0-9a-f]{8})?(?=\.)")
_ASIDE = "tmp*.part"  # what a process that was killed had begun


def temporary_folder() -> Path:
    """This user's folder for such files where no other can be written. Made if it is not there.

    Raises PermissionError for one that another user made or may write: its files are believed.
    """
    folder = Path(tempfile.gettempdir()) / f"parallel-archive-{os.getuid()}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o022:
        reason = "not this user's alone: remove it, or set ARCHIVE_CACHE_DIR to another folder"
        raise PermissionError(errno.EACCES, reason, str(folder))
    return folder


def note_use(path: Path) -> None:
    """Note that a file is used, once a day; without effect where this user may not."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)


def remove_unused(built: Path) -> None:
    """Remove the files of the same kind as one that was just built, and what was only begun.

    Kept are the one used last, for a rollback, and those used within a week.
    """
    limit = time.time() - KEPT
    with suppress(OSError):
        others = sorted(_list_others(built), key=lambda one: one.stat().st_mtime)
        for path in (*others[:-1], *built.parent.glob(_ASIDE)):
            if path.stat().st_mtime < limit:
                path.unlink()


def _list_others(built: Path) -> Iterator[Path]:
    kind = _DIGEST.sub("", built.name)
    for path in built.parent.iterdir():
        if path != built and path.name != kind and _DIGEST.sub("", path.name) == kind:
            yield path
