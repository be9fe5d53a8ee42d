"""A statement that a server leaves unanswered: the client ends it."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from types import SimpleNamespace
from typing import Any

import psycopg

from archive.statement_timeout import StatementTimeout

LONG = 60  # seconds that the server would take


def connect(url: str, timeout: StatementTimeout) -> psycopg.Connection[Any]:
    raw = psycopg.connect(url)
    timeout.watch(SimpleNamespace(vendor="postgresql", connection=raw))
    return raw


def test_a_statement_without_an_answer_ends_as_a_lost_connection(postgresql: str) -> None:
    timeout = StatementTimeout(limit=0.0)
    failed: list[BaseException] = []
    with closing(connect(postgresql, timeout)) as raw:

        def ask() -> None:
            try:
                raw.execute(f"SELECT pg_sleep({LONG})")
            except psycopg.Error as error:
                failed.append(error)

        began = time.monotonic()
        waiting = threading.Thread(target=ask)
        waiting.start()
        while not timeout.close_overdue() and waiting.is_alive():
            time.sleep(0.01)
        waiting.join()
    assert isinstance(failed[0], psycopg.OperationalError)
    assert time.monotonic() - began < LONG


def test_what_is_answered_in_time_is_left_alone(postgresql: str) -> None:
    now = [0.0]
    timeout = StatementTimeout(limit=1.0, clock=lambda: now[0])
    with closing(connect(postgresql, timeout)) as raw:
        raw.execute("SELECT 1")
        now[0] = 60.0
        assert timeout.close_overdue() == 0  # it waits for nothing
        assert raw.execute("SELECT 2").fetchone() == (2,)


def test_a_connection_of_sqlite_is_not_watched() -> None:
    raw = object()
    StatementTimeout().watch(SimpleNamespace(vendor="sqlite", connection=raw))
    assert not hasattr(raw, "wait")
