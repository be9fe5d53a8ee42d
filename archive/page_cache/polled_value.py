"""A value polled at most once a second (TTL cache; stale reads allowed).

So seldom that it costs nothing, and so often that nobody notices.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from django.db import DatabaseError

Value = TypeVar("Value")

FRESH = 1.0  # seconds a value is believed
STALE = 1.5  # seconds after which a reader waits for the look-up that is under way


class PolledValue(Generic[Value]):
    """A value read from a database at most once a second; None while that does not answer."""

    def __init__(self, look: Callable[[], Value], clock: Callable[[], float] = time.monotonic):
        self._look = look
        self._clock = clock
        self._value: Value | None = None
        self._looked = float("-inf")
        self._lock = Lock()

    def now(self) -> Value | None:
        """The value, at most two seconds old.

        One thread looks while the others go on.
        """
        age = self._clock() - self._looked
        if age >= FRESH and self._lock.acquire(blocking=age >= STALE):
            try:
                if self._clock() - self._looked >= FRESH:  # nobody looked while we waited
                    self._value = self._ask()
                    self._looked = self._clock()
            finally:
                self._lock.release()
        return self._value

    def _ask(self) -> Value | None:
        try:
            return self._look()
        except DatabaseError:
            return None
