"""Words in use: concordance and trends."""
