"""Tells a flood of requests from a passing crowd, and so who waits on and who is refused.

A bound of the wait alone refuses chance: at four fifths of what can be answered, one search in a
thousand comes too late, though the crowd has passed before its reader could ask again. So what
counts is whether more come than are answered (as CoDel tells a standing queue from a burst). In a
flood, who has waited for the time allowed is refused, and newcomers at once, until somebody finds a
place without waiting; in a passing crowd, everybody waits on and is answered.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

# Times the wait of a flood, in a crowd that passes. Longer would let the readers of one worker wait
# while those of another are refused: each judges by those who came to it.
PATIENCE = 2
_INTERVAL = 0.05  # seconds after which one who is late looks again whether there is a flood


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How many requests of a kind wait, and how long.

    ``length`` counts those who wait, at most. ``wait`` is in seconds, of a flood. ``flood`` is the
    fewest who come in a flood; while a worker is held up for half a second, fewer do.
    """

    length: int
    wait: float
    flood: int = 24


@dataclass(eq=False, frozen=True, slots=True)
class WaitingRequest:
    """A request that waits since a time; what had been counted when it came."""

    since: float
    arrivals: int
    admissions: int


class FloodDetector:
    """The requests of one kind that wait in this worker."""

    def __init__(self, limits: QueueLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._arrivals = 0
        self._admissions = 0
        self._is_flooded = False
        self._waiting: dict[WaitingRequest, None] = {}  # in the order of their arrival
        self._lock = Lock()

    def pass_by(self) -> None:
        """Count a request that found a place without waiting."""
        with self._lock:
            self._arrivals += 1
            self._admissions += 1
            self._is_flooded = False

    def enter(self) -> WaitingRequest | None:
        """Count a request that has to wait; None where it is refused at once."""
        with self._lock:
            self._arrivals += 1
            waiting = len(self._waiting)
            if waiting >= self.limits.length or (
                waiting >= self.limits.flood and self._detect_flood()
            ):
                return None
            request = WaitingRequest(self._clock(), self._arrivals, self._admissions)
            self._waiting[request] = None
            return request

    def leave(self, request: WaitingRequest, *, admitted: bool) -> None:
        """Note that a request waits no more: it was admitted, or refused."""
        with self._lock:
            del self._waiting[request]
            self._admissions += admitted

    def time_to_wait(self, request: WaitingRequest) -> float:
        """How many seconds a request waits before it asks again; none where it is refused."""
        with self._lock:
            waited = self._clock() - request.since
            if waited <= self.limits.wait:
                return max(self.limits.wait - waited, 0.001)
            if self._detect_flood():
                return 0
            return max(0, min(_INTERVAL, self.limits.wait * PATIENCE - waited))

    def count_waiting(self) -> int:
        """How many requests wait just now."""
        return len(self._waiting)

    def _detect_flood(self) -> bool:
        """Whether there is a flood: once more come than are answered, until nobody has to wait."""
        if not self._is_flooded:
            self._is_flooded = self._is_outnumbered(next(iter(self._waiting)))
        return self._is_flooded

    def _is_outnumbered(self, request: WaitingRequest) -> bool:
        """Whether more have come since a request came than were answered meanwhile.

        Twice as many in a short time, which chance does not bring; half as many more in twice the
        time, and so on: the longer the time, the less it has to do with chance.
        """
        arrivals = self._arrivals - request.arrivals
        admissions = self._admissions - request.admissions
        waited = max(self._clock() - request.since, self.limits.wait)
        return arrivals >= max(self.limits.flood, admissions * (1 + self.limits.wait / waited))
