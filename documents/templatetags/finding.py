"""What the finding pages ask for that Django has not."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands apart, as the interface's language writes them."""
    return number_format(number, force_grouping=True)
