"""The holdings and calendars of sources."""
