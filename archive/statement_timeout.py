"""The time limit of a PostgreSQL statement, kept by the client: a server that is halted keeps none.

Its host acknowledges what is sent, so the network's own limits do not end the wait. Everything that
psycopg waits for is noted, and a thread cuts the connection that waits too long; whoever waits
there gets an `OperationalError`.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

LIMIT = 10.0  # seconds. Statements take milliseconds
_EVERY = 1.0  # seconds between two looks


def shut_down_socket(handle: int) -> None:
    """Shut a socket down, whoever has it: reading from it ends at once."""
    with socket.socket(fileno=os.dup(handle)) as ours:
        ours.shutdown(socket.SHUT_RDWR)


class StatementTimeout:
    """The waits of this process's connections, and the end of those that last too long."""

    def __init__(self, limit: float = LIMIT, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._waits: dict[Any, float] = {}

    def watch(self, connection: Any, **_: object) -> None:
        """Note what a new connection of Django's waits for; nothing for SQLite."""
        if connection.vendor != "postgresql":
            return
        raw, waits, clock = connection.connection, self._waits, self._clock
        wait = raw.wait

        def noted(*arguments: Any, **options: Any) -> Any:
            waits[raw] = clock()
            try:
                return wait(*arguments, **options)
            finally:
                waits.pop(raw, None)

        raw.wait = noted

    def close_overdue(self) -> int:
        """Cut the connections that have waited too long; how many."""
        now = self._clock()
        late = [raw for raw, since in list(self._waits.items()) if now - since > self._limit]
        for raw in late:
            with suppress(Exception):  # it was answered, or closed, this very moment
                shut_down_socket(raw.pgconn.socket)
        return len(late)

    def start(self) -> Thread:
        """Start the thread that looks again and again."""
        thread = Thread(target=self._run, name="statement timeout", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while True:
            time.sleep(_EVERY)
            self.close_overdue()
