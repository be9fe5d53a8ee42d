"""The test's own database connection, and an edition that is not looked up anew while it runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from archive.page_cache import cache as cache_module
from archive.page_cache import polled_value


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests keep the test's own connection, as those of Django's test client do."""
    monkeypatch.setattr(cache_module, "close_old_connections", lambda: None)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def believe_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """No look-up falls into a counted stretch, however slow the machine."""
    monkeypatch.setattr(polled_value, "FRESH", 60.0)
    monkeypatch.setattr(polled_value, "STALE", 60.0)
