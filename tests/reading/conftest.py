"""The fixtures of a seed workshop."""

from __future__ import annotations

from tests.helpers.seed_workshop import fresh_archive, workshop

__all__ = ["fresh_archive", "workshop"]
