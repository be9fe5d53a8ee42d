"""The article's page, arranged for its templates: rows, facts, reading aids, navigation."""
