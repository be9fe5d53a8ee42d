"""Numbers as the interface's language writes them: grouped digits, decimal marks."""

from __future__ import annotations

from django.utils.formats import get_format, number_format
from django.utils.translation import pgettext

from archive.languages import cache_per_language


def group_digits(number: int) -> str:
    """A whole number with its digits in groups: 2,000,000."""
    if _has_commas():  # by far the fastest, and right in many languages
        return f"{number:,}"
    return number_format(number, use_l10n=True, force_grouping=True)


def say_percentage(part: int, whole: int) -> str:
    """A part of a whole in per cent, to one decimal: 12.5%."""
    number = f"{100 * part / whole:.1f}".replace(".", get_format("DECIMAL_SEPARATOR"))
    return pgettext("a share", "%(number)s%%") % {"number": number}


@cache_per_language(maxsize=64)
def _has_commas() -> bool:
    return (get_format("THOUSAND_SEPARATOR"), get_format("NUMBER_GROUPING")) == (",", 3)
