"""Number formats for Simplified Chinese."""

from __future__ import annotations
