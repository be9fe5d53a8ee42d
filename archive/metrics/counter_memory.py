"""Memory that the workers of one server share: a part for each, which it alone writes.

`manage.py serve` makes it before the server starts its workers, and they inherit it. A worker locks
its part; the system lets go of the lock when the worker ends, however it ends. The next one takes
the part with what was counted, so sums never fall. Nothing lies in a file: a full disk is no fault.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterator

VARIABLE = "PARALLEL_ARCHIVE_COUNTERS"  # names the descriptor to the workers
PART = 65_536  # numbers of a part: half a megabyte, of which only what is written takes room
_BYTES = 8


def create_memory(workers: int) -> None:
    """Make memory for some workers, and for those that start while others end.

    Without Linux's `memfd_create` nothing is made: each worker then counts for itself.
    """
    if not hasattr(os, "memfd_create"):
        return
    descriptor = os.memfd_create("archive-counters", 0)  # inherited by what is executed
    os.ftruncate(descriptor, (2 * workers + 2) * PART * _BYTES)
    os.environ[VARIABLE] = str(descriptor)


class CounterMemory:
    """The parts of all workers, and the one that this process writes."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        size = PART * _BYTES if descriptor is None else os.fstat(descriptor).st_size
        self._memory = mmap.mmap(-1 if descriptor is None else descriptor, size)
        self._numbers = memoryview(self._memory).cast("d")
        self.own = self._claim()

    def part(self, number: int) -> memoryview[float]:
        """The numbers of one part."""
        return self._numbers[number * PART : (number + 1) * PART]

    def live(self) -> Iterator[int]:
        """The parts of workers that run."""
        return (number for number in self.parts() if number == self.own or self._is_held(number))

    def parts(self) -> range:
        """All parts, those of workers that have ended too: what they counted still counts."""
        return range(len(self._numbers) // PART)

    def _claim(self) -> int:
        """The first part that no running worker has."""
        if self._descriptor is None:
            return 0
        for number in self.parts():
            try:
                self._lock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            return number
        raise RuntimeError("more workers than `manage.py serve` made memory for")

    def _is_held(self, number: int) -> bool:
        try:
            self._lock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        self._lock(number, fcntl.LOCK_UN)
        return False

    def _lock(self, number: int, operation: int) -> None:
        if self._descriptor is not None:
            fcntl.lockf(self._descriptor, operation, 1, number)


def open_memory() -> CounterMemory:
    """The memory that this process inherited, else one of its own."""
    said = os.environ.get(VARIABLE, "")
    try:
        return CounterMemory(int(said) if said else None)
    except OSError:  # a descriptor of another process's environment
        return CounterMemory(None)
