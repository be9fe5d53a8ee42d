"""Help while searching: zero results, autocomplete, notes on the query, help topics."""
