"""The syntax of a filter in the search language: its names, and the form of its values.

The table of filters declares the names and reads what is typed behind them. Of what reaches the
parser of queries, a value behind a minus is excluded; any other is one that nobody could read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from documents.dates import parse_bound
from documents.search.request import FACETS

_DOUBLE = '"“”„‟＂'
PAIRS = {"「": "」", "『": "』", "«": "»"} | dict.fromkeys(_DOUBLE, _DOUBLE)
OPENING = re.escape("".join(PAIRS))
_QUOTATION = "|".join(
    f"{re.escape(mark)}(?P<inside{place}>[^{''.join(map(re.escape, closing))}]*)"
    f"[{''.join(map(re.escape, closing))}]?"
    for place, (mark, closing) in enumerate(PAIRS.items())
)
_filters: dict[str, str] = {}  # what a filter is called: its field of a request
# The form of a filter's values, where not everything is one.
FILTER_FORMS = {
    "year": re.compile(r"[0-9]{4}(?:[-/][0-9]{4})?"),
    "mentions": re.compile(r"[0-9]{4}|[0-9]{3}X"),
    "newspaper_page": re.compile(r"[1-9][0-9]{0,4}"),
}


def declare_filters(columns: Mapping[str, str]) -> None:
    """Declare what filters are called, in every language, with their fields of a request."""
    _filters.update(columns)
    typed_field.cache_clear()


@cache
def typed_field() -> re.Pattern[str]:
    """A pattern of a filter with its value, or of an unknown field with what may be one."""
    names = "|".join(sorted(map(re.escape, _filters), key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?:(?P<filter>(?i:{names}))(?P<colon>[:：])\s*"
        rf"|(?P<unknown>[A-Za-z_]{{2,20}})[:：](?=[^\W_]|[{OPENING}]))"
        rf"(?P<value>{_QUOTATION}|[^\s{OPENING}]*)"
    )


def column_of(name: str) -> str:
    """The field of a request that a filter of this name fills."""
    return _filters[name.lower()]


def is_filter_value(column: str, value: str) -> bool:
    """Whether a value may be one of a filter's, by its form."""
    if not value or '"' in value:  # no query could say it back
        return False
    if column in {"date_from", "date_to"}:
        try:
            parse_bound(value)
        except ValueError:
            return False
        return True
    form = FILTER_FORMS.get(column)
    return column in FACETS and (form is None or form.fullmatch(value) is not None)
