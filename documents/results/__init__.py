"""The parts of a list of results: entries, facets, timeline, quotations, related articles."""
