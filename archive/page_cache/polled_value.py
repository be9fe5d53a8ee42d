"""A value polled at most once a second (TTL cache; stale reads allowed).

So seldom that it costs nothing, and so often that nobody notices.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db.utils import Error

Value = TypeVar("Value")

FRESH = 1.0  # seconds a value is believed
STALE = 1.5  # seconds after which a reader waits for the look-up that is under way
PATIENCE = 1.0  # seconds that the reader waits at most


class PolledValue(Generic[Value]):
    """A value read from a database at most once a second.

    While that does not answer, it stays what it was; None where it was never read.
    """

    def __init__(self, look: Callable[[], Value], clock: Callable[[], float] = time.monotonic):
        self._look = look
        self._clock = clock
        self._value: Value | None = None
        self._looked = float("-inf")
        self._is_away = False
        self._lock = Lock()

    def get(self) -> Value | None:
        """The value, at most two seconds old while the database answers.

        One thread looks while the others go on; nobody waits for a database that is away.
        """
        age = self._clock() - self._looked
        if age >= FRESH and self._is_away:
            if self._lock.acquire(blocking=False):
                Thread(target=self._renew, daemon=True).start()
        elif age >= FRESH and self._acquire(PATIENCE if age >= STALE else 0):
            self._renew()
        return self._value

    def _renew(self) -> None:
        """Look, unless somebody has while we waited, and release the lock."""
        try:
            if self._clock() - self._looked >= FRESH:
                self._value = self._ask()
                self._looked = self._clock()
        finally:
            self._lock.release()

    def _acquire(self, seconds: float) -> bool:
        """Take the lock; a look-up that keeps it so long asks a database that says nothing."""
        taken = self._lock.acquire(timeout=seconds)
        self._is_away = self._is_away or (seconds > 0 and not taken)
        return taken

    def _ask(self) -> Value | None:
        try:
            value = self._look()
        except (Error, UnicodeDecodeError):  # so SQLite quotes a damaged schema
            self._is_away = True
            return self._value
        self._is_away = False
        return value
