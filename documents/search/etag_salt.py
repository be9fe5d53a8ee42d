"""The salt of ETags: a random word in every one of them, another after each repair of damage.

A page made of damaged data has the ETag of the right one. With another salt no cache, a browser's
neither, is told that what it kept is still so.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

_NAME = "repaired.txt"


def read_etag_salt(root: Path) -> str:
    """The salt beside the indexes; "" where nothing was ever repaired."""
    try:
        return (root / _NAME).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def renew_etag_salt(root: Path) -> None:
    """Write another salt, after something damaged was made again."""
    with suppress(OSError):  # a full disk: what was repaired is right all the same
        (root / _NAME).write_text(f"{secrets.token_hex(8)}\n", "ascii")
