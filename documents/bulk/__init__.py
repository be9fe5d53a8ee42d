"""Bulk data: the whole archive as tables in files, with the cards that describe them."""
