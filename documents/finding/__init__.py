"""What lists and words in use show, arranged for their templates: facets, results, counts."""
