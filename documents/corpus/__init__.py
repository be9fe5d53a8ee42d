"""Concordance and trends across the archive: concordance and trends."""
