"""What a worker reads when it starts, in a thread, so that no first search waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from django.conf import settings
from django.utils.module_loading import import_string

_log = logging.getLogger("django.archive.warm_up")
_is_done = Event()
_is_done.set()


def start_warm_up() -> None:
    """Start to read what `ARCHIVE_WARM_UP` names. Pages are answered meanwhile."""
    _is_done.clear()
    Thread(target=_run, name="warm-up", daemon=True).start()


def wait_until_warm(seconds: float) -> bool:
    """Wait until everything is read, at most so long; whether it is. At once where nothing runs."""
    return _is_done.wait(seconds)


def _run() -> None:
    try:
        warm_up: Callable[[], None] = import_string(settings.ARCHIVE_WARM_UP)
        warm_up()
    except Exception:  # it will fail again for whoever asks, and be answered there
        _log.exception("Reading ahead failed")
    finally:
        _is_done.set()
