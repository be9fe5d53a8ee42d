"""A concurrency limiter: how many requests a worker works at, how many wait, who is refused.

A place is the right to make one page. Searches have some of the places only and a queue of their
own, so a flood of them leaves the others to articles. Nobody waits longer than a fraction of a
second: a page that would come later is refused at once, and what is answered is answered soon.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock

from archive.admission.connection_set import ConnectionSet


class Kind(Enum):
    """What a request asks for: a page, or a search, which takes several times as long."""

    PAGE = "page"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class ConcurrencyLimits:
    """How many pages are made at a time, searches among them, and how many wait for how long.

    ``queue`` counts those who wait for each kind, ``wait`` is in seconds.
    """

    places: int
    searches: int
    queue: int
    wait: float


@dataclass(eq=False, slots=True)
class _Waiter:
    """A request that waits: its lock is released when ``place`` is given to it."""

    lock: Lock = field(default_factory=Lock)
    place: ConnectionSet | None = None


class ConcurrencyLimiter:
    """Hands the places to requests, first come, first served within a kind; pages before searches.

    A place owns the database connections that pages are made with: however many threads there
    are, there are no more connections than places.
    """

    def __init__(self, limits: ConcurrencyLimits) -> None:
        self.limits = limits
        self._free = [ConnectionSet() for _ in range(limits.places)]
        self._busy = dict.fromkeys(Kind, 0)
        self._waiting: dict[Kind, deque[_Waiter]] = {kind: deque() for kind in Kind}
        self._lock = Lock()

    def acquire(self, kind: Kind) -> ConnectionSet | None:
        """A place for a request, which may have to wait for it; None where it is refused."""
        with self._lock:
            queue = self._waiting[kind]
            if not queue and self._has_room(kind):
                return self._take(kind)
            if len(queue) >= self.limits.queue:
                return None
            waiter = _Waiter()
            waiter.lock.acquire()
            queue.append(waiter)
        if not waiter.lock.acquire(timeout=self.limits.wait):
            with self._lock:
                if waiter.place is None:  # else it was given just now
                    queue.remove(waiter)
        return waiter.place

    def release(self, kind: Kind, place: ConnectionSet) -> None:
        """Give a place back; whoever waits gets it."""
        with self._lock:
            self._free.append(place)
            self._busy[kind] -= 1
            for each in Kind:  # pages first
                while self._waiting[each] and self._has_room(each):
                    waiter = self._waiting[each].popleft()
                    waiter.place = self._take(each)
                    waiter.lock.release()

    def count_waiting(self, kind: Kind) -> int:
        """How many requests of a kind wait just now."""
        return len(self._waiting[kind])

    def count_busy(self, kind: Kind) -> int:
        """How many requests of a kind are worked at just now."""
        return self._busy[kind]

    def _has_room(self, kind: Kind) -> bool:
        if not self._free:
            return False
        return kind is Kind.PAGE or self._busy[kind] < self.limits.searches

    def _take(self, kind: Kind) -> ConnectionSet:
        self._busy[kind] += 1
        return self._free.pop()
