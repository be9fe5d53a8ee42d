"""Thousands separators for Simplified Chinese, as catalogues print them; Django has none."""

from __future__ import annotations

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
