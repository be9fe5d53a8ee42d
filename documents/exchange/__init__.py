"""What other programs take from the archive: citations of rows, lists, maps for crawlers."""
