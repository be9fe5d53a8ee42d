"""A thread pool for index searches that run beside the page.

Tantivy lets go of the interpreter while it searches and counts. A page that needs several answers
asks for them at once and goes on; under load nothing is won, and nothing lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from archive.spans import bind_current_span

Result = TypeVar("Result")


def start_in_thread(run: Callable[[], Result]) -> Callable[[], Result]:
    """Start a call in a thread; what is returned waits for its result, or raises what it raised.

    The search may not start another thread: all who answer might be waiting for others.
    """
    return _pool().submit(bind_current_span(run)).result


@cache
def _pool() -> ThreadPoolExecutor:
    """The threads, made when first asked for, in whichever process that is."""
    return ThreadPoolExecutor(max(os.cpu_count() or 1, 2), thread_name_prefix="index")
