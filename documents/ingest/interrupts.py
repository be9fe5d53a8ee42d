"""Ctrl-C during an ingest: delayed where an exception would do harm, remembered where it is lost.

Python raises `KeyboardInterrupt` between any two steps of the main thread. Where one of these is a
callback that nobody can answer (a weak reference's, a finaliser's, as while modules are imported
and processes end), the exception is printed and dropped, and the work would go on. Where one lies
between taking a lock and giving it back, as in a pool of processes, everybody waits for ever.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType


class InterruptGuard:
    """A context in which SIGINT raises `KeyboardInterrupt`, and `check` and the end raise it again.

    A second one ends the process at once, as SIGTERM does. Only the main thread receives signals:
    elsewhere nothing is ever seen. Nor is it where SIGINT is ignored, as in a background job.
    """

    def __init__(self) -> None:
        self._seen = False
        self._held = False
        self._usual: signal._HANDLER = None

    def __enter__(self) -> InterruptGuard:
        if threading.current_thread() is threading.main_thread():
            usual = signal.getsignal(signal.SIGINT)
            if usual not in (signal.SIG_IGN, None):
                self._usual = usual
                signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._usual is not None:
            signal.signal(signal.SIGINT, self._usual)
            self._usual = None
        if kind is None:
            self.check()

    def check(self) -> None:
        """Raise `KeyboardInterrupt` where one was sent since the beginning."""
        if self._seen:
            raise KeyboardInterrupt

    @contextmanager
    def hold(self) -> Iterator[None]:
        """A context in which SIGINT raises `KeyboardInterrupt` at the end and not before.

        For what must not stop between two steps. One seen before is not raised again: so much can
        be cleared up while it is on its way.
        """
        seen, held = self._seen, self._held
        self._held = True
        try:
            yield
        finally:
            self._held = held
            if self._seen and not seen:
                raise KeyboardInterrupt from None

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._seen:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.raise_signal(signal.SIGINT)
        self._seen = True
        if not self._held:
            raise KeyboardInterrupt
