"""Database connections that go with a place from thread to thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from archive.admission.connection_set import ConnectionSet


def in_a_thread(call: Callable[[], object]) -> object:
    """What a call returns in a thread of its own."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(call()))
    thread.start()
    thread.join()
    return found[0]


def ask(lent: ConnectionSet) -> Callable[[], object]:
    def question() -> object:
        with lent.lent():
            connection = connections["default"]
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                assert cursor.fetchone() == (1,)
        assert connections.all(initialized_only=True) == []
        return connection

    return question


def close(lent: ConnectionSet) -> object:
    with lent.lent():
        connections["default"].close()
    return None


@pytest.mark.django_db
def test_threads_after_each_other_ask_over_one_connection() -> None:
    lent = ConnectionSet()
    first, second = in_a_thread(ask(lent)), in_a_thread(ask(lent))
    assert first is second
    other = ConnectionSet()
    assert in_a_thread(ask(other)) is not first
    for each in (lent, other):
        in_a_thread(partial(close, each))


@pytest.mark.django_db
def test_a_connection_left_in_a_transaction_is_not_lent_again() -> None:
    lent = ConnectionSet()

    def break_off() -> object:
        with lent.lent():
            connection = connections["default"]
            connection.ensure_connection()
            connection.in_atomic_block = True
        return connection

    broken = in_a_thread(break_off)
    assert in_a_thread(ask(lent)) is not broken
    in_a_thread(lambda: close(lent))
