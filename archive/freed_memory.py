"""Hands freed memory back to the system, once a minute, in a thread of each worker.

A page leaves holes in the heap between what is kept, and waste that refers to itself, which Python
looks for seldom. Without, a worker holds a sixth more than it uses.
"""

from __future__ import annotations

import ctypes
import gc
import time
from collections.abc import Callable
from threading import Thread

_EVERY = 60.0  # seconds. It takes as long as two pages


def start_releasing(every: float = _EVERY) -> Thread:
    """Start the thread that does it again and again."""
    thread = Thread(target=_run, args=[every], name="freed memory", daemon=True)
    thread.start()
    return thread


def release_freed() -> None:
    """Collect waste, then give whole free pages of the heap back, where the C library can."""
    gc.collect()
    if (trim := _find_trim()) is not None:
        trim(0)


def _find_trim() -> Callable[[int], int] | None:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # glibc alone has it
        return None
    return trim


def _run(every: float) -> None:
    while True:
        time.sleep(every)
        release_freed()
