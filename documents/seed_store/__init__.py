"""The seed store: files, archives, sources, register and layouts. Knows no database."""
