"""What the reading page shows, arranged for its templates: rows, facts, helps, ways on."""
