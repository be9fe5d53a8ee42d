"""How a reading process begins. Imports nothing that needs Django: it is what sets Django up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import django


def start_worker() -> None:
    """Leave Ctrl-C to the process that began this one, end when that is gone, set Django up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in a process of the crew
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    django.setup()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
