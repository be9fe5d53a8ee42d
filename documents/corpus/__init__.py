"""Words in use across the archive: concordance and trends."""
