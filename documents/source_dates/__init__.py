"""Dates as sources write them, in their own calendar. Pure."""
