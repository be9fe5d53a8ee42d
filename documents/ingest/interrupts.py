"""Ctrl-C during an ingest: remembered, so that it ends even where the exception is lost.

Python raises `KeyboardInterrupt` between any two steps of the main thread. Where one of these is a
callback that nobody can answer (a weak reference's, a finaliser's, as while processes are started),
the exception is printed and dropped, and the work would go on.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class InterruptGuard:
    """A context in which SIGINT raises `KeyboardInterrupt`, and `check` raises it again.

    Only the main thread receives signals: elsewhere nothing is ever seen.
    """

    def __init__(self) -> None:
        self._seen = False
        self._usual: signal._HANDLER = None

    def __enter__(self) -> InterruptGuard:
        if threading.current_thread() is threading.main_thread():
            self._usual = signal.signal(signal.SIGINT, self._note)
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

    def check(self) -> None:
        """Raise `KeyboardInterrupt` where one was sent since the beginning."""
        if self._seen:
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._seen = True
        raise KeyboardInterrupt
