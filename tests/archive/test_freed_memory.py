"""Freed memory: waste that refers to itself is collected, again and again."""

from __future__ import annotations

import time
import weakref

from archive.freed_memory import release_freed, start_releasing


class Node:
    """An object that refers to itself."""

    def __init__(self) -> None:
        self.own = self


def test_waste_that_refers_to_itself_is_collected() -> None:
    kept = weakref.ref(Node())
    release_freed()
    assert kept() is None


def test_it_is_done_again_and_again() -> None:
    thread = start_releasing(0.01)
    for _ in range(2):
        kept = weakref.ref(Node())
        deadline = time.monotonic() + 10
        while kept() is not None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
    assert thread.daemon
