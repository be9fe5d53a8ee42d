"""Ingest: seeds to rows and index, published at one point. The only room that writes."""
