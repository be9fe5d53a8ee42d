"""A concurrency limiter: how many requests a worker works at, how many wait, who is refused.

A place is the right to make one page. Searches have some of the places only and a queue of their
own, so a flood of them leaves the others to articles.

A bound of the wait alone refuses chance: at four fifths of what can be answered, one search in a
thousand comes too late, though the crowd has passed before its reader could ask again. So what
counts is whether more come than are answered (as CoDel tells a standing queue from a burst). In a
flood, who has waited for the time allowed is refused, and newcomers at once, until somebody finds a
place without waiting; in a passing crowd, everybody waits on and is answered.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock

from archive.admission.connection_set import ConnectionSet

PATIENCE = 5  # times the wait of a flood, in a crowd that passes


class Kind(Enum):
    """What a request asks for: a page, or a search, which takes several times as long."""

    PAGE = "page"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class ConcurrencyLimits:
    """How many pages are made at a time, searches among them, and how many wait for how long.

    ``queue`` counts those who wait for each kind, at most. ``wait`` is in seconds, of a flood.
    ``flood`` is the fewest who come in a flood; while a worker is held up for half a second, fewer
    do.
    """

    places: int
    searches: int
    queue: int
    wait: float
    flood: int = 24


@dataclass(eq=False, slots=True)
class _Waiter:
    """A request that waits: its lock is released when ``place`` is given to it, or it is refused.

    ``came`` and ``given`` are what was counted when it came.
    """

    since: float
    came: int
    given: int
    lock: Lock = field(default_factory=Lock)
    place: ConnectionSet | None = None


class ConcurrencyLimiter:
    """Hands the places to requests, first come, first served within a kind; pages before searches.

    A place owns the database connections that pages are made with: however many threads there
    are, there are no more connections than places.
    """

    def __init__(
        self, limits: ConcurrencyLimits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limits = limits
        self._clock = clock
        self._free = [ConnectionSet() for _ in range(limits.places)]
        self._busy = dict.fromkeys(Kind, 0)
        self._came = dict.fromkeys(Kind, 0)
        self._given = dict.fromkeys(Kind, 0)
        self._flooded = dict.fromkeys(Kind, False)
        self._waiting: dict[Kind, deque[_Waiter]] = {kind: deque() for kind in Kind}
        self._lock = Lock()

    def acquire(self, kind: Kind) -> ConnectionSet | None:
        """A place for a request, which may have to wait for it; None where it is refused."""
        with self._lock:
            self._came[kind] += 1
            queue = self._waiting[kind]
            if not queue and self._has_room(kind):
                self._flooded[kind] = False
                return self._take(kind)
            self._refuse_late(kind)
            if len(queue) >= self.limits.queue or (
                len(queue) >= self.limits.flood and self._is_flooded(kind)
            ):
                return None
            waiter = _Waiter(self._clock(), self._came[kind], self._given[kind])
            waiter.lock.acquire()
            queue.append(waiter)
        if not waiter.lock.acquire(timeout=self.limits.wait * PATIENCE):
            with self._lock:
                if waiter in queue:  # else it was given a place just now, or refused
                    queue.remove(waiter)
        return waiter.place

    def release(self, kind: Kind, place: ConnectionSet) -> None:
        """Give a place back; whoever waits gets it."""
        with self._lock:
            self._free.append(place)
            self._busy[kind] -= 1
            for each in Kind:  # pages first
                self._refuse_late(each)
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

    def _refuse_late(self, kind: Kind) -> None:
        """Refuse those who have waited for their time, while more come than are answered."""
        queue = self._waiting[kind]
        while queue and self._is_late(queue[0]) and self._is_flooded(kind):
            queue.popleft().lock.release()

    def _is_late(self, waiter: _Waiter) -> bool:
        return self._clock() - waiter.since > self.limits.wait

    def _is_flooded(self, kind: Kind) -> bool:
        """Whether there is a flood: once more come than are answered, until nobody has to wait."""
        if not self._flooded[kind]:
            self._flooded[kind] = self._is_outnumbered(kind, self._waiting[kind][0])
        return self._flooded[kind]

    def _is_outnumbered(self, kind: Kind, waiter: _Waiter) -> bool:
        """Whether more have come since a request came than were answered meanwhile.

        Twice as many in a short time, which chance does not bring; half as many more in twice the
        time, and so on: the longer the time, the less it has to do with chance.
        """
        came = self._came[kind] - waiter.came
        given = self._given[kind] - waiter.given
        waited = max(self._clock() - waiter.since, self.limits.wait)
        return came >= max(self.limits.flood, given * (1 + self.limits.wait / waited))

    def _has_room(self, kind: Kind) -> bool:
        if not self._free:
            return False
        return kind is Kind.PAGE or self._busy[kind] < self.limits.searches

    def _take(self, kind: Kind) -> ConnectionSet:
        self._busy[kind] += 1
        self._given[kind] += 1
        return self._free.pop()
