"""What the index is asked for beside the page: on the processor that the page leaves idle.

Tantivy lets go of the interpreter while it searches and counts. A page that needs several answers
asks for them at once and goes on; under load nothing is won, and nothing lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Result = TypeVar("Result")


def ask_beside(question: Callable[[], Result]) -> Callable[[], Result]:
    """Begin with a question; what is returned waits for its answer, or raises what it raised.

    The question may not ask beside itself: all who answer might be waiting for others.
    """
    return _pool().submit(question).result


@cache
def _pool() -> ThreadPoolExecutor:
    """The threads that answer: made when first asked for, in whichever process that is."""
    return ThreadPoolExecutor(max(os.cpu_count() or 1, 2), thread_name_prefix="index")
