"""Large numbers in threes with commas, as catalogues print them; Django leaves them undivided."""

from __future__ import annotations

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
