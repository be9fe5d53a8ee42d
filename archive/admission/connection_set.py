"""Database connections that are lent to whichever thread makes a page.

Django keeps a connection for each thread. A worker has some forty threads, most of which wait: as
many connections would be more than a server of PostgreSQL has to give.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class ConnectionSet:
    """Connections used by one thread at a time, opened when first asked for."""

    def __init__(self) -> None:
        self._connections: dict[str, BaseDatabaseWrapper] = {}

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Within the block, this thread's connections are the ones of this set.

        A thread that has connections of its own goes on with these.
        """
        if connections.all(initialized_only=True):
            yield
            return
        for alias, connection in self._connections.items():
            connections[alias] = connection
        try:
            yield
        finally:
            self._take_back()

    def _take_back(self) -> None:
        self._connections = {}
        for connection in connections.all(initialized_only=True):
            del connections[connection.alias]
            if connection.in_atomic_block:  # what broke off there did not even roll back
                _discard(connection)
                continue
            if not connection.allow_thread_sharing:
                connection.inc_thread_sharing()
            self._connections[connection.alias] = connection


def _discard(connection: BaseDatabaseWrapper) -> None:
    connection.inc_thread_sharing()
    if connection.connection is not None:
        connection.connection.close()
