"""Granian's command line with a main process that no signal is lost on: ``serve`` runs it.

Granian 2.8 waits for its signals on a `threading.Event`. Where the system hands a signal to one of
its other threads (two at once, a busy machine), the main thread sleeps on; where a second one comes
while the handler of the first holds the event's lock, it waits for itself; and one that comes while
a worker is replaced is forgotten. Each time the server went on until it was killed. Two workers
killed soon after each other ended it; here they are started again (`archive.worker_respawn`).
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from ctypes import Array, c_ubyte
from functools import partial
from typing import Any

from granian import cli
from granian.log import logger
from granian.server import MPServer
from granian.server.mp import WorkerProcess

from archive.worker_respawn import RespawnSchedule

_STOPPING = (signal.SIGINT, signal.SIGTERM)
_HANDLED = (*_STOPPING, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1  # of Linux's prctl: the signal that a process gets when its parent ends
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_LOOK = 1.0  # seconds after which the main thread looks for itself


class WakeUpPipe:
    """An event without a lock, set by any thread or signal (the self-pipe trick).

    Python writes a byte into the pipe in whichever thread a signal arrives; the main thread, which
    waits for it, then runs the handler.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        self._is_set = self._stays_set = False

    def listen(self) -> None:
        """Be woken by signals. In the main thread."""
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)

    def set(self) -> None:
        self._is_set = True
        with suppress(BlockingIOError):  # where it is full nobody sleeps
            os.write(self._writer, b"\0")

    def set_for_good(self) -> None:
        """Set it so that it is never cleared."""
        self._stays_set = True
        self.set()

    def clear(self) -> None:
        self._is_set = False

    def is_set(self) -> bool:
        return self._is_set or self._stays_set

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is set, at most so long; whether it is.

        Handlers of signals run meanwhile, in the main thread.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        while not self.is_set():
            left = _LOOK if deadline is None else min(_LOOK, deadline - time.monotonic())
            if left <= 0:
                break
            if select.select([self._reader], [], [], left)[0]:
                os.read(self._reader, 4096)
        return self.is_set()


class SignalledServer(MPServer):
    """Granian's server, stopped by the first signal that says so, whenever it comes.

    Workers that end otherwise are started again.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._wake_up = WakeUpPipe()
        self.main_loop_interrupt = self._wake_up  # type: ignore[assignment]  # has what is used
        self._schedule = RespawnSchedule()
        self._gave_up = False
        # One byte a worker, in memory that processes share: whether it has loaded the application.
        self._came_up = multiprocessing.RawArray(c_ubyte, self.workers)

    def signal_handler_interrupt(self, *_: Any) -> None:
        self.interrupt_signal = True
        for worker in self.wrks:  # told by a terminal or service manager too: no crash
            worker.interrupt_by_parent = True
        self._wake_up.set_for_good()

    def shutdown(self, *args: Any) -> None:
        if self.interrupt_signal:  # workers that heard it first did not fail
            self.interrupt_children.clear()
        super().shutdown(*([1] if self._gave_up else args))  # type: ignore[no-untyped-call]

    def startup(self, *args: Any) -> None:
        self._wake_up.listen()
        super().startup(*args)  # type: ignore[no-untyped-call]

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> WorkerProcess:  # type: ignore[override]  # Granian's own
        self._came_up[idx] = 0
        loader = partial(_load, callback_loader, self._came_up, idx)
        worker: WorkerProcess = super()._spawn_worker(idx, target, loader)
        return worker

    def _serve_loop(self, *spawning: Any) -> None:
        """Start failed workers again, and all of them on SIGHUP, until a signal says to stop."""
        while not self._is_over():
            due = self._schedule.next_due()
            self._wake_up.wait(None if due is None else max(0.0, due - time.monotonic()))
            self._wake_up.clear()
            while self.interrupt_children and not self._is_over():
                self._note_end(self.interrupt_children.pop(0))
            if self._is_over():
                return
            if self.reload_signal:
                self._schedule.forget()
                self._reload(*spawning)  # type: ignore[no-untyped-call]
            elif ready := self._schedule.take_due(time.monotonic()):
                self._respawn_workers(ready, *spawning)

    def _is_over(self) -> bool:
        return self.interrupt_signal or self._gave_up

    def _note_end(self, worker: int) -> None:
        ended = self.wrks[worker]
        if ended.inner.is_alive():  # it was replaced meanwhile
            return
        came_up, code = bool(self._came_up[worker]), ended.inner.exitcode
        self._schedule.has_served |= any(self._came_up)
        pause = self._schedule.note_end(worker, time.monotonic(), ended.birth, came_up)
        how = f"killed by signal {-code}" if code and code < 0 else f"exit status {code}"
        if pause is None:
            self._gave_up = True
            logger.error(
                f"No worker could start ({how}): the reason stands above. The server ends."
            )
        else:
            again = f"in {pause:g} s" if pause else "at once"
            logger.error(f"Worker {worker + 1} ended ({how}): it is started again {again}")


def _load(load: Callable[[], Any], came_up: Array[c_ubyte], worker: int) -> Callable[..., Any]:
    """In a worker: load the application, and tell the main process that it stands."""
    application: Callable[..., Any] = load()
    came_up[worker] = 1
    return application


def _hold_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, _HANDLED)


def _let_signals_in() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HANDLED)


def _begin_worker(main: int) -> None:
    """In a new process: forget the handlers of the main one, and end when that is killed.

    A signal to stop ends a worker while it starts, before it has handlers of its own: with those of
    the main process it heard none, and was killed after its time. A worker that outlives the main
    process would hold the port, and nobody would replace or stop it.
    """
    if os.getppid() == main and _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.set_wakeup_fd(-1)
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _let_signals_in()


def main() -> None:
    """Run Granian's command line."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback, until there are handlers
    os.register_at_fork(
        before=_hold_signals,
        after_in_parent=_let_signals_in,
        after_in_child=partial(_begin_worker, os.getpid()),
    )
    cli.Server = SignalledServer  # type: ignore[attr-defined]
    cli.entrypoint()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
