"""Bilingual dictionaries that a collection brings: a folder with a word list and its licence."""
