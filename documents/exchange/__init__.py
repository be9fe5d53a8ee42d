"""Exports to other programs: citation records of rows, lists of articles, sitemaps."""
