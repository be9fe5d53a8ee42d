"""The UTC day: the only clock that a page may read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpRequest

DAY = "archive.day"  # the day a request came, in its WSGI environment
PRINTED = "archive.day.printed"  # set there when a page asked for it


def utc_today() -> date:
    """Today's date in UTC, by the machine's clock."""
    return datetime.now(UTC).date()


def today(request: HttpRequest) -> date:
    """The UTC day of a request, for pages that print it: their ETag then holds for that day."""
    request.META[PRINTED] = True
    day = request.META.get(DAY)
    return day if isinstance(day, date) else utc_today()
