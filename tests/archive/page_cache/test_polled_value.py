"""A value that is polled at most once a second."""

from __future__ import annotations

from itertools import count

import pytest

from archive.page_cache import polled_value
from archive.page_cache.polled_value import PolledValue


def test_a_value_is_polled_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polled_value, "FRESH", 1.0)
    now = [0.0]
    looks = count(1)
    seen = PolledValue(lambda: next(looks), clock=lambda: now[0])
    values = []
    for now[0] in (0.0, 0.5, 0.99, 1.0, 1.9, 2.1):
        values.append(seen.get())
    assert values == [1, 1, 1, 2, 2, 3]
