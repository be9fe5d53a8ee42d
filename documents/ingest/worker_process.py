"""The start of a worker process. Imports nothing that needs Django: it is what sets Django up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING, cast

import django

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


def start_worker() -> None:
    """Set Django up, leave Ctrl-C to the parent process, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # There is one: this runs in a process of the crew.
    parent = cast("BaseProcess", multiprocessing.parent_process())
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    django.setup()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
