"""The corpus of ``make demo``: generated newspapers that can be read, in both languages."""
