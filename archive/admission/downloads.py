"""Places for downloads: each holds a thread for as long as its reader takes to read it.

The server asks for a file's next piece when the last one was taken, and a thread waits meanwhile. A
reader of one byte a second would hold it for days; a few of them, all threads.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from threading import Lock


class DownloadPlaces:
    """The places of a worker."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.in_use = 0
        self._lock = Lock()

    def take(self) -> bool:
        """Take a place, if there is one; whoever takes it gives it back."""
        with self._lock:
            if self.in_use >= self.places:
                return False
            self.in_use += 1
            return True

    def give_back(self) -> None:
        """Give a place back."""
        with self._lock:
            self.in_use -= 1


class HeldAnswer:
    """An answer in pieces that has a place until it is closed, or nobody holds it any more."""

    def __init__(self, pieces: Iterable[bytes], places: DownloadPlaces) -> None:
        self._pieces = pieces
        self._give_back = weakref.finalize(self, places.give_back)  # once, however often called

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        """Close the answer, and give its place back."""
        try:
            getattr(self._pieces, "close", lambda: None)()
        finally:
            self._give_back()
