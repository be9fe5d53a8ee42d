"""The integrity check of open indexes: their files are compared with the manifest again.

Bits that flip on a disk or in memory raise no error, and change what is found. A thread of a
serving process reads an index's files when it has been opened, when one was changed, and then at an
interval. It reads what searches read, since both get it from the system's memory.

Where the folder can be written, one process checks for all: it has the lock on the manifest, and
leaves the note of damage that all see. Elsewhere each checks for itself.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings

from documents.search.damage import mark_altered, read_build_id
from documents.search.manifest import (
    NAME,
    ManifestError,
    digest_file,
    read_manifest,
    read_states,
)
from documents.search.open_index import list_open, record_file_check

RATE = 8 << 20  # bytes a second: a hundredth of a processor
_POLL = 1.0  # seconds between two looks at what is open


def start_integrity_check() -> Thread | None:
    """Start the thread that checks, where `ARCHIVE_INDEX_CHECK_SECONDS` is not 0."""
    every = settings.ARCHIVE_INDEX_CHECK_SECONDS
    if not every:
        return None
    thread = Thread(target=_run, args=[every], name="integrity check", daemon=True)
    thread.start()
    return thread


def _run(every: float) -> None:
    check = IntegrityCheck(every)
    while True:
        time.sleep(_POLL)
        check.check_due(list_open())


@dataclass(frozen=True, slots=True)
class _Checked:
    states: tuple[tuple[str, int, int], ...]
    at: float


class IntegrityCheck:
    """The check of indexes that are due: never checked, changed since, or ``every`` seconds ago.

    Not at a low priority, though bounded in bytes a second: a thread that waits for the processor
    with Python's lock in its hand would stop every page.
    """

    def __init__(
        self,
        every: float,
        rate: float = RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._every = every
        self._rate = rate
        self._clock = clock
        self._sleep = sleep
        self._checked: dict[Path, _Checked] = {}
        self._locks: dict[Path, tuple[str, int]] = {}

    def check_due(self, folders: list[Path]) -> None:
        """Check those of some open indexes that are due, and that no other process checks."""
        for gone in {*self._locks, *self._checked}.difference(folders):
            self._release(gone)
            self._checked.pop(gone, None)
        for folder in folders:
            states = read_states(folder)
            if not states or not self._is_due(folder, states) or not self._acquire(folder):
                continue
            if fault := self._find_altered(folder):
                mark_altered(folder, fault)
            else:
                record_file_check(folder)
            self._checked[folder] = _Checked(states, self._clock())

    def _is_due(self, folder: Path, states: tuple[tuple[str, int, int], ...]) -> bool:
        last = self._checked.get(folder)
        return last is None or last.states != states or self._clock() - last.at >= self._every

    def _acquire(self, folder: Path) -> bool:
        """Whether this process checks an index: the first that asks, as long as it lives."""
        build = read_build_id(folder)
        known, _ = self._locks.get(folder, ("", 0))
        if known and known == build:
            return True
        self._release(folder)
        if not os.access(folder, os.W_OK):
            return True
        try:
            handle = os.open(folder / NAME, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError:  # a file system without locks: each checks for itself
            os.close(handle)
            return True
        self._locks[folder] = build, handle
        return True

    def _release(self, folder: Path) -> None:
        _, handle = self._locks.pop(folder, ("", -1))
        if handle >= 0:
            os.close(handle)

    def _find_altered(self, folder: Path) -> str:
        """The first file that is not as it was written; "" for none, or where another build came.

        Files that are gone or cut are not looked for: whoever opens the index sees them.
        """
        try:
            manifest = read_manifest(folder)
        except ManifestError:
            return ""
        for name, (size, checksum) in manifest.files.items():
            try:
                found = digest_file(folder / name, self._slow_down)
            except OSError:
                return ""
            if found != checksum and read_build_id(folder) == manifest.checksum:
                return f"{name}: its {size} bytes are not those that were written"
        return ""

    def _slow_down(self, count: int) -> None:
        self._sleep(count / self._rate)
