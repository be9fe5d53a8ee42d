"""When a worker that ended is started again: at once, then after growing pauses (backoff).

Granian ends the whole server where a worker fails twice within 5.5 seconds. Here a server that has
served goes on for ever, and one of which no worker ever came up ends: its settings are wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST_PAUSE = 0.5  # seconds before a worker that failed twice is started again; then twice as long
LONGEST_PAUSE = 30.0
SOUND = 60.0  # seconds after which a worker that came up is sound: its failures are forgotten
STARTS = 3  # how often a worker may fail to start before any has come up


@dataclass(slots=True)
class RespawnSchedule:
    """The failures of each worker in a row, and when the next start of it is due."""

    has_served: bool = False  # whether any worker has come up
    _failures: dict[int, int] = field(default_factory=dict)
    _due: dict[int, float] = field(default_factory=dict)

    def note_end(self, worker: int, now: float, born: float, came_up: bool) -> float | None:
        """Note that a worker ended; the seconds until it is started again, or None to give up.

        ``born`` is when its process was started, ``came_up`` whether it has loaded the application.
        """
        self.has_served |= came_up
        if came_up and now - born >= SOUND:
            self._failures.pop(worker, None)
        failures = self._failures[worker] = self._failures.get(worker, 0) + 1
        if not self.has_served and failures >= STARTS:
            return None
        doubled = min(failures - 2, 16)  # of the pause: a power that stays a small number
        pause = 0.0 if failures == 1 else min(FIRST_PAUSE * 2.0**doubled, LONGEST_PAUSE)
        self._due[worker] = now + pause
        return pause

    def take_due(self, now: float) -> list[int]:
        """The workers to start now, each given once."""
        due = sorted(worker for worker, when in self._due.items() if when <= now)
        for worker in due:
            del self._due[worker]
        return due

    def next_due(self) -> float | None:
        """When the next worker is to be started; None where none waits."""
        return min(self._due.values(), default=None)

    def forget(self) -> None:
        """Start nothing any more: all workers are being replaced, or stopped."""
        self._due.clear()
