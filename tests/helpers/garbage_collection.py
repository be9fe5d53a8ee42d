"""Garbage collection beside what lives as long as the run: it is looked at once, then left out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two collections of the youngest: Python's own 700 is for small programs.
YOUNGEST = 20_000


def collect_less_often() -> None:
    gc.set_threshold(YOUNGEST)


@contextmanager
def kept_to_the_end() -> Iterator[None]:
    """Leave what is made here, and all that is there, out of every later collection.

    The tests collected are a million objects, the syntax trees of the code another: each full
    collection would look at all of them, for most of a second, in whatever test it falls.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
