"""Dates as addresses write them, at either end of a range: 1958, 1958-01, 1958-01-24."""

from __future__ import annotations

from datetime import date, timedelta


def write_bound(day: date | None, *, last: bool) -> str:
    """A bound in its shortest form: the year it opens (or closes), the month, else the day.

    >>> write_bound(date(1958, 1, 1), last=False), write_bound(date(1958, 1, 31), last=True)
    ('1958', '1958-01')
    """
    if day is None:
        return ""
    text = day.isoformat()
    if last and (day.month, day.day) == (12, 31):
        return text[:4]
    opens = day + timedelta(days=1) if last else day  # a month's last day comes before a first
    if not last and (day.month, day.day) == (1, 1):
        return text[:4]
    return text[:7] if opens.day == 1 else text


def write_ends(first: date | None, last: date | None) -> tuple[str, str]:
    """Both ends of a range, as exactly as either needs; "" for an open one.

    >>> write_ends(date(1958, 1, 1), date(1958, 1, 31)), write_ends(date(1958, 1, 1), None)
    (('1958-01', '1958-01'), ('1958', ''))
    """
    start, end = write_bound(first, last=False), write_bound(last, last=True)
    if first is None or last is None or len(start) == len(end):
        return start, end
    exact = max(len(start), len(end))
    return first.isoformat()[:exact], last.isoformat()[:exact]


def write_dates(first: date, last: date) -> str:
    """The days between two in the shortest EDTF: one day, one month, 1970/1979."""
    if first == last:
        return first.isoformat()
    start, end = write_ends(first, last)
    return start if start == end else f"{start}/{end}"
