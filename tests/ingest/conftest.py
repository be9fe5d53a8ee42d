"""The fixtures of a seed workshop, and of a process that can be interrupted."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.helpers.seed_workshop import fresh_archive, workshop

__all__ = ["fresh_archive", "interruptible", "workshop"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A process that hears SIGINT, and starts others that do: in the background it is ignored."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)
