"""What a list of results shows: entries, facets, timeline, quotations, related articles."""
