"""The version number of the rules by which rows are derived from seeds."""

from __future__ import annotations

# Raise it when parsing, pairing or the making of rows gives other rows for the same seeds: the next
# ingest then makes every row again, and the edition, which it enters, is another one.
DERIVATION = 11
