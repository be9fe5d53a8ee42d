"""A PostgreSQL connection that waits for an answer only so long.

A server that is stopped, or whose host is gone from the network, says nothing. TCP notices the
latter alone, and no setting of the server's helps.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

SILENCE = 15.0  # seconds; what a page asks is answered in a thousandth of that
Result = TypeVar("Result")


class TimedConnection(psycopg.Connection[Any]):
    """A connection that is closed, with an `OperationalError`, where its server says nothing."""

    def wait(self, gen: Generator[Any, Any, Result], *args: Any, **options: Any) -> Result:
        """Run a conversation with the server; each silence in it is limited."""
        return super().wait(self._watch(gen), *args, **options)

    def _watch(self, gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
        """The conversation itself; psycopg resumes it every tenth of a second without news."""
        try:
            wanted = next(gen)
            heard = time.monotonic()
            while True:
                news = yield wanted
                if news:
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENCE:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(f"no answer in {SILENCE:.0f} seconds")
                wanted = gen.send(news)
        except StopIteration as end:
            result: Result = end.value
            return result


def limit_silence(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    """Receive ``connection_created``: from now on a PostgreSQL connection waits only so long."""
    if isinstance(connection.connection, psycopg.Connection):
        connection.connection.__class__ = TimedConnection
