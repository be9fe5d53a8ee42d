"""A store of answers in memory with a limit in bytes (least recently used goes first)."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Self

# What Python needs for a kept answer beyond its texts: objects, tuples, a place in a table (bytes).
_OVERHEAD = 1500


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A complete response, ready to send. ``day`` is the UTC day its page prints, if it does."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    day: date | None = None

    @classmethod
    def build(
        cls, status: str, headers: list[tuple[str, str]], body: bytes, day: date | None = None
    ) -> Self:
        """A response whose header names and values are interned: pages share them."""
        shared = tuple((sys.intern(name), sys.intern(value)) for name, value in headers)
        return cls(sys.intern(status), shared, body, day)

    def header(self, name: str) -> str:
        """The first header of that name (in its usual spelling), "" if there is none."""
        return next((value for known, value in self.headers if known == name), "")

    @property
    def size(self) -> int:
        """Its approximate size in memory, in bytes."""
        return len(self.body) + sum(len(value) for _, value in self.headers) + _OVERHEAD


class MemoryStore:
    """Responses by key, least recently used first to go."""

    def __init__(self, max_bytes: int) -> None:
        self.limit = max_bytes
        self._held = 0
        self._answers: OrderedDict[Hashable, CachedResponse] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def size(self) -> int:
        """The size of everything stored, in bytes."""
        return self._held

    def get(self, key: Hashable) -> CachedResponse | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: CachedResponse) -> None:
        """Store a response, unless it alone would take a sixteenth of the room."""
        if answer.size * 16 > self.limit:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self._held += answer.size - (before.size if before else 0)
            self._answers[key] = answer
            while self._held > self.limit:
                _, oldest = self._answers.popitem(last=False)
                self._held -= oldest.size

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._held = 0
