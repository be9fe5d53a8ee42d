"""Whether a computation takes longer than its input grows, measured by the processor's time."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORTEST = 0.06  # seconds of the processor that can be measured beside other programs
LIMIT = 30  # times as long for ten times as much


def grows_too_fast(
    run: Callable[[int], object], size: int, *, shortest: float = SHORTEST, tries: int = 3
) -> bool:
    """Whether ``size`` takes far more than ten times as long as a tenth of it, each time tried.

    What takes less than ``shortest`` seconds is quick enough.
    """
    for _ in range(tries):
        whole = _took(run, size)
        if whole < shortest or whole < LIMIT * _took(run, size // 10):
            return False
    return True


def _took(run: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    run(size)
    return time.process_time() - begun
