"""The pool of worker processes: none where there is little to do, else one for each processor.

Work is handed out in small portions and comes back in order. A crew's processes end with the one
that began them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, TypeVar

from documents.ingest import worker_process
from documents.ingest.interrupts import InterruptGuard
from documents.ingest.prepare_rows import Outcome, prepare_all, prepare_worker
from documents.seed_store.items import Item
from documents.seed_store.records import Fault

PORTION = 25  # files
PORTION_BYTES = 1 << 20  # a portion ends with the file that reaches it
MIN_FILES = 400  # files: for fewer, processes take longer to start than they save
MAX_PROCESSES = 8  # processes; past it, the one that writes cannot keep up
INTERRUPT_DELAY = 0.1  # seconds at most that a wait for a worker goes on after Ctrl-C

T = TypeVar("T")
Task: TypeAlias = list[tuple[list[Item], Future[list[Outcome]] | None]]


def processes_for(files: int) -> int:
    """The number of processes worth starting; 0 means that this process reads for itself."""
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    return (
        min(processors or 1, MAX_PROCESSES) if files >= MIN_FILES and (processors or 1) > 1 else 0
    )


class WorkerPool:
    """A pool that prepares rows of files, in processes of its own if any. Close it when done.

    ``processes`` is how many; None is as many as the files that are expected are worth. They begin
    with the first file to be read, or as soon as they are worth it where all files are ``unread``.
    What the processes share is never touched but under the ``guard``'s hold: an interrupt between
    two steps there would leave a lock taken or a process unknown, and the end would never come.
    """

    def __init__(
        self,
        processes: int | None,
        cache: Path | None,
        *,
        unread: bool = False,
        guard: InterruptGuard | None = None,
    ) -> None:
        self._processes = processes or 0
        self._unread = unread
        self._undecided = processes is None
        self._expected = 0
        self._cache = cache
        self._guard = guard or InterruptGuard()
        self._pool: ProcessPoolExecutor | None = None
        self._lone: ProcessPoolExecutor | None = None  # reads again what a process died of

    @property
    def extra_batches(self) -> int:
        """The number of batches worth having in progress besides the first."""
        return 1 if self._processes else 0

    def announce_files(self, files: int = 1) -> None:
        """Announce that many more files to read.

        Processes that begin early make ready while whoever expects files goes on looking for more.
        """
        self._expected += files
        if self._undecided and self._expected >= MIN_FILES:
            self._undecided = False
            self._processes = processes_for(self._expected)
            if self._processes and self._unread:
                self._make_ready()

    def close(self) -> None:
        """End the processes; work in progress is given up."""
        with self._guard.hold():
            for pool in (self._pool, self._lone):
                if pool:
                    pool.shutdown(wait=True, cancel_futures=True)
            self._pool = self._lone = None

    def start(self, items: Sequence[Item]) -> Task:
        """Start work on some files. The results come from `finish`."""
        if not self._processes:
            return [(list(items), None)]
        return [(portion, self._submit(portion)) for portion in _portions(items)]

    def finish(self, task: Task) -> Iterator[Outcome]:
        """The outcome of each file of a task, in order. A file that kills its worker is refused."""
        for items, future in task:
            if future is None:
                yield from prepare_all(items, self._cache)
                continue
            try:
                yield from self._result(future)
            except BrokenProcessPool:
                yield from self._again(items)

    def make(self, items: Sequence[Item]) -> Iterator[Outcome]:
        """The outcome of each file, in order."""
        return self.finish(self.start(items))

    def _make_ready(self) -> None:
        with self._guard.hold(), suppress(BrokenProcessPool):  # the first portion tells
            self._pool = self._begin(self._processes)
            for _ in range(self._processes):
                self._pool.submit(prepare_worker, self._cache)

    def _submit(self, items: list[Item]) -> Future[list[Outcome]]:
        try:
            with self._guard.hold():
                self._pool = self._pool or self._begin(self._processes)
                return self._pool.submit(prepare_all, items, self._cache)
        except BrokenProcessPool:  # seen when its outcome is asked for, and made again there
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _result(self, future: Future[T]) -> T:
        while True:
            with self._guard.hold():
                if wait([future], INTERRUPT_DELAY).done:
                    return future.result()

    def _again(self, items: list[Item]) -> Iterator[Outcome]:
        """Read a portion file by file, to find the one that a process died of."""
        with self._guard.hold():
            if self._pool:
                self._pool.shutdown()
                self._pool = None
        for item in items:
            if self._lone is None:
                with self._guard.hold():
                    self._lone = self._begin(1)
                    ready = self._lone.submit(prepare_worker, self._cache)
                self._result(ready)  # no file's fault if it dies
            try:
                with self._guard.hold():
                    made = self._lone.submit(prepare_all, [item], self._cache)
                yield from self._result(made)
            except BrokenProcessPool:
                with self._guard.hold():
                    self._lone.shutdown()
                    self._lone = None
                found = "something that ended the process reading it, or too little memory"
                yield (Fault(item.shown, 0, "file", found, "a file that can be read"),)

    def _begin(self, processes: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork would share the database's connection and Tantivy's threads.
        return ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), initializer=worker_process.start_worker
        )


def _portions(items: Sequence[Item]) -> Iterator[list[Item]]:
    portion: list[Item] = []
    size = 0
    for item in items:
        portion.append(item)
        size += len(item.data)
        if len(portion) == PORTION or size >= PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion
