"""What the source pages show: holdings and calendars."""
