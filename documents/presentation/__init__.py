"""Dates, numbers, names, languages and rights in words of the interface."""
