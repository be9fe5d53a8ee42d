"""Typesetting: what a printed line is by its own words, tables, lines wrapped by hand. Pure."""
