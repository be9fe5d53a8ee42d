"""A concurrency limiter: how many requests a worker works at.

A place is the right to make one page. Searches have some of the places only, so a flood of them
leaves the others to articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from threading import Condition

from archive.admission.connection_set import ConnectionSet


class Kind(Enum):
    """What a request asks for: a page, or a search, which takes several times as long."""

    PAGE = "page"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class ConcurrencyLimits:
    """How many pages are made at a time, and how many of them may be searches."""

    places: int
    searches: int

    def of(self, kind: Kind) -> int:
        """How many requests of a kind are worked at, at most."""
        return self.searches if kind is Kind.SEARCH else self.places


class ConcurrencyLimiter:
    """Hands the places to requests; pages before searches.

    A place owns the database connections that pages are made with: however many threads there
    are, there are no more connections than places.
    """

    def __init__(self, limits: ConcurrencyLimits) -> None:
        self.limits = limits
        self._free = [ConnectionSet() for _ in range(limits.places)]
        self._busy = dict.fromkeys(Kind, 0)
        self._awaited = dict.fromkeys(Kind, 0)
        self._changed = Condition()

    def acquire(self, kind: Kind) -> ConnectionSet | None:
        """A place for a request that has just come; None where it has to queue."""
        with self._changed:
            must_queue = self._awaited[kind] or not self._has_room(kind)
            return None if must_queue else self._take(kind)

    def wait(self, kind: Kind) -> ConnectionSet:
        """A place for the first request of the queue, as soon as there is one."""
        with self._changed:
            self._awaited[kind] += 1
            try:
                self._changed.wait_for(lambda: self._has_room(kind))
            finally:
                self._awaited[kind] -= 1
            return self._take(kind)

    def release(self, kind: Kind, place: ConnectionSet) -> None:
        """Give a place back; whoever waits gets it."""
        with self._changed:
            self._free.append(place)
            self._busy[kind] -= 1
            self._changed.notify_all()

    def count_busy(self, kind: Kind) -> int:
        """How many requests of a kind are worked at just now."""
        return self._busy[kind]

    def count_awaited(self, kind: Kind) -> int:
        """How many places are waited for just now."""
        return self._awaited[kind]

    def _has_room(self, kind: Kind) -> bool:
        if kind is Kind.PAGE:
            return bool(self._free)
        return (
            self._busy[kind] < self.limits.searches and len(self._free) > self._awaited[Kind.PAGE]
        )

    def _take(self, kind: Kind) -> ConnectionSet:
        self._busy[kind] += 1
        return self._free.pop()
