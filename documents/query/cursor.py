"""Cursors in addresses: where the next slice of a list begins, for programs that read all of it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Self

from documents.search.keyset import KEYED
from documents.search.request import Sort, SortKey

PARAMETER = "cursor"
_LONGEST = 8_000  # characters; the longest title's is half as long


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: behind the article with this key, the ``count``-th of the list."""

    sort: Sort
    key: SortKey
    count: int

    def write(self) -> str:
        """The cursor as the value of a parameter: letters, digits, ``-`` and ``_``."""
        said = json.dumps(
            [self.sort, self.key.value, self.key.identifier, self.count],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a parameter's value. Raises ValueError for what none of our links says."""
        if len(text) > _LONGEST or not text.isascii():
            raise ValueError("cursor: it is too long")
        try:
            said = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
            sort, value, identifier, count = json.loads(said)
            f"{value}{identifier}".encode()  # half a character would be found out too late
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise ValueError("cursor: it is no cursor") from error
        right = str if sort == "title" else int
        if sort not in KEYED or type(value) is not right or not isinstance(identifier, str):
            raise ValueError("cursor: its key is none of its order")
        if type(count) is not int or not 0 < count < 2**53:
            raise ValueError("cursor: its count is none")
        if isinstance(value, int) and not 0 <= value < 2**64:
            raise ValueError("cursor: its key is too large")
        return cls(sort, SortKey(value, identifier), count)
