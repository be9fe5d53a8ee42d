"""Dates whose year has two digits (``3/4/58``, ``12 sty 58``). No century is guessed. Pure."""

from __future__ import annotations

import re

# What stands before the year: a day and month in numbers, or words of which one is a month.
_SHORT = re.compile(
    r"(?P<head>(?:\d{1,2}|[IVX]{1,4})[./-] ?(?:\d{1,2}|[^\W\d_]{1,9})\.?[./-] ?"
    r"|(?:\d{1,2}\.? |[^\W\d_]+\.? )*[^\W\d_]{3,}\.?,? (?:de |del )?"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? "
    r"|(?:\d{1,2})[. ] ?[IVXivx]{1,4}[. ] ?)"
    r"'?(?P<year>\d{2})(?P<tail> ?(?:г\.?|г\. ?|r\.?|roku)?)",
)
_LONGEST_DAY = 31


def find_short_year(text: str) -> re.Match[str] | None:
    """The year of two digits in a date; None where a number may be a day, or the year leads."""
    match = _SHORT.fullmatch(text)
    if match is None:
        return None
    numbers = [int(one) for one in re.findall(r"\d+", match["head"])]
    if numbers and numbers[0] > _LONGEST_DAY:
        return None  # 58-04-03
    if not numbers and int(match["year"]) <= _LONGEST_DAY and "'" not in text:
        return None  # May 12: a day
    return match


def add_century(text: str, century: str) -> str:
    """A date with the first two digits of its year set before the others, where these lack.

    >>> add_century("3/4/58", "19"), add_century("12 sty '58", "19"), add_century("May 12", "19")
    ('3/4/1958', '12 sty 1958', 'May 12')
    """
    text = text.replace("’", "'")
    match = find_short_year(text)
    if match is None or not century:
        return text
    return f"{match['head']}{century}{match['year']}{match['tail']}"
