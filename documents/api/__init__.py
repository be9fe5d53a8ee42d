"""The JSON of every page: its values, their types, and the description of them all (OpenAPI)."""
