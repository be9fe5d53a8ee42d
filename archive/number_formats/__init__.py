"""Number formats by language, where Django's own are missing; the settings name this package."""

from __future__ import annotations
